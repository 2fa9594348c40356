package breakwater.control.error;

/** Refusals of Breakwater's own product: clock, accounts, request history. */
public enum BreakwaterError implements ApiError {
    CLOCK_NOT_MOVABLE("ClockNotMovable", 403, Blame.OPERATOR, false,
            "The service clock of this server is the system clock and cannot be moved.", "ruling",
            "Use development mode (`breakwater dev`) to rehearse with a clock that moves.");

    private final String code;
    private final int status;
    private final Blame blame;
    private final boolean retryable;
    private final String text;
    private final String source;
    private final String remedy;

    BreakwaterError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
        this.code = code;
        this.status = status;
        this.blame = blame;
        this.retryable = retryable;
        this.text = text;
        this.source = source;
        this.remedy = remedy;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Blame blame() {
        return blame;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
