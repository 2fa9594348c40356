package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Policies;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Shows a RAM policy with the version that counts. */
public final class GetPolicy implements Operation<GetPolicy.Input, GetPolicy.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "GetPolicy", Input.class, Output.class)
                    .resource((call, input) -> RamResource.policy(call, input.policyType(), input.policyName()))
                    .refuses(RamError.INVALID_POLICY_TYPE, RamError.POLICY_NOT_FOUND);

    private final Identity identity;

    GetPolicy(Identity identity) {
        this.identity = identity;
    }

    public record Input(String policyName, String policyType) {
    }

    public record Output(DefaultPolicyVersion defaultPolicyVersion, Policy policy) {
    }

    /** The version that counts. */
    public record DefaultPolicyVersion(String createDate, boolean isDefaultVersion, String policyDocument,
            String versionId) {
    }

    /** The policy. */
    public record Policy(int attachmentCount, String createDate, String defaultVersion,
            Optional<String> description, String policyName, String policyType, String updateDate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Policies.Policy policy = RamOutcome.value(identity.policies().named(transaction, call.accountId(),
                RamText.policyType(input.policyType()), input.policyName()));
        Policies.Version version = RamOutcome.value(identity.policies().version(transaction, policy,
                policy.defaultVersion()));
        return new Output(new DefaultPolicyVersion(RamText.date(version.created()), true, version.document(),
                RamText.versionId(version.number())), new Policy(Math.toIntExact(policy.attachments()),
                RamText.date(policy.created()), RamText.versionId(policy.defaultVersion()),
                RamText.given(policy.description()), policy.name(), policy.type().stored(),
                        RamText.date(policy.updated())));
    }
}
