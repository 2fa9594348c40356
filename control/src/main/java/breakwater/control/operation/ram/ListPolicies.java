package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Lists RAM policies by name, the system's and the account's own. */
public final class ListPolicies implements Operation<ListPolicies.Input, ListPolicies.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "ListPolicies", Input.class, Output.class)
                    .resource((call, input) -> RamResource.policy(call, "*"))
                    .refuses(RamError.INVALID_POLICY_TYPE);

    private final Identity identity;

    ListPolicies(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<String> marker, Optional<Integer> maxItems, Optional<String> policyType) {
    }

    public record Output(boolean isTruncated, Optional<String> marker, Policies policies) {
    }

    /** The list. */
    public record Policies(List<Policy> policy) {
    }

    /** One policy. */
    public record Policy(int attachmentCount, String createDate, String defaultVersion,
            Optional<String> description, String policyName, String policyType, String updateDate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        var page = identity.policies().list(transaction, call.accountId(),
                RamText.optionalPolicyType(input.policyType()), input.marker(),
                        input.maxItems().orElse(RamText.ITEMS_DEFAULT));
        List<Policy> policies = page.items().stream().map(policy -> new Policy(Math.toIntExact(policy.attachments()),
                RamText.date(policy.created()), RamText.versionId(policy.defaultVersion()),
                RamText.given(policy.description()), policy.name(), policy.type().stored(),
                        RamText.date(policy.updated())))
                .toList();
        return new Output(page.next().isPresent(), page.next(), new Policies(policies));
    }
}
