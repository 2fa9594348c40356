package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Policies;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;

/** Lists the versions of a RAM policy, the oldest first. */
public final class ListPolicyVersions implements Operation<ListPolicyVersions.Input, ListPolicyVersions.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "ListPolicyVersions", Input.class, Output.class)
                    .resource((call, input) -> RamResource.policy(call, input.policyType(), input.policyName()))
                    .refuses(RamError.INVALID_POLICY_TYPE, RamError.POLICY_NOT_FOUND);

    private final Identity identity;

    ListPolicyVersions(Identity identity) {
        this.identity = identity;
    }

    public record Input(String policyName, String policyType) {
    }

    public record Output(PolicyVersions policyVersions) {
    }

    /** The list. */
    public record PolicyVersions(List<PolicyVersion> policyVersion) {
    }

    /** One version. */
    public record PolicyVersion(String createDate, boolean isDefaultVersion, String policyDocument,
            String versionId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Policies.Policy policy = RamOutcome.value(identity.policies().named(transaction, call.accountId(),
                RamText.policyType(input.policyType()), input.policyName()));
        List<PolicyVersion> versions = identity.policies().versions(transaction, policy).stream()
                .map(version -> new PolicyVersion(RamText.date(version.created()), version.isDefault(),
                version.document(), RamText.versionId(version.number()))).toList();
        return new Output(new PolicyVersions(versions));
    }
}
