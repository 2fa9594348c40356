package breakwater.control.operation.breakwater;

import breakwater.control.account.Identity;
import breakwater.control.authenticate.Caller;
import breakwater.control.authenticate.PasswordHash;
import breakwater.control.error.BreakwaterError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Sets the password with which an account itself signs in to the console: its owner for itself, the operator for any. The sessions
 * that were begun with the one before end. Passwords of users are a matter of ram's login profiles.
 */
public final class SetConsolePassword implements Operation<SetConsolePassword.Input, SetConsolePassword.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("breakwater", "SetConsolePassword", Input.class, Output.class)
                    .refuses(BreakwaterError.NOT_OPERATOR, BreakwaterError.ACCOUNT_NOT_FOUND);

    /**
     * @param accountId the caller's own, unless given
     * @param password  8 to 128 characters; from {@link #beforehand} on its hash
     */
    public record Input(Optional<String> accountId, String password) {
        @Override
        public String toString() {
            return "SetConsolePassword.Input[" + accountId.orElse("own account") + ", password hidden]";
        }
    }

    /** @param loginName what always signs in, whatever the account is called */
    public record Output(String accountId, String loginName) {
    }

    private final Operator operator;
    private final Identity identity;

    SetConsolePassword(Operator operator, Identity identity) {
        this.operator = operator;
        this.identity = identity;
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Input beforehand(Input input, UnaryOperator<String> hash) {
        return new Input(input.accountId(), hash.apply(input.password()));
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        String accountId = input.accountId().orElse(call.accountId());
        if (!accountId.equals(call.accountId())) {
            operator.require(call);
        } else if (!(call.caller().identity() instanceof Caller.Identity.Root)) {
            throw new Refusal(BreakwaterError.NOT_OPERATOR);
        }
        if (identity.accounts().find(transaction, accountId).isEmpty()) {
            throw new Refusal(BreakwaterError.ACCOUNT_NOT_FOUND, accountId);
        }
        identity.passwords().setOfAccount(transaction, call.now(), accountId, PasswordHash.parse(input.password()));
        return new Output(accountId, accountId);
    }
}
