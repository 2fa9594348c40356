package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Makes a RAM user. It may do nothing until policies allow it something. */
public final class CreateUser implements Operation<CreateUser.Input, CreateUser.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ram", "CreateUser", Input.class, Output.class)
                    .resource((call, input) -> RamResource.user(call, "*"))
                    .refuses(RamError.INVALID_LENGTH, RamError.INVALID_CHARACTERS, RamError.INVALID_FORMAT,
                            RamError.USER_EXISTS, RamError.TOO_MANY_USERS);

    private final Identity identity;

    CreateUser(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<String> comments, Optional<String> displayName, Optional<String> email,
            Optional<String> mobilePhone, String userName) {
    }

    public record Output(User user) {
    }

    /** The user that was made. */
    public record User(Optional<String> comments, String createDate, Optional<String> displayName,
            Optional<String> email, Optional<String> mobilePhone, String userId, String userName) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Users.Profile profile = new Users.Profile(input.displayName().orElse(""),
                RamText.email(input.email().orElse(""), "Email"),
                RamText.mobilePhone(input.mobilePhone().orElse(""), "MobilePhone"), input.comments().orElse(""));
        Users.User user = RamOutcome.value(identity.users().create(transaction, call.now(), call.accountId(),
                RamText.userName(input.userName(), "UserName"), profile));
        return new Output(new User(RamText.given(profile.comments()), RamText.date(user.created()),
                RamText.given(profile.displayName()), RamText.given(profile.email()),
                        RamText.given(profile.mobilePhone()),
                user.id(), user.name()));
    }
}
