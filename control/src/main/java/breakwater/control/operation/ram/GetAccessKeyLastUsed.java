package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.audit.Audit;
import breakwater.control.error.Refusal;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/**
 * When an access key was last used, as far as the audit still knows: the element is absent for a key that was never used, or
 * not within the calls that the audit keeps. A use shows up to a second later, as all reads in the audit do.
 */
public final class GetAccessKeyLastUsed implements Operation<GetAccessKeyLastUsed.Input, GetAccessKeyLastUsed.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "GetAccessKeyLastUsed", Input.class, Output.class)
                    .resource((call, input) -> KeyOwner.resource(call, input.userName()))
                    .refuses(RamError.USER_NOT_FOUND, RamError.ACCESS_KEY_NOT_FOUND);

    private final Identity identity;
    private final Audit audit;

    GetAccessKeyLastUsed(Identity identity, Audit audit) {
        this.identity = identity;
        this.audit = audit;
    }

    public record Input(String userAccessKeyId, Optional<String> userName) {
    }

    public record Output(AccessKeyLastUsed accessKeyLastUsed) {
    }

    /** The use. */
    public record AccessKeyLastUsed(Optional<String> lastUsedDate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Optional<Users.User> owner = KeyOwner.find(identity, call, input.userName(), transaction);
        if (identity.accessKeys().list(transaction, call.accountId(), owner).stream()
                .noneMatch(key -> key.id().equals(input.userAccessKeyId()))) {
            throw new Refusal(RamError.ACCESS_KEY_NOT_FOUND);
        }
        return new Output(new AccessKeyLastUsed(
                audit.lastUse(transaction, call.accountId(), input.userAccessKeyId()).map(RamText::date)));
    }
}
