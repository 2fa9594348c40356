package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Roles;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.util.Optional;

/** Changes a RAM role's description, trust policy or longest session. What is not sent stays. */
public final class UpdateRole implements Operation<UpdateRole.Input, UpdateRole.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ram", "UpdateRole", Input.class, Output.class)
                    .resource((call, input) -> RamResource.role(call, input.roleName()))
                    .refuses(RamError.ROLE_NOT_FOUND, RamError.MALFORMED_POLICY);

    private final Identity identity;

    UpdateRole(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<String> newAssumeRolePolicyDocument, Optional<String> newDescription,
            Optional<Long> newMaxSessionDuration, String roleName) {
    }

    public record Output(Role role) {
    }

    /** The role as it is now. */
    public record Role(String arn, String assumeRolePolicyDocument, String createDate,
            Optional<String> description, long maxSessionDuration, String roleId, String roleName, String updateDate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Roles.Role before = RamOutcome.value(identity.roles().named(transaction, call.accountId(), input.roleName()));
        Roles.Terms terms = new Roles.Terms(input.newDescription().orElse(before.terms().description()),
                input.newAssumeRolePolicyDocument().map(RamText::trustPolicy).orElse(before.terms().trustPolicy()),
                input.newMaxSessionDuration().map(Duration::ofSeconds).orElse(before.terms().sessionMaximum()));
        Roles.Role role = RamOutcome.value(identity.roles().update(transaction, call.now(), before, terms));
        return new Output(new Role(role.arn(), role.terms().trustPolicy(), RamText.date(role.created()),
                RamText.given(role.terms().description()), role.terms().sessionMaximum().toSeconds(), role.id(),
                        role.name(),
                RamText.date(role.updated())));
    }
}
