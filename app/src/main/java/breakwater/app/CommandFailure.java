package breakwater.app;

/**
 * A command cannot go on, for a reason its user can do something about. Printed as a few plain lines, never with a stack
 * trace; the exit code is 1.
 */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;
    private final String remedy;

    /**
     * @param what   what happened, as a sentence without its full stop
     * @param why    the cause as far as it is known
     * @param remedy what to do now
     */
    public CommandFailure(String what, String why, String remedy) {
        super(what, null, false, false);
        this.why = why;
        this.remedy = remedy;
    }

    /** The one line that says what happened, why, and what to do. */
    public String line() {
        return "breakwater: " + getMessage() + ": " + why + ". " + remedy + ".";
    }
}
