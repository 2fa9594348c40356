package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Lists the account's groups by name. */
public final class ListGroups implements Operation<ListGroups.Input, ListGroups.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "ListGroups", Input.class, Output.class)
                    .resource((call, input) -> RamResource.group(call, "*"));

    private final Identity identity;

    ListGroups(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<String> marker, Optional<Integer> maxItems) {
    }

    public record Output(Groups groups, boolean isTruncated, Optional<String> marker) {
    }

    /** The list. */
    public record Groups(List<Group> group) {
    }

    /** One group. */
    public record Group(Optional<String> comments, String createDate, String groupId, String groupName,
            String updateDate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        var page = identity.groups()
                .list(transaction, call.accountId(), input.marker(), input.maxItems().orElse(RamText.ITEMS_DEFAULT));
        List<Group> groups = page.items().stream().map(group -> new Group(RamText.given(group.comments()),
                RamText.date(group.created()), group.id(), group.name(),
                RamText.date(group.updated()))).toList();
        return new Output(new Groups(groups), page.next().isPresent(), page.next());
    }
}
