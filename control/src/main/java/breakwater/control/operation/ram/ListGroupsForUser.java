package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Lists the groups a RAM user is in. */
public final class ListGroupsForUser implements Operation<ListGroupsForUser.Input, ListGroupsForUser.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "ListGroupsForUser", Input.class, Output.class)
                    .resource((call, input) -> RamResource.user(call, input.userName()))
                    .refuses(RamError.USER_NOT_FOUND);

    private final Identity identity;

    ListGroupsForUser(Identity identity) {
        this.identity = identity;
    }

    public record Input(String userName) {
    }

    public record Output(Groups groups) {
    }

    /** The list. */
    public record Groups(List<Group> group) {
    }

    /** One group, with the time the user joined it. */
    public record Group(Optional<String> comments, String groupId, String groupName, String joinDate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Users.User user = RamOutcome.value(identity.users().named(transaction, call.accountId(), input.userName()));
        List<Group> groups = identity.groups().of(transaction, user).stream().map(membership -> new Group(
                RamText.given(membership.group().comments()), membership.group().id(), membership.group().name(),
                RamText.date(membership.joined()))).toList();
        return new Output(new Groups(groups));
    }
}
