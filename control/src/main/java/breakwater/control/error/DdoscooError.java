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

    private final Facts facts;

    DdoscooError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
        facts = new Facts(code, status, blame, retryable, text, source, remedy);
    }

    @Override
    public Facts facts() {
        return facts;
    }
}
