package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Lists the access keys of a RAM user, or of the caller itself, without their secrets. */
public final class ListAccessKeys implements Operation<ListAccessKeys.Input, ListAccessKeys.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "ListAccessKeys", Input.class, Output.class)
                    .resource((call, input) -> KeyOwner.resource(call, input.userName()))
                    .refuses(RamError.USER_NOT_FOUND);

    private final Identity identity;

    ListAccessKeys(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<String> userName) {
    }

    public record Output(AccessKeys accessKeys) {
    }

    /** The list. */
    public record AccessKeys(List<AccessKey> accessKey) {
    }

    /** One key. */
    public record AccessKey(String accessKeyId, String createDate, String status) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Optional<Users.User> owner = KeyOwner.find(identity, call, input.userName(), transaction);
        List<AccessKey> keys = identity.accessKeys().list(transaction, call.accountId(), owner).stream()
                .map(key -> new AccessKey(key.id(), RamText.date(key.created()),
                        key.active() ? "Active" : "Inactive")).toList();
        return new Output(new AccessKeys(keys));
    }
}
