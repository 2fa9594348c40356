package breakwater.control.error;

/** Refusals of the security token service (sts). */
public enum StsError implements ApiError {
    WRONG_ROLE_ARN("InvalidParameter.RoleArn", 400, Blame.CLIENT, false,
            "The parameter RoleArn is wrongly formed.", "STS API error codes",
            "Send acs:ram::{account id}:role/{role name}."),
    WRONG_SESSION_NAME("InvalidParameter.RoleSessionName", 400, Blame.CLIENT, false,
            "The parameter RoleSessionName is wrongly formed.", "STS API error codes",
            "Use 2 to 64 letters, digits and . @ - _."),
    WRONG_DURATION("InvalidParameter.DurationSeconds", 400, Blame.CLIENT, false,
            "The Min/Max value of DurationSeconds is 15min/{0}s.", "STS API error codes; the maximum is the role's",
            "Ask for a shorter session, or raise the role's MaxSessionDuration with UpdateRole."),
    WRONG_POLICY("InvalidParameter.PolicyGrammar", 400, Blame.CLIENT, false,
            "The parameter Policy has not passed grammar check: {0}.", "STS API error codes",
            "Correct the session policy."),
    POLICY_TOO_LONG("InvalidParameter.PolicySize", 400, Blame.CLIENT, false,
            "The size of Policy must be smaller than {0} bytes.", "STS API error codes",
            "Shorten the session policy."),
    WRONG_EXTERNAL_ID("InvalidParameter.ExternalId", 400, Blame.CLIENT, false,
            "The parameter ExternalId is wrongly formed.", "ruling",
            "Use 2 to 1224 letters, digits and = , . @ : / - _ +."),
    ROOT_MAY_NOT_ASSUME("NoPermission", 403, Blame.CLIENT, false,
            "Roles may not be assumed by root accounts.", "STS API error codes",
            "Sign AssumeRole with the key of a RAM user that has AliyunSTSAssumeRoleAccess."),
    ROLE_NOT_FOUND("EntityNotExist.Role", 404, Blame.CLIENT, false,
            "The specified Role not exists.", "STS API error codes", "Check the role ARN."),
    NOT_TRUSTED("NoPermission", 403, Blame.CLIENT, false,
            "You are not authorized to do this action. You should be authorized by RAM.", "STS API error codes",
            "The trust policy of the role must name you or your account as a principal.");

    private final Facts facts;

    StsError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
        facts = new Facts(code, status, blame, retryable, text, source, remedy);
    }

    @Override
    public Facts facts() {
        return facts;
    }
}
