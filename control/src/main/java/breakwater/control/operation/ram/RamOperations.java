package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.audit.Audit;
import breakwater.control.operation.Operation;
import java.util.List;

/**
 * The operations of RAM that are built. Second factors, the account's own password policy and tags are not.
 */
public final class RamOperations {
    private RamOperations() {
    }

    public static List<Operation<?, ?>> all(Identity identity, Audit audit) {
        return List.of(
                new CreateUser(identity),
                new GetUser(identity),
                new UpdateUser(identity),
                new DeleteUser(identity),
                new ListUsers(identity),
                new CreateGroup(identity),
                new GetGroup(identity),
                new UpdateGroup(identity),
                new DeleteGroup(identity),
                new ListGroups(identity),
                new AddUserToGroup(identity),
                new RemoveUserFromGroup(identity),
                new ListGroupsForUser(identity),
                new ListUsersForGroup(identity),
                new CreateRole(identity),
                new GetRole(identity),
                new UpdateRole(identity),
                new DeleteRole(identity),
                new ListRoles(identity),
                new CreatePolicy(identity),
                new GetPolicy(identity),
                new UpdatePolicyDescription(identity),
                new DeletePolicy(identity),
                new ListPolicies(identity),
                new CreatePolicyVersion(identity),
                new GetPolicyVersion(identity),
                new ListPolicyVersions(identity),
                new DeletePolicyVersion(identity),
                new SetDefaultPolicyVersion(identity),
                new AttachPolicyToUser(identity),
                new DetachPolicyFromUser(identity),
                new ListPoliciesForUser(identity),
                new AttachPolicyToGroup(identity),
                new DetachPolicyFromGroup(identity),
                new ListPoliciesForGroup(identity),
                new AttachPolicyToRole(identity),
                new DetachPolicyFromRole(identity),
                new ListPoliciesForRole(identity),
                new ListEntitiesForPolicy(identity),
                new CreateAccessKey(identity),
                new ListAccessKeys(identity),
                new GetAccessKeyLastUsed(identity, audit),
                new UpdateAccessKey(identity),
                new DeleteAccessKey(identity),
                new CreateLoginProfile(identity),
                new GetLoginProfile(identity),
                new UpdateLoginProfile(identity),
                new DeleteLoginProfile(identity),
                new SetAccountAlias(identity),
                new GetAccountAlias(identity),
                new ClearAccountAlias(identity));
    }
}
