package breakwater.control.operation.ram;

import breakwater.control.account.AccessKeys;
import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Makes an access key for a RAM user, or for the caller itself. Its secret is shown this once. */
public final class CreateAccessKey implements Operation<CreateAccessKey.Input, CreateAccessKey.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ram", "CreateAccessKey", Input.class, Output.class)
                    .resource((call, input) -> KeyOwner.resource(call, input.userName()))
                    .refuses(RamError.USER_NOT_FOUND, RamError.TOO_MANY_ACCESS_KEYS);

    private final Identity identity;

    CreateAccessKey(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<String> userName) {
    }

    public record Output(AccessKey accessKey) {
    }

    /** The key with its secret. */
    public record AccessKey(String accessKeyId, String accessKeySecret, String createDate, String status) {
        @Override
        public String toString() {
            return "AccessKey[" + accessKeyId + ", secret hidden]";
        }
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Optional<Users.User> owner = KeyOwner.find(identity, call, input.userName(), transaction);
        AccessKeys.NewAccessKey key = RamOutcome.value(
                identity.accessKeys().create(transaction, call.now(), call.accountId(), owner));
        return new Output(new AccessKey(key.id(), key.secret(), RamText.date(key.created()), "Active"));
    }
}
