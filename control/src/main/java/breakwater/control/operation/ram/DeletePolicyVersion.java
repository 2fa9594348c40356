package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Policies;
import breakwater.control.account.PolicyType;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Deletes a version of a RAM policy that is not the one that counts. */
public final class DeletePolicyVersion implements Operation<DeletePolicyVersion.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "DeletePolicyVersion", Input.class, Empty.class)
                    .resource((call, input) -> RamResource.policy(call, input.policyName()))
                    .refuses(RamError.INVALID_FORMAT, RamError.POLICY_NOT_FOUND, RamError.POLICY_VERSION_NOT_FOUND,
                            RamError.POLICY_VERSION_IS_DEFAULT);

    private final Identity identity;

    DeletePolicyVersion(Identity identity) {
        this.identity = identity;
    }

    public record Input(String policyName, String versionId) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        int number = RamText.version(input.versionId());
        Policies.Policy policy = RamOutcome.value(identity.policies().named(transaction, call.accountId(),
                PolicyType.CUSTOM,
                input.policyName()));
        RamOutcome.value(identity.policies().deleteVersion(transaction, policy, number));
        return Empty.EMPTY;
    }
}
