package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Policies;
import breakwater.control.account.PolicyType;
import breakwater.control.error.GatewayError;
import breakwater.control.error.RamError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Adds a version to a RAM policy of the account. */
public final class CreatePolicyVersion implements Operation<CreatePolicyVersion.Input, CreatePolicyVersion.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ram", "CreatePolicyVersion", Input.class, Output.class)
                    .resource((call, input) -> RamResource.policy(call, input.policyName()))
                    .refuses(RamError.POLICY_NOT_FOUND, RamError.MALFORMED_POLICY, RamError.TOO_MANY_POLICY_VERSIONS);

    private final Identity identity;

    CreatePolicyVersion(Identity identity) {
        this.identity = identity;
    }

    public record Input(String policyDocument, String policyName, Optional<String> rotateStrategy,
            Optional<Boolean> setAsDefault) {
    }

    public record Output(PolicyVersion policyVersion) {
    }

    /** The version that was made. */
    public record PolicyVersion(String createDate, boolean isDefaultVersion, String policyDocument,
            String versionId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Policies.Rotation rotation = switch (input.rotateStrategy().orElse("None")) {
            case "None" -> Policies.Rotation.NONE;
            case "DeleteOldestNonDefaultVersionWhenLimitExceeded" -> Policies.Rotation.DELETE_OLDEST_UNUSED;
            default -> throw new Refusal(GatewayError.INVALID_PARAMETER, "RotateStrategy",
                    "must be None or DeleteOldestNonDefaultVersionWhenLimitExceeded");
        };
        Policies.Policy policy = RamOutcome.value(identity.policies().named(transaction, call.accountId(),
                PolicyType.CUSTOM,
                input.policyName()));
        Policies.Version version = RamOutcome.value(identity.policies().createVersion(transaction, call.now(), policy,
                RamText.policyDocument(input.policyDocument()), input.setAsDefault().orElse(false), rotation));
        return new Output(new PolicyVersion(RamText.date(version.created()), version.isDefault(),
                version.document(), RamText.versionId(version.number())));
    }
}
