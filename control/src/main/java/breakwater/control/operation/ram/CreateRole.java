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

/** Makes a RAM role, which those that its trust policy names may take on. */
public final class CreateRole implements Operation<CreateRole.Input, CreateRole.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ram", "CreateRole", Input.class, Output.class)
                    .resource((call, input) -> RamResource.role(call, "*"))
                    .refuses(RamError.INVALID_LENGTH, RamError.INVALID_CHARACTERS, RamError.MALFORMED_POLICY,
                            RamError.ROLE_EXISTS, RamError.TOO_MANY_ROLES);

    private final Identity identity;

    CreateRole(Identity identity) {
        this.identity = identity;
    }

    public record Input(String assumeRolePolicyDocument, Optional<String> description,
            Optional<Long> maxSessionDuration, String roleName) {
    }

    public record Output(Role role) {
    }

    /** The role that was made. */
    public record Role(String arn, String assumeRolePolicyDocument, String createDate,
            Optional<String> description, long maxSessionDuration, String roleId, String roleName) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Roles.Terms terms = new Roles.Terms(input.description().orElse(""),
                RamText.trustPolicy(input.assumeRolePolicyDocument()),
                input.maxSessionDuration().map(Duration::ofSeconds).orElse(Duration.ofHours(1)));
        Roles.Role role = RamOutcome.value(identity.roles().create(transaction, call.now(), call.accountId(),
                RamText.roleName(input.roleName()), terms));
        return new Output(new Role(role.arn(), terms.trustPolicy(), RamText.date(role.created()),
                RamText.given(terms.description()), terms.sessionMaximum().toSeconds(), role.id(), role.name()));
    }
}
