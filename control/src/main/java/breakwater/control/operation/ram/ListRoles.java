package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Lists the account's RAM roles by name. */
public final class ListRoles implements Operation<ListRoles.Input, ListRoles.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "ListRoles", Input.class, Output.class)
                    .resource((call, input) -> RamResource.role(call, "*"));

    private final Identity identity;

    ListRoles(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<String> marker, Optional<Integer> maxItems) {
    }

    public record Output(boolean isTruncated, Optional<String> marker, Roles roles) {
    }

    /** The list. */
    public record Roles(List<Role> role) {
    }

    /** One role. */
    public record Role(String arn, String createDate, Optional<String> description, long maxSessionDuration,
            String roleId, String roleName, String updateDate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        var page = identity.roles()
                .list(transaction, call.accountId(), input.marker(), input.maxItems().orElse(RamText.ITEMS_DEFAULT));
        List<Role> roles = page.items().stream().map(role -> new Role(role.arn(), RamText.date(role.created()),
                RamText.given(role.terms().description()), role.terms().sessionMaximum().toSeconds(), role.id(),
                        role.name(),
                RamText.date(role.updated()))).toList();
        return new Output(page.next().isPresent(), page.next(), new Roles(roles));
    }
}
