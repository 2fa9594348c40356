package breakwater.control.error;

/** Refusals of the billing product (bssopenapi). */
public enum BillingError implements ApiError {
    IDEMPOTENT_PARAMETER_MISMATCH("IdempotentParameterMismatch", 400, Blame.CLIENT, false,
            "The request uses the same client token as a previous, but non-identical request.", "facts section 6",
            "Use a new ClientToken for a different request.");

    private final String code;
    private final int status;
    private final Blame blame;
    private final boolean retryable;
    private final String text;
    private final String source;
    private final String remedy;

    BillingError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
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
