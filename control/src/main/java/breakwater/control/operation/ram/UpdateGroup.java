package breakwater.control.operation.ram;

import breakwater.control.account.Groups;
import breakwater.control.account.Identity;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Changes a group's name or comments. What is not sent stays. */
public final class UpdateGroup implements Operation<UpdateGroup.Input, UpdateGroup.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ram", "UpdateGroup", Input.class, Output.class)
                    .resources((call, input) -> input.newGroupName().isEmpty()
                            ? List.of(RamResource.group(call, input.groupName()))
                            : List.of(RamResource.group(call, input.groupName()), RamResource.group(call,
                                    input.newGroupName().get())))
                    .refuses(RamError.GROUP_NOT_FOUND, RamError.INVALID_LENGTH, RamError.INVALID_CHARACTERS,
                            RamError.GROUP_EXISTS);

    private final Identity identity;

    UpdateGroup(Identity identity) {
        this.identity = identity;
    }

    public record Input(String groupName, Optional<String> newComments, Optional<String> newGroupName) {
    }

    public record Output(Group group) {
    }

    /** The group as it is now. */
    public record Group(Optional<String> comments, String createDate, String groupId, String groupName,
            String updateDate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Groups.Group before = RamOutcome.value(identity.groups().named(transaction, call.accountId(),
                input.groupName()));
        String name = RamText.groupName(input.newGroupName().orElse(before.name()), "NewGroupName");
        Groups.Group group = RamOutcome.value(identity.groups().update(transaction, call.now(), before, name,
                input.newComments().orElse(before.comments())));
        return new Output(new Group(RamText.given(group.comments()), RamText.date(group.created()), group.id(),
                group.name(),
                RamText.date(group.updated())));
    }
}
