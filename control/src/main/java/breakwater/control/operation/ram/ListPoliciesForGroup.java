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

/** Lists the RAM policies that are attached to a group. */
public final class ListPoliciesForGroup implements Operation<ListPoliciesForGroup.Input,
        ListPoliciesForGroup.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "ListPoliciesForGroup", Input.class, Output.class)
                    .resource((call, input) -> RamResource.group(call, input.groupName()))
                    .refuses(RamError.GROUP_NOT_FOUND);

    private final PolicyAttachment attachment;

    ListPoliciesForGroup(Identity identity) {
        this.attachment = new PolicyAttachment(identity);
    }

    public record Input(String groupName) {
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
        Principal group = attachment.group(call, transaction, input.groupName());
        return new Output(new Policies(attachment.list(transaction, group, (attached, policy) -> new Policy(
                RamText.date(attached.attached()), RamText.versionId(policy.defaultVersion()),
                RamText.given(policy.description()), policy.name(), policy.type().stored()))));
    }
}
