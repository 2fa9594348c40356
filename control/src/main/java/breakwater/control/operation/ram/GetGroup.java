package breakwater.control.operation.ram;

import breakwater.control.account.Groups;
import breakwater.control.account.Identity;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Shows a group of RAM users. */
public final class GetGroup implements Operation<GetGroup.Input, GetGroup.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "GetGroup", Input.class, Output.class)
                    .resource((call, input) -> RamResource.group(call, input.groupName()))
                    .refuses(RamError.GROUP_NOT_FOUND);

    private final Identity identity;

    GetGroup(Identity identity) {
        this.identity = identity;
    }

    public record Input(String groupName) {
    }

    public record Output(Group group) {
    }

    /** The group. */
    public record Group(Optional<String> comments, String createDate, String groupId, String groupName,
            String updateDate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Groups.Group group = RamOutcome.value(identity.groups().named(transaction, call.accountId(),
                input.groupName()));
        return new Output(new Group(RamText.given(group.comments()), RamText.date(group.created()), group.id(),
                group.name(),
                RamText.date(group.updated())));
    }
}
