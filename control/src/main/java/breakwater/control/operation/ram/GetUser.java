package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Shows a RAM user. */
public final class GetUser implements Operation<GetUser.Input, GetUser.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "GetUser", Input.class, Output.class)
                    .resource((call, input) -> RamResource.user(call, input.userName()))
                    .refuses(RamError.USER_NOT_FOUND);

    private final Identity identity;

    GetUser(Identity identity) {
        this.identity = identity;
    }

    public record Input(String userName) {
    }

    public record Output(User user) {
    }

    /** The user. When it last signed in to the console is in the audit alone. */
    public record User(Optional<String> comments, String createDate, Optional<String> displayName,
            Optional<String> email, Optional<String> mobilePhone, String updateDate, String userId, String userName) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Users.User user = RamOutcome.value(identity.users().named(transaction, call.accountId(), input.userName()));
        return new Output(new User(RamText.given(user.profile().comments()), RamText.date(user.created()),
                RamText.given(user.profile().displayName()), RamText.given(user.profile().email()),
                RamText.given(user.profile().mobilePhone()), RamText.date(user.updated()), user.id(), user.name()));
    }
}
