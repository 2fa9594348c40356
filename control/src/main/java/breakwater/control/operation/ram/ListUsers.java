package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Lists the account's RAM users by name. */
public final class ListUsers implements Operation<ListUsers.Input, ListUsers.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "ListUsers", Input.class, Output.class)
                    .resource((call, input) -> RamResource.user(call, "*"));

    private final Identity identity;

    ListUsers(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<String> marker, Optional<Integer> maxItems) {
    }

    public record Output(boolean isTruncated, Optional<String> marker, Users users) {
    }

    /** The list. */
    public record Users(List<User> user) {
    }

    /** One user. */
    public record User(Optional<String> comments, String createDate, Optional<String> displayName,
            Optional<String> email, Optional<String> mobilePhone, String updateDate, String userId, String userName) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        var page = identity.users()
                .list(transaction, call.accountId(), input.marker(), input.maxItems().orElse(RamText.ITEMS_DEFAULT));
        List<User> users = page.items().stream().map(user -> new User(RamText.given(user.profile().comments()),
                RamText.date(user.created()), RamText.given(user.profile().displayName()),
                RamText.given(user.profile().email()), RamText.given(user.profile().mobilePhone()),
                RamText.date(user.updated()), user.id(), user.name())).toList();
        return new Output(page.next().isPresent(), page.next(), new Users(users));
    }
}
