package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Policies;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Makes a RAM policy of the account, with its first version. */
public final class CreatePolicy implements Operation<CreatePolicy.Input, CreatePolicy.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ram", "CreatePolicy", Input.class, Output.class)
                    .resource((call, input) -> RamResource.policy(call, "*"))
                    .refuses(RamError.INVALID_LENGTH, RamError.INVALID_CHARACTERS, RamError.MALFORMED_POLICY,
                            RamError.POLICY_EXISTS, RamError.TOO_MANY_POLICIES);

    private final Identity identity;

    CreatePolicy(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<String> description, String policyDocument, String policyName) {
    }

    public record Output(Policy policy) {
    }

    /** The policy that was made. */
    public record Policy(String createDate, String defaultVersion, Optional<String> description, String policyName,
            String policyType) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Policies.Policy policy = RamOutcome.value(identity.policies().create(transaction, call.now(),
                call.accountId(),
                RamText.policyName(input.policyName()), input.description().orElse(""),
                RamText.policyDocument(input.policyDocument())));
        return new Output(new Policy(RamText.date(policy.created()), RamText.versionId(policy.defaultVersion()),
                RamText.given(policy.description()), policy.name(), policy.type().stored()));
    }
}
