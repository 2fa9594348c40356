package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Takes a RAM user's console password away. The sessions that it began with it end. */
public final class DeleteLoginProfile implements Operation<DeleteLoginProfile.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "DeleteLoginProfile", Input.class, Empty.class)
                    .resource((call, input) -> RamResource.user(call, input.userName()))
                    .refuses(RamError.USER_NOT_FOUND, RamError.LOGIN_PROFILE_NOT_FOUND);

    private final Identity identity;

    DeleteLoginProfile(Identity identity) {
        this.identity = identity;
    }

    public record Input(String userName) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Users.User user = RamOutcome.value(identity.users().named(transaction, call.accountId(), input.userName()));
        RamOutcome.value(identity.passwords().delete(transaction, user));
        return Empty.EMPTY;
    }
}
