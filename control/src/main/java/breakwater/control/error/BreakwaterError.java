package breakwater.control.error;

/** Refusals of Breakwater's own product: clock, accounts, request history. */
public enum BreakwaterError implements ApiError {
    CLOCK_NOT_MOVABLE("ClockNotMovable", 403, Blame.OPERATOR, false,
            "The service clock of this server is the system clock and cannot be moved.", "ruling",
            "Use development mode (`breakwater dev`) to rehearse with a clock that moves."),
    CLOCK_BACKWARDS("ClockBackwards", 400, Blame.CLIENT, false,
            "The service clock never goes back; it shows {0}.", "ruling",
            "Name an instant after the one in the message, or a span of time to go on by."),
    CLOCK_TOO_FAR("ClockTooFar", 400, Blame.CLIENT, false,
            "The service clock goes on by at most 36525 days in one call and not beyond 9999-01-01T00:00:00Z; it shows {0}.",
            "ruling", "Advance it by less."),
    NOT_OPERATOR("NotOperator", 403, Blame.CLIENT, false,
            "Only the operator's account may do this, and what concerns accounts only its owner.", "ruling",
            "Sign with an access key of the operator's account itself."),
    ACCOUNT_NOT_FOUND("AccountNotFound", 404, Blame.CLIENT, false,
            "There is no account {0}.", "ruling", "ListAccounts shows the accounts there are."),
    INSTANCE_NOT_FOUND("InstanceNotFound", 404, Blame.CLIENT, false,
            "The specified instance does not exist.", "ruling, after ddoscoo",
            "Check the id; only an instance of your own account that is not released can be asked about."),
    SIGN_IN_REFUSED("SignInRefused", 403, Blame.CLIENT, false,
            "The login name or the password is wrong, or there is no console password for that name.", "ruling",
            "Check both. A user's password is set with CreateLoginProfile of ram, an account's with SetConsolePassword."),
    SESSION_OF_SESSION("SessionNotAllowed", 403, Blame.CLIENT, false,
            "A temporary access key begins no other session.", "ruling",
            "Sign with the lasting access key of the account or the user."),
    REQUEST_NOT_FOUND("RequestNotFound", 404, Blame.CLIENT, false,
            "Nothing is known of the request {0}.", "ruling",
            "Take the RequestId from an answer to a call of your own account. Old requests are forgotten, by age and by number.");

    private final Facts facts;

    BreakwaterError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
        facts = new Facts(code, status, blame, retryable, text, source, remedy);
    }

    @Override
    public Facts facts() {
        return facts;
    }
}
