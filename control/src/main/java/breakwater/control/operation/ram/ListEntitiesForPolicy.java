package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.account.Policies;
import breakwater.control.account.Principal;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Lists the users, groups and roles that a RAM policy is attached to. */
public final class ListEntitiesForPolicy implements Operation<ListEntitiesForPolicy.Input,
        ListEntitiesForPolicy.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ram", "ListEntitiesForPolicy", Input.class, Output.class)
                    .resource((call, input) -> RamResource.policy(call, input.policyType(), input.policyName()))
                    .refuses(RamError.INVALID_POLICY_TYPE, RamError.POLICY_NOT_FOUND);

    private final Identity identity;

    ListEntitiesForPolicy(Identity identity) {
        this.identity = identity;
    }

    public record Input(String policyName, String policyType) {
    }

    public record Output(Groups groups, Roles roles, Users users) {
    }

    /** The groups. */
    public record Groups(List<Group> group) {
    }

    /** One group. */
    public record Group(String attachDate, Optional<String> comments, String groupName) {
    }

    /** The roles. */
    public record Roles(List<Role> role) {
    }

    /** One role. */
    public record Role(String arn, String attachDate, Optional<String> description, String roleId, String roleName) {
    }

    /** The users. */
    public record Users(List<User> user) {
    }

    /** One user. */
    public record User(String attachDate, Optional<String> displayName, String userId, String userName) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Policies.Policy policy = RamOutcome.value(identity.policies().named(transaction, call.accountId(),
                RamText.policyType(input.policyType()), input.policyName()));
        List<Group> groups = identity.attachments().holders(transaction, policy, Principal.Kind.GROUP).stream()
                .map(holder -> new Group(RamText.date(holder.attached()), RamText.given(holder.about()),
                        holder.name())).toList();
        List<Role> roles = identity.attachments().holders(transaction, policy, Principal.Kind.ROLE).stream()
                .map(holder -> new Role("acs:ram::" + call.accountId() + ":role/" + holder.name(),
                        RamText.date(holder.attached()), RamText.given(holder.about()), holder.id(),
                                holder.name())).toList();
        List<User> users = identity.attachments().holders(transaction, policy, Principal.Kind.USER).stream()
                .map(holder -> new User(RamText.date(holder.attached()), RamText.given(holder.about()), holder.id(),
                        holder.name())).toList();
        return new Output(new Groups(groups), new Roles(roles), new Users(users));
    }
}
