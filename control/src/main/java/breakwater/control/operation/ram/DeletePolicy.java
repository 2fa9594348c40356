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
import java.util.Optional;

/** Deletes a RAM policy of the account; with CascadingDelete also where it is attached, and its versions. */
public final class DeletePolicy implements Operation<DeletePolicy.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "DeletePolicy", Input.class, Empty.class)
                    .resource((call, input) -> RamResource.policy(call, input.policyName()))
                    .refuses(RamError.POLICY_NOT_FOUND, RamError.POLICY_HAS_VERSIONS,
                            RamError.POLICY_ATTACHED_TO_USER, RamError.POLICY_ATTACHED_TO_GROUP,
                            RamError.POLICY_ATTACHED_TO_ROLE);

    private final Identity identity;

    DeletePolicy(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<Boolean> cascadingDelete, String policyName) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Policies.Policy policy = RamOutcome.value(identity.policies().named(transaction, call.accountId(),
                PolicyType.CUSTOM,
                input.policyName()));
        RamOutcome.value(identity.policies().delete(transaction, policy, input.cascadingDelete().orElse(false)));
        return Empty.EMPTY;
    }
}
