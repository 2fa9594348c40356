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

/** Attaches a RAM policy to a RAM user. */
public final class AttachPolicyToUser implements Operation<AttachPolicyToUser.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "AttachPolicyToUser", Input.class, Empty.class)
                    .resources((call, input) -> List.of(RamResource.user(call, input.userName()),
                            RamResource.policy(call, input.policyType(), input.policyName())))
                    .refuses(RamError.USER_NOT_FOUND, RamError.INVALID_POLICY_TYPE, RamError.POLICY_NOT_FOUND,
                            RamError.USER_POLICY_ATTACHED, RamError.TOO_MANY_POLICIES_OF_USER);

    private final PolicyAttachment attachment;

    AttachPolicyToUser(Identity identity) {
        this.attachment = new PolicyAttachment(identity);
    }

    public record Input(String policyName, String policyType, String userName) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Principal user = attachment.user(call, transaction, input.userName());
        return attachment.attach(call, transaction, user, input.policyType(), input.policyName());
    }
}
