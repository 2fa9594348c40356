package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Deletes an access key; within a second no node takes it any more. */
public final class DeleteAccessKey implements Operation<DeleteAccessKey.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "DeleteAccessKey", Input.class, Empty.class)
                    .resource((call, input) -> KeyOwner.resource(call, input.userName()))
                    .refuses(RamError.USER_NOT_FOUND, RamError.ACCESS_KEY_NOT_FOUND);

    private final Identity identity;

    DeleteAccessKey(Identity identity) {
        this.identity = identity;
    }

    public record Input(String userAccessKeyId, Optional<String> userName) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Optional<Users.User> owner = KeyOwner.find(identity, call, input.userName(), transaction);
        RamOutcome.value(identity.accessKeys().delete(transaction, call.accountId(), owner, input.userAccessKeyId()));
        return Empty.EMPTY;
    }
}
