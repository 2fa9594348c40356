package breakwater.control.error;

/** Refusals of Edge Security Acceleration; texts as the seed document prints them. */
public enum EsaError implements ApiError {
    INVALID_INSTANCE("InvalidInstance", 400, Blame.CLIENT, false,
            "The instance ID is missing or invalid. Make sure that the instance ID is valid and try again.",
            "seed: ESA ReleaseInstance", "Send the id of a security instance of your own account."),
    INTERNAL_ERROR("InternalError", 400, Blame.SERVER, true,
            "An internal exception occurred, please try again later.", "seed: ESA ReleaseInstance",
            "Nothing was changed: try again; if it stays, give the RequestId to the operator.");

    private final String code;
    private final int status;
    private final Blame blame;
    private final boolean retryable;
    private final String text;
    private final String source;
    private final String remedy;

    EsaError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
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
