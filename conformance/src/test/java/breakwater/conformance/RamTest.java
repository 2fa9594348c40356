package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.ram20150501.models.*;
import com.aliyun.tea.TeaException;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Users, groups, roles, RAM policies, attachments and keys, through the typed client. */
@ParameterizedClass
@EnumSource
final class RamTest {

    private static final String ALLOW_READ = """
            {"Version":"1","Statement":[{"Effect":"Allow","Action":"yundun-ddoscoo:Describe*","Resource":"*"}]}""";
    private static final String ALLOW_NOTHING = """
            {"Version":"1","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";

    private final Account account;
    private final TypedClients clients;

    RamTest(Served where) {
        account = Account.rich(where.server());
        clients = account.typed();
    }

    private static String trust(String accountId) {
        return """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::%s:root"]}}]}"""
                .formatted(accountId);
    }

    @Test
    void aUserIsMadeReadChangedAndDeleted() {
        CreateUserResponseBody.CreateUserResponseBodyUser made = clients.ram(ram -> ram.createUser(new CreateUserRequest()
                .setUserName("alice").setDisplayName("Alice").setEmail("alice@example.com").setComments("first"))).getBody().getUser();
        assertThat(made.getUserName()).isEqualTo("alice");
        assertThat(made.getUserId()).isNotEmpty();
        assertThat(made.getCreateDate()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

        GetUserResponseBody.GetUserResponseBodyUser read =
                clients.ram(ram -> ram.getUser(new GetUserRequest().setUserName("alice"))).getBody().getUser();
        assertThat(read.getUserId()).isEqualTo(made.getUserId());
        assertThat(read.getDisplayName()).isEqualTo("Alice");

        assertThat(clients.ram(ram -> ram.updateUser(new UpdateUserRequest().setUserName("alice").setNewUserName("alicia")
                .setNewDisplayName("Alicia"))).getBody().getUser().getUserName()).isEqualTo("alicia");
        assertThat(clients.ram(ram -> ram.listUsers(new ListUsersRequest())).getBody().getUsers().getUser())
                .extracting(ListUsersResponseBody.ListUsersResponseBodyUsersUser::getUserName).containsExactly("alicia");

        clients.ram(ram -> ram.deleteUser(new DeleteUserRequest().setUserName("alicia")));
        Assertions.assertThatThrownBy(() -> clients.ram(ram -> ram.getUser(new GetUserRequest().setUserName("alicia"))))
                .isInstanceOfSatisfying(TeaException.class, e -> assertThat(e.getCode()).isEqualTo("EntityNotExist.User"));
    }

    @Test
    void aGroupHoldsUsersAndPolicies() {
        clients.ram(ram -> ram.createUser(new CreateUserRequest().setUserName("bob")));
        CreateGroupResponseBody.CreateGroupResponseBodyGroup made =
                clients.ram(ram -> ram.createGroup(new CreateGroupRequest().setGroupName("crew").setComments("all"))).getBody().getGroup();
        assertThat(made.getGroupName()).isEqualTo("crew");
        clients.ram(ram -> ram.addUserToGroup(new AddUserToGroupRequest().setGroupName("crew").setUserName("bob")));
        assertThat(clients.ram(ram -> ram.listUsersForGroup(new ListUsersForGroupRequest().setGroupName("crew"))).getBody().getUsers().getUser())
                .extracting(ListUsersForGroupResponseBody.ListUsersForGroupResponseBodyUsersUser::getUserName).containsExactly("bob");
        assertThat(clients.ram(ram -> ram.listGroupsForUser(new ListGroupsForUserRequest().setUserName("bob"))).getBody().getGroups().getGroup())
                .extracting(ListGroupsForUserResponseBody.ListGroupsForUserResponseBodyGroupsGroup::getGroupName).containsExactly("crew");
        clients.ram(ram -> ram.attachPolicyToGroup(new AttachPolicyToGroupRequest().setGroupName("crew").setPolicyType("System")
                .setPolicyName("ReadOnlyAccess")));
        assertThat(clients.ram(ram -> ram.listPoliciesForGroup(new ListPoliciesForGroupRequest().setGroupName("crew"))).getBody()
                .getPolicies().getPolicy()).extracting(ListPoliciesForGroupResponseBody.ListPoliciesForGroupResponseBodyPoliciesPolicy::getPolicyName)
                .containsExactly("ReadOnlyAccess");
        clients.ram(ram -> ram.detachPolicyFromGroup(new DetachPolicyFromGroupRequest().setGroupName("crew").setPolicyType("System")
                .setPolicyName("ReadOnlyAccess")));
        clients.ram(ram -> ram.removeUserFromGroup(new RemoveUserFromGroupRequest().setGroupName("crew").setUserName("bob")));
        assertThat(clients.ram(ram -> ram.updateGroup(new UpdateGroupRequest().setGroupName("crew").setNewGroupName("staff")
                .setNewComments("some"))).getBody().getGroup().getGroupName()).isEqualTo("staff");
        assertThat(clients.ram(ram -> ram.getGroup(new GetGroupRequest().setGroupName("staff"))).getBody().getGroup().getComments()).isEqualTo("some");
        assertThat(clients.ram(ram -> ram.listGroups(new ListGroupsRequest())).getBody().getGroups().getGroup())
                .extracting(ListGroupsResponseBody.ListGroupsResponseBodyGroupsGroup::getGroupName).containsExactly("staff");
        clients.ram(ram -> ram.deleteGroup(new DeleteGroupRequest().setGroupName("staff")));
        assertThat(clients.ram(ram -> ram.listGroups(new ListGroupsRequest())).getBody().getGroups().getGroup()).isEmpty();
    }

    @Test
    void aPolicyHasVersionsAndAttachments() {
        clients.ram(ram -> ram.createUser(new CreateUserRequest().setUserName("carol")));
        CreatePolicyResponseBody.CreatePolicyResponseBodyPolicy made = clients.ram(ram -> ram.createPolicy(new CreatePolicyRequest()
                .setPolicyName("reading").setPolicyDocument(ALLOW_READ).setDescription("may read"))).getBody().getPolicy();
        assertThat(made.getPolicyType()).isEqualTo("Custom");
        assertThat(made.getDefaultVersion()).isEqualTo("v1");
        CreatePolicyVersionResponseBody.CreatePolicyVersionResponseBodyPolicyVersion second = clients.ram(ram -> ram.createPolicyVersion(
                new CreatePolicyVersionRequest().setPolicyName("reading").setPolicyDocument(ALLOW_NOTHING).setSetAsDefault(false))).getBody().getPolicyVersion();
        assertThat(second.getVersionId()).isEqualTo("v2");
        assertThat(second.getIsDefaultVersion()).isFalse();
        assertThat(clients.ram(ram -> ram.listPolicyVersions(new ListPolicyVersionsRequest().setPolicyType("Custom").setPolicyName("reading")))
                .getBody().getPolicyVersions().getPolicyVersion())
                .extracting(ListPolicyVersionsResponseBody.ListPolicyVersionsResponseBodyPolicyVersionsPolicyVersion::getVersionId)
                .containsExactlyInAnyOrder("v1", "v2");
        clients.ram(ram -> ram.setDefaultPolicyVersion(new SetDefaultPolicyVersionRequest().setPolicyName("reading").setVersionId("v2")));
        assertThat(clients.ram(ram -> ram.getPolicy(new GetPolicyRequest().setPolicyType("Custom").setPolicyName("reading"))).getBody()
                .getPolicy().getDefaultVersion()).isEqualTo("v2");
        assertThat(clients.ram(ram -> ram.getPolicyVersion(new GetPolicyVersionRequest().setPolicyType("Custom").setPolicyName("reading")
                .setVersionId("v1"))).getBody().getPolicyVersion().getPolicyDocument()).contains("yundun-ddoscoo:Describe*");
        assertThat(clients.ram(ram -> ram.updatePolicyDescription(new UpdatePolicyDescriptionRequest().setPolicyName("reading")
                .setNewDescription("may not"))).getBody().getPolicy().getDescription()).isEqualTo("may not");

        clients.ram(ram -> ram.attachPolicyToUser(new AttachPolicyToUserRequest().setPolicyType("Custom").setPolicyName("reading").setUserName("carol")));
        assertThat(clients.ram(ram -> ram.listPoliciesForUser(new ListPoliciesForUserRequest().setUserName("carol"))).getBody()
                .getPolicies().getPolicy()).extracting(ListPoliciesForUserResponseBody.ListPoliciesForUserResponseBodyPoliciesPolicy::getPolicyName)
                .containsExactly("reading");
        assertThat(clients.ram(ram -> ram.listEntitiesForPolicy(new ListEntitiesForPolicyRequest().setPolicyType("Custom")
                .setPolicyName("reading"))).getBody().getUsers().getUser())
                .extracting(ListEntitiesForPolicyResponseBody.ListEntitiesForPolicyResponseBodyUsersUser::getUserName).containsExactly("carol");
        assertThat(clients.ram(ram -> ram.listPolicies(new ListPoliciesRequest().setPolicyType("System").setMaxItems(100))).getBody()
                .getPolicies().getPolicy()).extracting(ListPoliciesResponseBody.ListPoliciesResponseBodyPoliciesPolicy::getPolicyName)
                .contains("AdministratorAccess", "ReadOnlyAccess", "AliyunYundunDDosCooFullAccess", "AliyunYundunDDosCooReadOnlyAccess");
        clients.ram(ram -> ram.detachPolicyFromUser(new DetachPolicyFromUserRequest().setPolicyType("Custom").setPolicyName("reading").setUserName("carol")));
        clients.ram(ram -> ram.deletePolicyVersion(new DeletePolicyVersionRequest().setPolicyName("reading").setVersionId("v1")));
        clients.ram(ram -> ram.deletePolicy(new DeletePolicyRequest().setPolicyName("reading")));
    }

    @Test
    void aRoleIsMadeReadChangedAndDeleted() {
        CreateRoleResponseBody.CreateRoleResponseBodyRole made = clients.ram(ram -> ram.createRole(new CreateRoleRequest()
                .setRoleName("Guard").setAssumeRolePolicyDocument(trust(account.id())).setMaxSessionDuration(7200L))).getBody().getRole();
        assertThat(made.getArn()).isEqualToIgnoringCase("acs:ram::" + account.id() + ":role/guard");
        assertThat(clients.ram(ram -> ram.getRole(new GetRoleRequest().setRoleName("Guard"))).getBody().getRole().getMaxSessionDuration()).isEqualTo(7200L);
        clients.ram(ram -> ram.attachPolicyToRole(new AttachPolicyToRoleRequest().setRoleName("Guard").setPolicyType("System")
                .setPolicyName("AdministratorAccess")));
        assertThat(clients.ram(ram -> ram.listPoliciesForRole(new ListPoliciesForRoleRequest().setRoleName("Guard"))).getBody()
                .getPolicies().getPolicy()).extracting(ListPoliciesForRoleResponseBody.ListPoliciesForRoleResponseBodyPoliciesPolicy::getPolicyName)
                .containsExactly("AdministratorAccess");
        clients.ram(ram -> ram.detachPolicyFromRole(new DetachPolicyFromRoleRequest().setRoleName("Guard").setPolicyType("System")
                .setPolicyName("AdministratorAccess")));
        assertThat(clients.ram(ram -> ram.updateRole(new UpdateRoleRequest().setRoleName("Guard").setNewMaxSessionDuration(3600L))).getBody()
                .getRole().getMaxSessionDuration()).isEqualTo(3600L);
        assertThat(clients.ram(ram -> ram.listRoles(new ListRolesRequest())).getBody().getRoles().getRole())
                .extracting(ListRolesResponseBody.ListRolesResponseBodyRolesRole::getRoleName).containsExactly("Guard");
        clients.ram(ram -> ram.deleteRole(new DeleteRoleRequest().setRoleName("Guard")));
    }

    @Test
    void anAccessKeyIsMadeSwitchedOffAndDeleted() {
        clients.ram(ram -> ram.createUser(new CreateUserRequest().setUserName("dave")));
        clients.ram(ram -> ram.attachPolicyToUser(new AttachPolicyToUserRequest().setPolicyType("System")
                .setPolicyName("AliyunYundunDDosCooReadOnlyAccess").setUserName("dave")));
        CreateAccessKeyResponseBody.CreateAccessKeyResponseBodyAccessKey key =
                clients.ram(ram -> ram.createAccessKey(new CreateAccessKeyRequest().setUserName("dave"))).getBody().getAccessKey();
        assertThat(key.getStatus()).isEqualTo("Active");
        Keys keys = new Keys(key.getAccessKeyId(), key.getAccessKeySecret());
        OfficialClient dave = Through.TEA_FORM.as(account.server().endpoint(), keys);
        dave.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).expectSuccess();

        assertThat(clients.ram(ram -> ram.getAccessKeyLastUsed(new GetAccessKeyLastUsedRequest().setUserName("dave")
                .setUserAccessKeyId(key.getAccessKeyId()))).getBody().getAccessKeyLastUsed()).isNotNull();
        clients.ram(ram -> ram.updateAccessKey(new UpdateAccessKeyRequest().setUserName("dave").setUserAccessKeyId(key.getAccessKeyId()).setStatus("Inactive")));
        dave.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).expectError("InvalidAccessKeyId.Inactive");
        assertThat(clients.ram(ram -> ram.listAccessKeys(new ListAccessKeysRequest().setUserName("dave"))).getBody().getAccessKeys().getAccessKey())
                .extracting(ListAccessKeysResponseBody.ListAccessKeysResponseBodyAccessKeysAccessKey::getStatus).containsExactly("Inactive");
        clients.ram(ram -> ram.deleteAccessKey(new DeleteAccessKeyRequest().setUserName("dave").setUserAccessKeyId(key.getAccessKeyId())));
        dave.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).expectError("InvalidAccessKeyId.NotFound");
    }

    @Test
    void aUserHasAConsolePasswordUntilItIsTakenAway() {
        clients.ram(ram -> ram.createUser(new CreateUserRequest().setUserName("erin")));
        CreateLoginProfileResponseBody.CreateLoginProfileResponseBodyLoginProfile made = clients.ram(ram -> ram.createLoginProfile(
                new CreateLoginProfileRequest().setUserName("erin").setPassword("correct horse battery"))).getBody().getLoginProfile();
        assertThat(made.getUserName()).isEqualTo("erin");
        assertThat(made.getMFABindRequired()).isFalse();
        GetLoginProfileResponseBody.GetLoginProfileResponseBodyLoginProfile read =
                clients.ram(ram -> ram.getLoginProfile(new GetLoginProfileRequest().setUserName("erin"))).getBody().getLoginProfile();
        assertThat(read.getCreateDate()).isEqualTo(made.getCreateDate());
        assertThat(read.getPasswordResetRequired()).isFalse();
        clients.ram(ram -> ram.updateLoginProfile(new UpdateLoginProfileRequest().setUserName("erin").setPassword("another password")));
        Assertions.assertThatThrownBy(() -> clients.ram(ram -> ram.deleteUser(new DeleteUserRequest().setUserName("erin"))))
                .isInstanceOfSatisfying(TeaException.class, e -> assertThat(e.getCode()).isEqualTo("DeleteConflict.User.LoginProfile"));
        clients.ram(ram -> ram.deleteLoginProfile(new DeleteLoginProfileRequest().setUserName("erin")));
        Assertions.assertThatThrownBy(() -> clients.ram(ram -> ram.getLoginProfile(new GetLoginProfileRequest().setUserName("erin"))))
                .isInstanceOfSatisfying(TeaException.class, e -> assertThat(e.getCode()).isEqualTo("EntityNotExist.User.LoginProfile"));
    }

    @Test
    void theAccountHasAnAliasUntilItIsCleared() {
        String alias = "edge-" + account.id();
        clients.ram(ram -> ram.setAccountAlias(new SetAccountAliasRequest().setAccountAlias(alias)));
        assertThat(clients.ram(com.aliyun.ram20150501.Client::getAccountAlias).getBody().getAccountAlias()).isEqualTo(alias);
        clients.ram(com.aliyun.ram20150501.Client::clearAccountAlias);
    }
}
