package breakwater.control.operation.ram;

import breakwater.control.account.Groups;
import breakwater.control.account.Identity;
import breakwater.control.account.Users;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;

/** Puts a RAM user into a group, whose policies then count for it. */
public final class AddUserToGroup implements Operation<AddUserToGroup.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "AddUserToGroup", Input.class, Empty.class)
                    .resources((call, input) -> List.of(RamResource.user(call, input.userName()),
                            RamResource.group(call, input.groupName())))
                    .refuses(RamError.USER_NOT_FOUND, RamError.GROUP_NOT_FOUND, RamError.ALREADY_A_MEMBER,
                            RamError.TOO_MANY_GROUPS_OF_USER);

    private final Identity identity;

    AddUserToGroup(Identity identity) {
        this.identity = identity;
    }

    public record Input(String groupName, String userName) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Users.User user = RamOutcome.value(identity.users().named(transaction, call.accountId(), input.userName()));
        Groups.Group group = RamOutcome.value(identity.groups().named(transaction, call.accountId(),
                input.groupName()));
        RamOutcome.value(identity.groups().add(transaction, call.now(), group, user));
        return Empty.EMPTY;
    }
}
