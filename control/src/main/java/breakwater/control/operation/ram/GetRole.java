package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Roles;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Shows a RAM role. */
public final class GetRole implements Operation<GetRole.Input, GetRole.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "GetRole", Input.class, Output.class)
                    .resource((call, input) -> RamResource.role(call, input.roleName()))
                    .refuses(RamError.ROLE_NOT_FOUND);

    private final Identity identity;

    GetRole(Identity identity) {
        this.identity = identity;
    }

    public record Input(String roleName) {
    }

    public record Output(Role role) {
    }

    /** The role. */
    public record Role(String arn, String assumeRolePolicyDocument, String createDate,
            Optional<String> description, long maxSessionDuration, String roleId, String roleName, String updateDate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Roles.Role role = RamOutcome.value(identity.roles().named(transaction, call.accountId(), input.roleName()));
        return new Output(new Role(role.arn(), role.terms().trustPolicy(), RamText.date(role.created()),
                RamText.given(role.terms().description()), role.terms().sessionMaximum().toSeconds(), role.id(),
                        role.name(),
                RamText.date(role.updated())));
    }
}
