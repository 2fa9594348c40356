package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Shows whether a RAM user can sign in to the console, and since when. */
public final class GetLoginProfile implements Operation<GetLoginProfile.Input, GetLoginProfile.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "GetLoginProfile", Input.class, Output.class)
                    .resource((call, input) -> RamResource.user(call, input.userName()))
                    .refuses(RamError.USER_NOT_FOUND, RamError.LOGIN_PROFILE_NOT_FOUND);

    private final Identity identity;

    GetLoginProfile(Identity identity) {
        this.identity = identity;
    }

    public record Input(String userName) {
    }

    public record Output(LoginProfile loginProfile) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Users.User user = RamOutcome.value(identity.users().named(transaction, call.accountId(), input.userName()));
        return new Output(LoginProfile.of(user.name(), RamOutcome.value(identity.passwords().ofUser(transaction, user))));
    }
}
