package breakwater.control.operation.ram;

import breakwater.control.account.Groups;
import breakwater.control.account.Identity;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Deletes a group that has no members and no policies any more. */
public final class DeleteGroup implements Operation<DeleteGroup.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "DeleteGroup", Input.class, Empty.class)
                    .resource((call, input) -> RamResource.group(call, input.groupName()))
                    .refuses(RamError.GROUP_NOT_FOUND, RamError.GROUP_HAS_USERS, RamError.GROUP_HAS_POLICIES);

    private final Identity identity;

    DeleteGroup(Identity identity) {
        this.identity = identity;
    }

    public record Input(String groupName) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Groups.Group group = RamOutcome.value(identity.groups().named(transaction, call.accountId(),
                input.groupName()));
        RamOutcome.value(identity.groups().delete(transaction, group));
        return Empty.EMPTY;
    }
}
