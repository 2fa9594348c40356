package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Policies;
import breakwater.control.account.PolicyType;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Changes what is said about a RAM policy of the account. */
public final class UpdatePolicyDescription implements Operation<UpdatePolicyDescription.Input,
        UpdatePolicyDescription.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ram", "UpdatePolicyDescription", Input.class, Output.class)
                    .resource((call, input) -> RamResource.policy(call, input.policyName()))
                    .refuses(RamError.POLICY_NOT_FOUND);

    private final Identity identity;

    UpdatePolicyDescription(Identity identity) {
        this.identity = identity;
    }

    public record Input(String newDescription, String policyName) {
    }

    public record Output(Policy policy) {
    }

    /** The policy as it is now. */
    public record Policy(String createDate, String defaultVersion, Optional<String> description, String policyName,
            String policyType, String updateDate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Policies.Policy before = RamOutcome.value(identity.policies().named(transaction, call.accountId(),
                PolicyType.CUSTOM,
                input.policyName()));
        Policies.Policy policy = RamOutcome.value(identity.policies().describe(transaction, call.now(), before,
                input.newDescription()));
        return new Output(new Policy(RamText.date(policy.created()), RamText.versionId(policy.defaultVersion()),
                RamText.given(policy.description()), policy.name(), policy.type().stored(),
                        RamText.date(policy.updated())));
    }
}
