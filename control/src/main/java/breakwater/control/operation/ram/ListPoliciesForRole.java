package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Principal;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Lists the RAM policies that are attached to a RAM role. */
public final class ListPoliciesForRole implements Operation<ListPoliciesForRole.Input, ListPoliciesForRole.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "ListPoliciesForRole", Input.class, Output.class)
                    .resource((call, input) -> RamResource.role(call, input.roleName()))
                    .refuses(RamError.ROLE_NOT_FOUND);

    private final PolicyAttachment attachment;

    ListPoliciesForRole(Identity identity) {
        this.attachment = new PolicyAttachment(identity);
    }

    public record Input(String roleName) {
    }

    public record Output(Policies policies) {
    }

    /** The list. */
    public record Policies(List<Policy> policy) {
    }

    /** One policy, with the time it was attached. */
    public record Policy(String attachDate, String defaultVersion, Optional<String> description, String policyName,
            String policyType) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Principal role = attachment.role(call, transaction, input.roleName());
        return new Output(new Policies(attachment.list(transaction, role, (attached, policy) -> new Policy(
                RamText.date(attached.attached()), RamText.versionId(policy.defaultVersion()),
                RamText.given(policy.description()), policy.name(), policy.type().stored()))));
    }
}
