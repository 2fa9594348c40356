package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.authenticate.PasswordHash;
import breakwater.control.error.GatewayError;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Gives a RAM user another console password. The sessions that it began with the old one end. */
public final class UpdateLoginProfile implements Operation<UpdateLoginProfile.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "UpdateLoginProfile", Input.class, Empty.class)
                    .resource((call, input) -> RamResource.user(call, input.userName()))
                    .refuses(GatewayError.UNSUPPORTED_PARAMETER, RamError.WEAK_PASSWORD, RamError.USER_NOT_FOUND,
                            RamError.LOGIN_PROFILE_NOT_FOUND);

    private final Identity identity;

    UpdateLoginProfile(Identity identity) {
        this.identity = identity;
    }

    /** @param password the one it has, unless given; from {@link #beforehand} on its hash */
    public record Input(Optional<Boolean> mfaBindRequired, Optional<String> password, Optional<Boolean> passwordResetRequired,
                        String userName) {
        @Override
        public String toString() {
            return "UpdateLoginProfile.Input[" + userName + ", password hidden]";
        }
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Input beforehand(Input input, UnaryOperator<String> hash) {
        LoginProfile.requireNeither("UpdateLoginProfile", input.mfaBindRequired(), input.passwordResetRequired());
        return new Input(input.mfaBindRequired(), input.password().map(password -> LoginProfile.hashed(password, hash)), input.passwordResetRequired(),
                input.userName());
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Users.User user = RamOutcome.value(identity.users().named(transaction, call.accountId(), input.userName()));
        RamOutcome.value(input.password().isPresent()
                ? identity.passwords().change(transaction, user, PasswordHash.parse(input.password().get()))
                : identity.passwords().ofUser(transaction, user));
        return Empty.EMPTY;
    }
}
