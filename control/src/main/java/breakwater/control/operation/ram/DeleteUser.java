package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Deletes a RAM user that has no keys, no console password, no groups and no policies any more. */
public final class DeleteUser implements Operation<DeleteUser.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "DeleteUser", Input.class, Empty.class)
                    .resource((call, input) -> RamResource.user(call, input.userName()))
                    .refuses(RamError.USER_NOT_FOUND, RamError.USER_HAS_ACCESS_KEYS, RamError.USER_HAS_LOGIN_PROFILE,
                            RamError.USER_IN_GROUPS, RamError.USER_HAS_POLICIES);

    private final Identity identity;

    DeleteUser(Identity identity) {
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
        RamOutcome.value(identity.users().delete(transaction, user));
        return Empty.EMPTY;
    }
}
