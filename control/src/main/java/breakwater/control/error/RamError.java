package breakwater.control.error;

/** Refusals of access control (ram). */
public enum RamError implements ApiError {
    USER_NOT_FOUND("EntityNotExist.User", 404, Blame.CLIENT, false,
            "The user does not exist: {0}.", "RAM API error codes", "Check the user name.");

    private final String code;
    private final int status;
    private final Blame blame;
    private final boolean retryable;
    private final String text;
    private final String source;
    private final String remedy;

    RamError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
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
