package breakwater.control.error;

/** Refusals of the gateway itself, the same for every product: request shape, signature, time window, limits. */
public enum GatewayError implements ApiError {
    MISSING_PARAMETER("Missing{0}", 400, Blame.CLIENT, false,
            "{0} is mandatory for this action.", "facts: gateway codes", "Send the parameter named in the code."),
    INVALID_PARAMETER("InvalidParameter", 400, Blame.CLIENT, false,
            "The specified parameter {0} is not valid: {1}.", "facts: gateway codes",
            "Correct the parameter that the message names."),
    UNSUPPORTED_PARAMETER("UnsupportedParameter", 400, Blame.OPERATOR, false,
            "The parameter {0} of {1} is known but not built in this version of Breakwater.", "ruling",
            "Leave the parameter out; it has no effect here yet."),
    INVALID_VERSION("InvalidVersion", 400, Blame.CLIENT, false,
            "Specified parameter Version is not valid: {0}.", "facts: gateway codes",
            "Send a version that this server knows: ddoscoo 2020-01-01, esa 2024-09-10, bssopenapi 2017-12-14, "
                    + "ram 2015-05-01, sts 2015-04-01, breakwater 2026-11-01."),
    INVALID_ACTION("InvalidAction.NotFound", 404, Blame.CLIENT, false,
            "Specified api is not found, please check your url and method: {0}.", "facts: gateway codes",
            "Check the spelling of Action and that Version belongs to the product you mean."),
    ACTION_NOT_BUILT("NotImplemented", 501, Blame.OPERATOR, false,
            "{0} {1} is part of the contract but not built in this version of Breakwater.", "ruling",
            "See docs/COVERAGE.md for the operations that are built."),
    UNSUPPORTED_METHOD("UnsupportedHTTPMethod", 405, Blame.CLIENT, false,
            "This http method is not supported: {0}.", "facts: gateway codes", "Use the method the contract names."),
    UNSUPPORTED_PATH("InvalidPath.NotFound", 404, Blame.CLIENT, false,
            "Nothing is served at this path; API requests go to /.", "ruling",
            "Send API requests to the path / of the endpoint."),
    REQUEST_TOO_LARGE("RequestEntityTooLarge", 413, Blame.CLIENT, false,
            "The request is larger than allowed: {0}.", "facts: gateway codes", "Send less in one request."),
    MISSING_ACCESS_KEY_ID("MissingAccessKeyId", 400, Blame.CLIENT, false,
            "AccessKeyId is mandatory for this action.", "facts: gateway codes", "Sign the request with an access key."),
    ACCESS_KEY_NOT_FOUND("InvalidAccessKeyId.NotFound", 404, Blame.CLIENT, false,
            "Specified access key is not found.", "facts: gateway codes",
            "Check the AccessKey ID; in development `breakwater env --shell` prints the right one."),
    ACCESS_KEY_INACTIVE("InvalidAccessKeyId.Inactive", 400, Blame.CLIENT, false,
            "Specified access key is disabled.", "facts: gateway codes", "Enable the key, or use another."),
    INCOMPLETE_SIGNATURE("IncompleteSignature", 400, Blame.CLIENT, false,
            "The request signature does not conform to Aliyun standards. {0}", "facts: gateway codes",
            "Let an official SDK sign the request, or compare with the signing pages of the vendor."),
    SIGNATURE_MISMATCH("SignatureDoesNotMatch", 400, Blame.CLIENT, false,
            "Specified signature is not matched with our calculation. server string to sign is:{0}",
            "facts: gateway codes", "Compare your string to sign with the one in the message; check the secret."),
    NONCE_USED("SignatureNonceUsed", 400, Blame.CLIENT, false,
            "Specified signature nonce was used already.", "facts: gateway codes",
            "Use a fresh random nonce for every request, also for a retry."),
    TIMESTAMP_EXPIRED("InvalidTimeStamp.Expired", 400, Blame.CLIENT, false,
            "Specified time stamp or date value is expired.", "facts: gateway codes",
            "Set the clock of the machine that signs; 15 minutes either way are allowed."),
    TIMESTAMP_FORMAT("InvalidTimeStamp.Format", 400, Blame.CLIENT, false,
            "Specified time stamp or date value is not well formatted.", "facts: gateway codes",
            "Send UTC as yyyy-MM-dd'T'HH:mm:ss'Z'."),
    SECURITY_TOKEN_EXPIRED("InvalidSecurityToken.Expired", 400, Blame.CLIENT, false,
            "Specified SecurityToken is expired.", "facts: gateway codes",
            "Begin a new session: AssumeRole, GetSessionToken, or signing in to the console again."),
    SECURITY_TOKEN_MALFORMED("InvalidSecurityToken.Malformed", 400, Blame.CLIENT, false,
            "Specified SecurityToken is malformed.", "facts: gateway codes",
            "Send the token that was issued together with this access key, and only with it."),
    THROTTLED("Throttling.User", 400, Blame.CLIENT, true,
            "Request was denied due to user flow control.", "facts: gateway codes", "Wait and try again."),
    NO_PERMISSION("NoPermission", 403, Blame.CLIENT, false,
            "You are not authorized to do this action: {0} on {1}.", "facts: gateway codes",
            "Ask the owner of the account for a RAM policy that allows the action on the resource."),
    FORBIDDEN_RAM("Forbidden.RAM", 403, Blame.CLIENT, false,
            "User not authorized to operate on the specified resource: {0} on {1}.", "facts: gateway codes",
            "Ask the owner of the account for a RAM policy that allows the action on the resource."),
    INTERNAL_ERROR("InternalError", 500, Blame.SERVER, true,
            "The request processing has failed due to some unknown error.", "facts: gateway codes",
            "Try again; if it stays, give the RequestId to the operator, whose log has the cause."),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503, Blame.SERVER, true,
            "The request has failed due to a temporary failure of the server.", "facts: gateway codes",
            "Try again after a pause.");

    private final Facts facts;

    GatewayError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
        facts = new Facts(code, status, blame, retryable, text, source, remedy);
    }

    @Override
    public Facts facts() {
        return facts;
    }
}
