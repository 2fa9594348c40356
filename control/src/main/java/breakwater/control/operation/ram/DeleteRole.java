package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Roles;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Deletes a RAM role that has no policies any more. Its sessions end. */
public final class DeleteRole implements Operation<DeleteRole.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "DeleteRole", Input.class, Empty.class)
                    .resource((call, input) -> RamResource.role(call, input.roleName()))
                    .refuses(RamError.ROLE_NOT_FOUND, RamError.ROLE_HAS_POLICIES);

    private final Identity identity;

    DeleteRole(Identity identity) {
        this.identity = identity;
    }

    public record Input(String roleName) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Roles.Role role = RamOutcome.value(identity.roles().named(transaction, call.accountId(), input.roleName()));
        RamOutcome.value(identity.roles().delete(transaction, role));
        return Empty.EMPTY;
    }
}
