package breakwater.control.operation.ram;

import breakwater.control.account.Groups;
import breakwater.control.account.Identity;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Makes a group of RAM users. */
public final class CreateGroup implements Operation<CreateGroup.Input, CreateGroup.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ram", "CreateGroup", Input.class, Output.class)
                    .resource((call, input) -> RamResource.group(call, "*"))
                    .refuses(RamError.INVALID_LENGTH, RamError.INVALID_CHARACTERS, RamError.GROUP_EXISTS,
                            RamError.TOO_MANY_GROUPS);

    private final Identity identity;

    CreateGroup(Identity identity) {
        this.identity = identity;
    }

    public record Input(Optional<String> comments, String groupName) {
    }

    public record Output(Group group) {
    }

    /** The group that was made. */
    public record Group(Optional<String> comments, String createDate, String groupId, String groupName) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Groups.Group group = RamOutcome.value(identity.groups().create(transaction, call.now(), call.accountId(),
                RamText.groupName(input.groupName(), "GroupName"), input.comments().orElse("")));
        return new Output(new Group(RamText.given(group.comments()), RamText.date(group.created()), group.id(),
                group.name()));
    }
}
