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

/** Changes a RAM user's name or what is said about it. What is not sent stays. */
public final class UpdateUser implements Operation<UpdateUser.Input, UpdateUser.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ram", "UpdateUser", Input.class, Output.class)
                    .resources((call, input) -> input.newUserName().isEmpty()
                            ? List.of(RamResource.user(call, input.userName()))
                            : List.of(RamResource.user(call, input.userName()), RamResource.user(call,
                                    input.newUserName().get())))
                    .refuses(RamError.USER_NOT_FOUND, RamError.INVALID_LENGTH, RamError.INVALID_CHARACTERS,
                            RamError.INVALID_FORMAT, RamError.USER_EXISTS);

    private final Identity identity;

    UpdateUser(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<String> newComments, Optional<String> newDisplayName, Optional<String> newEmail,
            Optional<String> newMobilePhone, Optional<String> newUserName, String userName) {
    }

    public record Output(User user) {
    }

    /** The user as it is now. */
    public record User(Optional<String> comments, String createDate, Optional<String> displayName,
            Optional<String> email, Optional<String> mobilePhone, String updateDate, String userId, String userName) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Users.User before = RamOutcome.value(identity.users().named(transaction, call.accountId(), input.userName()));
        Users.Profile profile = new Users.Profile(input.newDisplayName().orElse(before.profile().displayName()),
                RamText.email(input.newEmail().orElse(before.profile().email()), "NewEmail"),
                RamText.mobilePhone(input.newMobilePhone().orElse(before.profile().mobilePhone()), "NewMobilePhone"),
                input.newComments().orElse(before.profile().comments()));
        String name = RamText.userName(input.newUserName().orElse(before.name()), "NewUserName");
        Users.User user = RamOutcome.value(identity.users().update(transaction, call.now(), before, name, profile));
        return new Output(new User(RamText.given(profile.comments()), RamText.date(user.created()),
                RamText.given(profile.displayName()), RamText.given(profile.email()),
                        RamText.given(profile.mobilePhone()),
                RamText.date(user.updated()), user.id(), user.name()));
    }
}
