package breakwater.control.operation.ram;

import breakwater.control.account.Groups;
import breakwater.control.account.Identity;
import breakwater.control.account.Page;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Lists the members of a group by name. */
public final class ListUsersForGroup implements Operation<ListUsersForGroup.Input, ListUsersForGroup.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "ListUsersForGroup", Input.class, Output.class)
                    .resource((call, input) -> RamResource.group(call, input.groupName()))
                    .refuses(RamError.GROUP_NOT_FOUND);

    private final Identity identity;

    ListUsersForGroup(Identity identity) {
        this.identity = identity;
    }

    public record Input(String groupName, Optional<String> marker, Optional<Integer> maxItems) {
    }

    public record Output(boolean isTruncated, Optional<String> marker, Users users) {
    }

    /** The list. */
    public record Users(List<User> user) {
    }

    /** One member. */
    public record User(Optional<String> displayName, String joinDate, String userName) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Groups.Group group = RamOutcome.value(identity.groups().named(transaction, call.accountId(),
                input.groupName()));
        Page<Groups.Member> page = identity.groups().members(transaction, group, input.marker(),
                input.maxItems().orElse(RamText.ITEMS_DEFAULT));
        List<User> users = page.items().stream().map(member -> new User(RamText.given(member.displayName()),
                RamText.date(member.joined()), member.name())).toList();
        return new Output(page.next().isPresent(), page.next(), new Users(users));
    }
}
