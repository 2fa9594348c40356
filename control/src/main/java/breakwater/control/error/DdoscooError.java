package breakwater.control.error;

/** Refusals of Anti-DDoS Pro and Premium. */
public enum DdoscooError implements ApiError {
    INSTANCE_NOT_FOUND("InstanceNotFound", 400, Blame.CLIENT, false,
            "The specified instance does not exist.", "facts section 2",
            "Check the id and the region; a released instance is gone."),
    INSTANCE_NOT_EXPIRED("InstanceNotExpire", 400, Blame.CLIENT, false,
            "The specified instance has not expired.", "facts section 2",
            "Only an expired instance can be released: wait for its ExpireTime."),
    INSTANCE_EXPIRED("InstanceExpired", 400, Blame.CLIENT, false,
            "The specified instance has expired.", "ruling: the contract demands a normal instance and names no code",
            "Renew the instance first."),
    TOO_MANY_TAGS("NumberExceed.Tags", 400, Blame.CLIENT, false,
            "The resource would carry more tags than the {0} allowed.", "ruling, after the vendor's tag service",
            "Remove tags that are no longer needed first.");

    private final String code;
    private final int status;
    private final Blame blame;
    private final boolean retryable;
    private final String text;
    private final String source;
    private final String remedy;

    DdoscooError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
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
