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
    INVALID_EXPIRE_TIME("InvalidExpireTime", 400, Blame.CLIENT, false,
            "Invalid Expire Time. It must be {0} seconds.", "vendor's list of error codes", "Give a number of seconds in that range."),
    LIST_FULL("NumberExceed.{0}", 400, Blame.CLIENT, false,
            "The list would hold more sources than the {1} allowed.", "ruling: the documents name the limit and no code",
            "Remove sources that are no longer needed, or list a block instead of its addresses."),
    NOT_BLACKHOLED("BlackholeNotExist", 400, Blame.CLIENT, false,
            "The specified instance is not blackholed.", "ruling: the documents name no code",
            "Look at DescribeBlackholeStatus; a blackhole may have ended by itself."),
    BLACKHOLE_LIFTS_EXHAUSTED("NumberExceed.UnBlackhole", 400, Blame.CLIENT, false,
            "All deactivations of blackholes of this day are used.", "ruling: facts section 2 name the limit and no code",
            "Wait for the blackhole to end by itself, or for 00:00 UTC+8."),
    BLACKHOLE_LIFTED_TOO_SOON("UnBlackholeTooFrequent", 400, Blame.CLIENT, true,
            "A blackhole of this account was deactivated less than 10 minutes ago.",
            "ruling: facts section 2 name the interval and no code", "Wait until 10 minutes have passed."),
    INVALID_LINE("InvalidLine", 400, Blame.CLIENT, false,
            "Invalid Line.", "vendor's list of error codes", "Name the lines ct and cut."),
    LINE_BLOCKS_EXHAUSTED("NumberExceed.Block", 400, Blame.CLIENT, false,
            "All blocks of lines of this month are used.", "ruling: the documents name the limit and no code",
            "Wait for the next month (UTC+8), or block regions instead."),
    SCENE_POLICY_NOT_FOUND("SceneDefensePolicyNotExist", 400, Blame.CLIENT, false,
            "The specified policy does not exist.", "ruling: the documents name no code", "Look at DescribeSceneDefensePolicies for the id."),
    TOO_MANY_SCENE_POLICIES("NumberExceed.SceneDefensePolicy", 400, Blame.CLIENT, false,
            "The account would have more policies than the {0} allowed.", "ruling", "Delete policies that are over."),
    TOO_MANY_SCENE_OBJECTS("NumberExceed.SceneDefenseObject", 400, Blame.CLIENT, false,
            "The policy would have more objects than the {0} allowed.", "ruling", "Create another policy with the same times."),
    INVALID_START_TIME("InvalidStartTime", 400, Blame.CLIENT, false,
            "Invalid Start Time.", "vendor's list of error codes", "Give milliseconds since 1970."),
    INVALID_END_TIME("InvalidEndTime", 400, Blame.CLIENT, false,
            "Invalid End Time.", "vendor's list of error codes", "Give milliseconds since 1970 that are still to come."),
    START_NOT_BEFORE_END("ddos_coop3203", 400, Blame.CLIENT, false,
            "start time must be earlier than end time", "vendor's list of error codes", "Let the start come before the end."),
    RULE_NOT_FOUND("anycast_controller3006", 400, Blame.CLIENT, false,
            "The forwarding rule does not exist: {0}.", "code as the Terraform provider knows it; text: ruling",
            "Check protocol and port; DescribePort lists the rules of an instance."),
    RULE_EXISTS("ddos_coop3303", 400, Blame.CLIENT, false,
            "l4 rule port is exist: {0}.", "the vendor's page of error codes",
            "Change the rule there is, or choose another port."),
    RULE_LIMIT("ddos_coop3302", 400, Blame.CLIENT, false,
            "reache port limit in spec: {0}.", "the vendor's page of error codes",
            "Delete a rule, or upgrade the instance's PortCount."),
    ORIGIN_REFUSED("ddos_coop3304", 400, Blame.CLIENT, false,
            "invalid rs ip address: {0}.", "the vendor's page of error codes",
            "Name origins by IP address; not by name, and none of this machine, its link or this service."),
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
