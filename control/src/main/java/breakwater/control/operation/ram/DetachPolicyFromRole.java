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

/** Detaches a RAM policy from a RAM role. */
public final class DetachPolicyFromRole implements Operation<DetachPolicyFromRole.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "DetachPolicyFromRole", Input.class, Empty.class)
                    .resources((call, input) -> List.of(RamResource.role(call, input.roleName()),
                            RamResource.policy(call, input.policyType(), input.policyName())))
                    .refuses(RamError.ROLE_NOT_FOUND, RamError.INVALID_POLICY_TYPE, RamError.POLICY_NOT_FOUND,
                            RamError.ROLE_POLICY_NOT_ATTACHED);

    private final PolicyAttachment attachment;

    DetachPolicyFromRole(Identity identity) {
        this.attachment = new PolicyAttachment(identity);
    }

    public record Input(String policyName, String policyType, String roleName) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Principal role = attachment.role(call, transaction, input.roleName());
        return attachment.detach(call, transaction, role, input.policyType(), input.policyName());
    }
}
