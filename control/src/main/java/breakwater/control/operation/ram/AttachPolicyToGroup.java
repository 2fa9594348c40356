package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Principal;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;

/** Attaches a RAM policy to a group. */
public final class AttachPolicyToGroup implements Operation<AttachPolicyToGroup.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "AttachPolicyToGroup", Input.class, Empty.class)
                    .resources((call, input) -> List.of(RamResource.group(call, input.groupName()),
                            RamResource.policy(call, input.policyType(), input.policyName())))
                    .refuses(RamError.GROUP_NOT_FOUND, RamError.INVALID_POLICY_TYPE, RamError.POLICY_NOT_FOUND,
                            RamError.GROUP_POLICY_ATTACHED, RamError.TOO_MANY_POLICIES_OF_GROUP);

    private final PolicyAttachment attachment;

    AttachPolicyToGroup(Identity identity) {
        this.attachment = new PolicyAttachment(identity);
    }

    public record Input(String groupName, String policyName, String policyType) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Principal group = attachment.group(call, transaction, input.groupName());
        return attachment.attach(call, transaction, group, input.policyType(), input.policyName());
    }
}
