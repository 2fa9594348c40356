package breakwater.control.operation.ram;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.account.DevelopmentAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** RAM through the public API: life cycles, limits, conflicts, and what sub-users may and may not do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RamOperationsTest {
    private static final String ACCOUNT = "1000000000000001";
    private ControlFixture fixture;

    /** The store to run on; the test of the other store replaces it. */
    ControlFixture open() {
        return ControlFixture.start();
    }

    @BeforeAll
    void start() {
        fixture = open();
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    private ApiCaller.Answer call(String action, String... namesAndValues) {
        return call(fixture.caller(), action, namesAndValues);
    }

    private static ApiCaller.Answer call(ApiCaller caller, String action, String... namesAndValues) {
        Map<String, String> parameters = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            parameters.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return caller.call("ram", action, parameters);
    }

    private static void done(ApiCaller.Answer answer) {
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
    }

    private static String allow(String action) {
        return "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}}";
    }

    /** A caller with a fresh key of this user. */
    private ApiCaller as(String user) {
        ApiCaller.Answer key = call("CreateAccessKey", "UserName", user);
        done(key);
        return fixture.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
    }

    @Test
    void aUserIsMadeShownChangedListedAndDeleted() {
        ApiCaller.Answer made = call("CreateUser", "UserName", "alice", "DisplayName", "Alice 🦊", "Email", "a@b.example");
        done(made);
        assertThat(made.text("/User/UserName")).isEqualTo("alice");
        assertThat(made.text("/User/DisplayName")).isEqualTo("Alice 🦊");
        assertThat(made.text("/User/UserId")).hasSize(18);
        assertThat(made.text("/User/CreateDate")).matches("2026-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(call("GetUser", "UserName", "alice").text("/User/Email")).isEqualTo("a@b.example");
        assertThat(call("CreateUser", "UserName", "alice").code()).isEqualTo("EntityAlreadyExists.User");
        done(call("UpdateUser", "UserName", "alice", "NewUserName", "alice2", "NewComments", "moved"));
        assertThat(call("GetUser", "UserName", "alice").code()).isEqualTo("EntityNotExist.User");
        assertThat(call("GetUser", "UserName", "alice2").text("/User/Comments")).isEqualTo("moved");
        assertThat(call("ListUsers").body().at("/Users/User").toString()).contains("\"alice2\"");
        done(call("DeleteUser", "UserName", "alice2"));
        assertThat(call("DeleteUser", "UserName", "alice2").status()).isEqualTo(404);
    }

    @Test
    void namesOutsideThePatternAreRefusedByParameter() {
        assertThat(call("CreateUser", "UserName", "a b").code()).isEqualTo("InvalidParameter.UserName.InvalidChars");
        assertThat(call("CreateUser", "UserName", "é").code()).isEqualTo("InvalidParameter.UserName.InvalidChars");
        assertThat(call("CreateUser", "UserName", "x".repeat(65)).status()).isEqualTo(400);
        assertThat(call("CreateUser").code()).isEqualTo("MissingUserName");
        assertThat(call("CreateUser", "UserName", "e", "Email", "no address").code()).isEqualTo("InvalidParameter.Email.Format");
        assertThat(call("CreatePolicy", "PolicyName", "a.b", "PolicyDocument", allow("*")).code())
                .isEqualTo("InvalidParameter.PolicyName.InvalidChars");
        assertThat(call("GetPolicy", "PolicyName", "AdministratorAccess", "PolicyType", "system").code())
                .isEqualTo("InvalidParameter.PolicyType");
    }

    @Test
    void theLastUseOfAKeyIsWhatTheAuditKnowsOfIt() {
        done(call("CreateUser", "UserName", "used"));
        ApiCaller.Answer key = call("CreateAccessKey", "UserName", "used");
        String id = key.text("/AccessKey/AccessKeyId");
        assertThat(call("GetAccessKeyLastUsed", "UserName", "used", "UserAccessKeyId", id).body().at("/AccessKeyLastUsed/LastUsedDate")
                .isMissingNode()).as("never used").isTrue();
        assertThat(call("GetAccessKeyLastUsed", "UserAccessKeyId", DevelopmentAccount.ACCESS_KEY_ID).text("/AccessKeyLastUsed/LastUsedDate"))
                .matches("2026-.*Z");
        assertThat(call("GetAccessKeyLastUsed", "UserName", "used", "UserAccessKeyId", DevelopmentAccount.ACCESS_KEY_ID).code())
                .isEqualTo("EntityNotExist.User.AccessKey");
    }

    @Test
    void whatStillHasPartsIsNotDeleted() {
        done(call("CreateUser", "UserName", "parts"));
        done(call("CreateGroup", "GroupName", "parts-group", "Comments", "g"));
        done(call("CreatePolicy", "PolicyName", "parts-policy", "PolicyDocument", allow("esa:*")));
        done(call("AddUserToGroup", "UserName", "parts", "GroupName", "parts-group"));
        assertThat(call("AddUserToGroup", "UserName", "parts", "GroupName", "parts-group").code()).isEqualTo("EntityAlreadyExists.User.Group");
        done(call("AttachPolicyToUser", "UserName", "parts", "PolicyName", "parts-policy", "PolicyType", "Custom"));
        assertThat(call("AttachPolicyToUser", "UserName", "parts", "PolicyName", "parts-policy", "PolicyType", "Custom").code())
                .isEqualTo("EntityAlreadyExists.User.Policy");
        done(call("AttachPolicyToGroup", "GroupName", "parts-group", "PolicyName", "ReadOnlyAccess", "PolicyType", "System"));
        ApiCaller.Answer key = call("CreateAccessKey", "UserName", "parts");
        done(call("CreateAccessKey", "UserName", "parts"));
        assertThat(call("CreateAccessKey", "UserName", "parts").code()).isEqualTo("LimitExceeded.User.AccessKey");
        assertThat(call("ListAccessKeys", "UserName", "parts").body().at("/AccessKeys/AccessKey")).hasSize(2);
        assertThat(call("ListAccessKeys", "UserName", "parts").text()).doesNotContain(key.text("/AccessKey/AccessKeySecret"));

        assertThat(call("DeleteUser", "UserName", "parts").code()).isEqualTo("DeleteConflict.User.AccessKey");
        call("ListAccessKeys", "UserName", "parts").body().at("/AccessKeys/AccessKey").forEach(one ->
                done(call("DeleteAccessKey", "UserName", "parts", "UserAccessKeyId", one.get("AccessKeyId").asText())));
        assertThat(call("DeleteUser", "UserName", "parts").code()).isEqualTo("DeleteConflict.User.Group");
        assertThat(call("DeleteGroup", "GroupName", "parts-group").code()).isEqualTo("DeleteConflict.Group.User");
        assertThat(call("ListUsersForGroup", "GroupName", "parts-group").text("/Users/User/0/UserName")).isEqualTo("parts");
        assertThat(call("ListGroupsForUser", "UserName", "parts").text("/Groups/Group/0/GroupName")).isEqualTo("parts-group");
        done(call("RemoveUserFromGroup", "UserName", "parts", "GroupName", "parts-group"));
        assertThat(call("RemoveUserFromGroup", "UserName", "parts", "GroupName", "parts-group").code()).isEqualTo("EntityNotExist.User.Group");
        assertThat(call("DeleteGroup", "GroupName", "parts-group").code()).isEqualTo("DeleteConflict.Group.Policy");
        assertThat(call("DeleteUser", "UserName", "parts").code()).isEqualTo("DeleteConflict.User.Policy");
        assertThat(call("DeletePolicy", "PolicyName", "parts-policy").code()).isEqualTo("DeleteConflict.Policy.User");
        ApiCaller.Answer entities = call("ListEntitiesForPolicy", "PolicyName", "parts-policy", "PolicyType", "Custom");
        assertThat(entities.text("/Users/User/0/UserName")).isEqualTo("parts");
        assertThat(entities.body().at("/Groups/Group")).isEmpty();
        done(call("DetachPolicyFromUser", "UserName", "parts", "PolicyName", "parts-policy", "PolicyType", "Custom"));
        assertThat(call("DetachPolicyFromUser", "UserName", "parts", "PolicyName", "parts-policy", "PolicyType", "Custom").code())
                .isEqualTo("EntityNotExist.User.Policy");
        done(call("DeleteUser", "UserName", "parts"));
        done(call("DetachPolicyFromGroup", "GroupName", "parts-group", "PolicyName", "ReadOnlyAccess", "PolicyType", "System"));
        done(call("DeleteGroup", "GroupName", "parts-group"));
        done(call("DeletePolicy", "PolicyName", "parts-policy"));
    }

    @Test
    void aPolicyHasFiveVersionsOfWhichOneCounts() {
        done(call("CreatePolicy", "PolicyName", "versions", "PolicyDocument", allow("esa:*"), "Description", "d"));
        for (int number = 2; number <= 5; number++) {
            ApiCaller.Answer made = call("CreatePolicyVersion", "PolicyName", "versions", "PolicyDocument", allow("ram:*"));
            assertThat(made.text("/PolicyVersion/VersionId")).isEqualTo("v" + number);
            assertThat(made.body().at("/PolicyVersion/IsDefaultVersion").asBoolean()).isFalse();
        }
        assertThat(call("CreatePolicyVersion", "PolicyName", "versions", "PolicyDocument", allow("ram:*")).code())
                .isEqualTo("LimitExceeded.Policy.Version");
        ApiCaller.Answer sixth = call("CreatePolicyVersion", "PolicyName", "versions", "PolicyDocument", allow("bss:*"),
                "SetAsDefault", "true", "RotateStrategy", "DeleteOldestNonDefaultVersionWhenLimitExceeded");
        assertThat(sixth.text("/PolicyVersion/VersionId")).isEqualTo("v6");
        ApiCaller.Answer shown = call("GetPolicy", "PolicyName", "versions", "PolicyType", "Custom");
        assertThat(shown.text("/Policy/DefaultVersion")).isEqualTo("v6");
        assertThat(shown.text("/DefaultPolicyVersion/PolicyDocument")).isEqualTo(allow("bss:*"));
        assertThat(call("GetPolicyVersion", "PolicyName", "versions", "PolicyType", "Custom", "VersionId", "v2").code())
                .isEqualTo("EntityNotExist.Policy.Version");
        assertThat(call("DeletePolicyVersion", "PolicyName", "versions", "VersionId", "v6").code())
                .isEqualTo("DeleteConflict.Policy.Version.Default");
        done(call("SetDefaultPolicyVersion", "PolicyName", "versions", "VersionId", "v3"));
        assertThat(call("DeletePolicy", "PolicyName", "versions").code()).isEqualTo("DeleteConflict.Policy.Version");
        assertThat(call("ListPolicyVersions", "PolicyName", "versions", "PolicyType", "Custom").body()
                .at("/PolicyVersions/PolicyVersion")).hasSize(5);
        done(call("DeletePolicy", "PolicyName", "versions", "CascadingDelete", "true"));
        assertThat(call("GetPolicyVersion", "PolicyName", "versions", "PolicyType", "Custom", "VersionId", "x2").code())
                .isEqualTo("InvalidParameter.VersionId.Format");
    }

    @Test
    void aWrongDocumentIsRefusedWithTheReason() {
        ApiCaller.Answer refused = call("CreatePolicy", "PolicyName", "wrong", "PolicyDocument", "{\"Version\":\"2\"}");
        assertThat(refused.code()).isEqualTo("MalformedPolicyDocument");
        assertThat(refused.text("/Message")).contains("Version must be");
        assertThat(call("CreateRole", "RoleName", "wrong", "AssumeRolePolicyDocument", allow("*")).code())
                .isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void systemPoliciesAreThereForEverybodyAndCannotBeChanged() {
        ApiCaller.Answer listed = call("ListPolicies", "PolicyType", "System");
        for (String name : List.of("AdministratorAccess", "ReadOnlyAccess", "AliyunYundunDDosCooFullAccess",
                "AliyunYundunDDosCooReadOnlyAccess", "AliyunESAFullAccess", "AliyunESAReadOnlyAccess",
                "AliyunSTSAssumeRoleAccess", "AliyunBSSFullAccess", "AliyunBSSReadOnlyAccess", "AliyunRAMFullAccess",
                "AliyunRAMReadOnlyAccess")) {
            assertThat(listed.text()).contains("\"" + name + "\"");
        }
        assertThat(call("DeletePolicy", "PolicyName", "AdministratorAccess").code()).isEqualTo("EntityNotExist.Policy");
        assertThat(call("CreatePolicy", "PolicyName", "AdministratorAccess", "PolicyDocument", allow("*")).code())
                .isEqualTo("EntityAlreadyExists.Policy");
    }

    @Test
    void listsGoOnAtTheMarker() {
        IntStream.range(0, 5).forEach(at -> done(call("CreateGroup", "GroupName", "page-" + at)));
        ApiCaller.Answer first = call("ListGroups", "MaxItems", "2");
        assertThat(first.body().at("/IsTruncated").asBoolean()).isTrue();
        ApiCaller.Answer second = call("ListGroups", "MaxItems", "100", "Marker", first.text("/Marker"));
        assertThat(second.body().at("/IsTruncated").asBoolean()).isFalse();
        assertThat(second.text()).contains("page-4").doesNotContain(first.text("/Groups/Group/0/GroupName"));
        assertThat(call("ListGroups", "MaxItems", "0").status()).isEqualTo(400);
        assertThat(call("ListGroups", "MaxItems", "101").status()).isEqualTo(400);
        IntStream.range(0, 5).forEach(at -> done(call("DeleteGroup", "GroupName", "page-" + at)));
    }

    @Test
    void aSubUserMayDoNothingUntilAPolicyAllowsItAndNothingOnceItIsTakenAway() {
        done(call("CreateUser", "UserName", "sub"));
        ApiCaller sub = as("sub");
        ApiCaller.Answer refused = call(sub, "ListUsers");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("NoPermission");
        assertThat(call(sub, "AttachPolicyToUser", "UserName", "sub", "PolicyName", "AdministratorAccess", "PolicyType", "System").code())
                .isEqualTo("NoPermission");
        assertThat(sub.call("ddoscoo", "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10")).status()).isEqualTo(403);

        done(call("AttachPolicyToUser", "UserName", "sub", "PolicyName", "AliyunRAMReadOnlyAccess", "PolicyType", "System"));
        done(call(sub, "ListUsers"));
        assertThat(call(sub, "CreateUser", "UserName", "more").code()).isEqualTo("NoPermission");
        done(call("DetachPolicyFromUser", "UserName", "sub", "PolicyName", "AliyunRAMReadOnlyAccess", "PolicyType", "System"));
        assertThat(call(sub, "ListUsers").code()).isEqualTo("NoPermission");
    }

    @Test
    void groupsGiveTheirMembersWhatTheyAllowButADenyWins() {
        done(call("CreateUser", "UserName", "member"));
        done(call("CreateGroup", "GroupName", "admins"));
        done(call("AttachPolicyToGroup", "GroupName", "admins", "PolicyName", "AdministratorAccess", "PolicyType", "System"));
        done(call("AddUserToGroup", "GroupName", "admins", "UserName", "member"));
        ApiCaller member = as("member");
        done(call(member, "ListGroups"));
        done(call("CreatePolicy", "PolicyName", "no-roles", "PolicyDocument",
                "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"ram:*Role*\",\"Resource\":\"acs:ram:*:"
                        + ACCOUNT + ":role/*\"}]}"));
        done(call("AttachPolicyToUser", "UserName", "member", "PolicyName", "no-roles", "PolicyType", "Custom"));
        assertThat(call(member, "ListRoles").code()).isEqualTo("NoPermission");
        done(call(member, "ListGroups"));
    }

    @Test
    void aDisabledKeyIsRefusedAtOnceAndADeletedOneIsUnknown() {
        done(call("CreateUser", "UserName", "keys"));
        ApiCaller.Answer key = call("CreateAccessKey", "UserName", "keys");
        String id = key.text("/AccessKey/AccessKeyId");
        ApiCaller holder = fixture.caller().as(id, key.text("/AccessKey/AccessKeySecret"));
        assertThat(call(holder, "ListUsers").code()).isEqualTo("NoPermission");
        done(call("UpdateAccessKey", "UserName", "keys", "UserAccessKeyId", id, "Status", "Inactive"));
        assertThat(call(holder, "ListUsers").code()).isEqualTo("InvalidAccessKeyId.Inactive");
        done(call("UpdateAccessKey", "UserName", "keys", "UserAccessKeyId", id, "Status", "Active"));
        assertThat(call(holder, "ListUsers").code()).isEqualTo("NoPermission");
        done(call("DeleteAccessKey", "UserName", "keys", "UserAccessKeyId", id));
        assertThat(call(holder, "ListUsers").code()).isEqualTo("InvalidAccessKeyId.NotFound");
    }

    @Test
    void aUserManagesItsOwnKeysWhenAllowedAndNobodyElses() {
        done(call("CreateUser", "UserName", "own"));
        done(call("CreateUser", "UserName", "other"));
        done(call("CreatePolicy", "PolicyName", "own-keys", "PolicyDocument",
                "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ram:*AccessKey*\",\"Resource\":\"acs:ram:*:*:user/own\"}]}"));
        done(call("AttachPolicyToUser", "UserName", "own", "PolicyName", "own-keys", "PolicyType", "Custom"));
        ApiCaller own = as("own");
        done(call(own, "CreateAccessKey"));
        assertThat(call(own, "ListAccessKeys").body().at("/AccessKeys/AccessKey")).hasSize(2);
        assertThat(call(own, "CreateAccessKey", "UserName", "other").code()).isEqualTo("NoPermission");
    }

    @Test
    void anotherAccountSeesNothingOfThisOne() {
        done(call("CreateUser", "UserName", "hidden"));
        done(call("CreateRole", "RoleName", "hidden", "AssumeRolePolicyDocument", trust(ACCOUNT)));
        ApiCaller stranger = OtherAccount.open(fixture, "1000000000000077");
        for (String[] action : new String[][] {{"GetUser", "UserName"}, {"DeleteUser", "UserName"}, {"GetRole", "RoleName"},
            {"DeleteRole", "RoleName"}, {"ListAccessKeys", "UserName"}, {"ListPoliciesForUser", "UserName"}}) {
            ApiCaller.Answer foreign = call(stranger, action[0], action[1], "hidden");
            ApiCaller.Answer unknown = call(stranger, action[0], action[1], "hiddes");
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.withoutRequestId()).isEqualTo(unknown.withoutRequestId());
        }
        assertThat(call(stranger, "ListUsers").body().at("/Users/User")).isEmpty();
    }

    @Test
    void anAliasIsSetShownAndCleared() {
        assertThat(call("GetAccountAlias").text("/AccountAlias")).isEmpty();
        done(call("SetAccountAlias", "AccountAlias", "break-water"));
        assertThat(call("GetAccountAlias").text("/AccountAlias")).isEqualTo("break-water");
        assertThat(call(OtherAccount.open(fixture, "1000000000000078"), "SetAccountAlias", "AccountAlias", "break-water").code())
                .isEqualTo("EntityAlreadyExists.AccountAlias");
        assertThat(call("SetAccountAlias", "AccountAlias", "-no").code()).isEqualTo("InvalidParameter.AccountAlias.Format");
        done(call("ClearAccountAlias"));
        assertThat(call("GetAccountAlias").text("/AccountAlias")).isEmpty();
    }

    @Test
    void aRoleIsMadeChangedListedAndDeletedOnceNothingIsAttached() {
        done(call("CreateRole", "RoleName", "deploy", "AssumeRolePolicyDocument", trust(ACCOUNT), "MaxSessionDuration", "7200"));
        assertThat(call("GetRole", "RoleName", "deploy").text("/Role/Arn")).isEqualTo("acs:ram::" + ACCOUNT + ":role/deploy");
        assertThat(call("CreateRole", "RoleName", "deploy", "AssumeRolePolicyDocument", trust(ACCOUNT)).code()).isEqualTo("EntityAlreadyExists.Role");
        assertThat(call("UpdateRole", "RoleName", "deploy", "NewDescription", "d").body().at("/Role/MaxSessionDuration").asLong()).isEqualTo(7200);
        assertThat(call("ListRoles").text()).contains("\"deploy\"");
        done(call("AttachPolicyToRole", "RoleName", "deploy", "PolicyName", "AliyunESAFullAccess", "PolicyType", "System"));
        assertThat(call("ListPoliciesForRole", "RoleName", "deploy").text("/Policies/Policy/0/PolicyName")).isEqualTo("AliyunESAFullAccess");
        assertThat(call("DeleteRole", "RoleName", "deploy").code()).isEqualTo("DeleteConflict.Role.Policy");
        done(call("DetachPolicyFromRole", "RoleName", "deploy", "PolicyName", "AliyunESAFullAccess", "PolicyType", "System"));
        done(call("DeleteRole", "RoleName", "deploy"));
        assertThat(call("GetRole", "RoleName", "deploy").code()).isEqualTo("EntityNotExist.Role");
    }

    @Test
    void whatIsNotBuiltSaysSo() {
        assertThat(call("ChangePassword", "OldPassword", "x", "NewPassword", "y").status()).isEqualTo(501);
        assertThat(call("TagResources", "ResourceType", "role").status()).isEqualTo(501);
    }

    private static String trust(String account) {
        return "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"RAM\":[\"acs:ram::"
                + account + ":root\"]}}]}";
    }
}
