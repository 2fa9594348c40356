package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.error.RamError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Enables or disables an access key. */
public final class UpdateAccessKey implements Operation<UpdateAccessKey.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "UpdateAccessKey", Input.class, Empty.class)
                    .resource((call, input) -> KeyOwner.resource(call, input.userName()))
                    .refuses(RamError.INVALID_FORMAT, RamError.USER_NOT_FOUND, RamError.ACCESS_KEY_NOT_FOUND);

    private final Identity identity;

    UpdateAccessKey(Identity identity) {
        this.identity = identity;
    }

    public record Input(String status, String userAccessKeyId, Optional<String> userName) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        boolean active = switch (input.status()) {
            case "Active" -> true;
            case "Inactive" -> false;
            default -> throw new Refusal(RamError.INVALID_FORMAT, "Status");
        };
        Optional<Users.User> owner = KeyOwner.find(identity, call, input.userName(), transaction);
        RamOutcome.value(identity.accessKeys().activate(transaction, call.accountId(), owner,
                input.userAccessKeyId(), active));
        return Empty.EMPTY;
    }
}
