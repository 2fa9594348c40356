package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Policies;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Shows one version of a RAM policy. */
public final class GetPolicyVersion implements Operation<GetPolicyVersion.Input, GetPolicyVersion.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "GetPolicyVersion", Input.class, Output.class)
                    .resource((call, input) -> RamResource.policy(call, input.policyType(), input.policyName()))
                    .refuses(RamError.INVALID_POLICY_TYPE, RamError.INVALID_FORMAT, RamError.POLICY_NOT_FOUND,
                            RamError.POLICY_VERSION_NOT_FOUND);

    private final Identity identity;

    GetPolicyVersion(Identity identity) {
        this.identity = identity;
    }

    public record Input(String policyName, String policyType, String versionId) {
    }

    public record Output(PolicyVersion policyVersion) {
    }

    /** The version. */
    public record PolicyVersion(String createDate, boolean isDefaultVersion, String policyDocument,
            String versionId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        int number = RamText.version(input.versionId());
        Policies.Policy policy = RamOutcome.value(identity.policies().named(transaction, call.accountId(),
                RamText.policyType(input.policyType()), input.policyName()));
        Policies.Version version = RamOutcome.value(identity.policies().version(transaction, policy, number));
        return new Output(new PolicyVersion(RamText.date(version.created()), version.isDefault(),
                version.document(), RamText.versionId(version.number())));
    }
}
