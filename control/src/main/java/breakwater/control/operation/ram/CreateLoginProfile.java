package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.authenticate.PasswordHash;
import breakwater.control.error.GatewayError;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Gives a RAM user a console password, so that it can sign in to the console. */
public final class CreateLoginProfile implements Operation<CreateLoginProfile.Input, CreateLoginProfile.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ram", "CreateLoginProfile", Input.class, Output.class)
                    .resource((call, input) -> RamResource.user(call, input.userName()))
                    .refuses(GatewayError.UNSUPPORTED_PARAMETER, RamError.WEAK_PASSWORD, RamError.USER_NOT_FOUND,
                            RamError.LOGIN_PROFILE_EXISTS);

    private final Identity identity;

    CreateLoginProfile(Identity identity) {
        this.identity = identity;
    }

    /** @param password from {@link #beforehand} on its hash */
    public record Input(Optional<Boolean> mfaBindRequired, String password, Optional<Boolean> passwordResetRequired, String userName) {
        @Override
        public String toString() {
            return "CreateLoginProfile.Input[" + userName + ", password hidden]";
        }
    }

    public record Output(LoginProfile loginProfile) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Input beforehand(Input input, UnaryOperator<String> hash) {
        LoginProfile.requireNeither("CreateLoginProfile", input.mfaBindRequired(), input.passwordResetRequired());
        return new Input(input.mfaBindRequired(), LoginProfile.hashed(input.password(), hash), input.passwordResetRequired(), input.userName());
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Users.User user = RamOutcome.value(identity.users().named(transaction, call.accountId(), input.userName()));
        return new Output(LoginProfile.of(user.name(), RamOutcome.value(
                identity.passwords().create(transaction, call.now(), user, PasswordHash.parse(input.password())))));
    }
}
