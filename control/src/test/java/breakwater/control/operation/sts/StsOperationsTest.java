package breakwater.control.operation.sts;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.operation.ram.OtherAccount;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Temporary keys through the public API: who may have them, what they may do, and when they end. */
class StsOperationsTest {
    private static final String ACCOUNT = "1000000000000001";
    private ControlFixture fixture;

    @BeforeEach
    void start() {
        fixture = ControlFixture.start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** A session: its caller and its token. */
    private record Session(ApiCaller caller, String token) {
        ApiCaller.Answer call(String product, String action, Map<String, String> parameters) {
            Map<String, String> all = new HashMap<>(parameters);
            all.put("SecurityToken", token);
            return caller.call(product, action, all);
        }
    }

    private ApiCaller.Answer ram(String action, Map<String, String> parameters) {
        ApiCaller.Answer answer = fixture.call("ram", action, parameters);
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
        return answer;
    }

    private ApiCaller user(String name, String... policies) {
        ram("CreateUser", Map.of("UserName", name));
        for (String policy : policies) {
            ram("AttachPolicyToUser", Map.of("UserName", name, "PolicyName", policy, "PolicyType", "System"));
        }
        ApiCaller.Answer key = ram("CreateAccessKey", Map.of("UserName", name));
        return fixture.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
    }

    private void role(String name, String principal, String... policies) {
        ram("CreateRole", Map.of("RoleName", name, "AssumeRolePolicyDocument", trust(principal)));
        for (String policy : policies) {
            ram("AttachPolicyToRole", Map.of("RoleName", name, "PolicyName", policy, "PolicyType", "System"));
        }
    }

    private static String trust(String principal) {
        return "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"RAM\":\""
                + principal + "\"}}]}";
    }

    private static ApiCaller.Answer assume(ApiCaller caller, String role, String... more) {
        Map<String, String> parameters = new HashMap<>(Map.of("RoleArn", "acs:ram::" + ACCOUNT + ":role/" + role,
                "RoleSessionName", "session"));
        for (int at = 0; at < more.length; at += 2) {
            parameters.put(more[at], more[at + 1]);
        }
        return caller.call("sts", "AssumeRole", parameters);
    }

    private Session session(ApiCaller.Answer answer) {
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
        return new Session(fixture.caller().as(answer.text("/Credentials/AccessKeyId"), answer.text("/Credentials/AccessKeySecret")),
                answer.text("/Credentials/SecurityToken"));
    }

    @Test
    void everybodyLearnsWhoTheyAre() {
        ApiCaller.Answer root = fixture.call("sts", "GetCallerIdentity", Map.of());
        assertThat(root.text("/IdentityType")).isEqualTo("Account");
        assertThat(root.text("/Arn")).isEqualTo("acs:ram::" + ACCOUNT + ":root");
        assertThat(root.body().has("UserId")).isFalse();
        ApiCaller.Answer user = user("alice").call("sts", "GetCallerIdentity", Map.of());
        assertThat(user.text("/IdentityType")).isEqualTo("RAMUser");
        assertThat(user.text("/Arn")).isEqualTo("acs:ram::" + ACCOUNT + ":user/alice");
        assertThat(user.text("/UserId")).isEqualTo(user.text("/PrincipalId")).hasSize(18);
    }

    @Test
    void aSessionMayDoWhatItsRoleMayAndNoMore() {
        role("reader", "acs:ram::" + ACCOUNT + ":root", "AliyunRAMReadOnlyAccess");
        ApiCaller.Answer answer = assume(user("alice", "AliyunSTSAssumeRoleAccess"), "reader");
        Session session = session(answer);
        assertThat(answer.text("/AssumedRoleUser/Arn")).isEqualTo("acs:ram::" + ACCOUNT + ":role/reader/session");
        assertThat(answer.text("/AssumedRoleUser/AssumedRoleId")).endsWith(":session");
        assertThat(answer.text("/Credentials/AccessKeyId")).startsWith("STS.");
        assertThat(answer.text("/Credentials/Expiration")).isEqualTo("2026-11-01T01:00:00Z");
        assertThat(session.call("ram", "ListUsers", Map.of()).code()).isEqualTo("OK");
        assertThat(session.call("ram", "CreateUser", Map.of("UserName", "x")).code()).isEqualTo("NoPermission");
        ApiCaller.Answer who = session.call("sts", "GetCallerIdentity", Map.of());
        assertThat(who.text("/IdentityType")).isEqualTo("AssumedRoleUser");
        assertThat(who.text("/Arn")).isEqualTo("acs:ram::" + ACCOUNT + ":assumed-role/reader/session");
    }

    @Test
    void aSessionPolicyNarrowsAndNeverWidens() {
        role("reader", "acs:ram::" + ACCOUNT + ":root", "AliyunRAMReadOnlyAccess");
        ApiCaller alice = user("alice", "AliyunSTSAssumeRoleAccess");
        Session narrow = session(assume(alice, "reader", "Policy",
                "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ram:ListRoles\",\"Resource\":\"*\"}]}"));
        assertThat(narrow.call("ram", "ListRoles", Map.of()).code()).isEqualTo("OK");
        assertThat(narrow.call("ram", "ListUsers", Map.of()).code()).isEqualTo("NoPermission");
        Session wide = session(assume(alice, "reader", "Policy",
                "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"));
        assertThat(wide.call("ram", "ListUsers", Map.of()).code()).isEqualTo("OK");
        assertThat(wide.call("ram", "CreateUser", Map.of("UserName", "x")).code()).isEqualTo("NoPermission");
    }

    @Test
    void onlyThoseMayTakeARoleOnThatTheRoleTrustsAndTheirPoliciesAllow() {
        role("for-alice", "acs:ram::" + ACCOUNT + ":user/alice", "AliyunRAMReadOnlyAccess");
        ApiCaller alice = user("alice", "AliyunSTSAssumeRoleAccess");
        assertThat(assume(alice, "for-alice").code()).isEqualTo("OK");
        assertThat(assume(user("bob", "AliyunSTSAssumeRoleAccess"), "for-alice").code()).isEqualTo("NoPermission");
        assertThat(assume(user("carol"), "for-alice").code()).isEqualTo("NoPermission");
        ApiCaller.Answer root = assume(fixture.caller(), "for-alice");
        assertThat(root.status()).isEqualTo(403);
        assertThat(root.text("/Message")).contains("Roles may not be assumed by root accounts");
        assertThat(assume(alice, "nowhere").code()).isEqualTo("EntityNotExist.Role");
    }

    @Test
    void anotherAccountsRoleIsTakenOnIfItTrustsAndIsElseLikeNone() {
        String other = "1000000000000055";
        ApiCaller stranger = OtherAccount.open(fixture, other);
        assertThat(stranger.call("ram", "CreateUser", Map.of("UserName", "eve")).code()).isEqualTo("OK");
        stranger.call("ram", "AttachPolicyToUser", Map.of("UserName", "eve", "PolicyName", "AdministratorAccess", "PolicyType", "System"));
        ApiCaller.Answer key = stranger.call("ram", "CreateAccessKey", Map.of("UserName", "eve"));
        ApiCaller eve = fixture.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
        role("shared", "acs:ram::" + other + ":root", "AliyunRAMReadOnlyAccess");
        role("private", "acs:ram::" + ACCOUNT + ":root");
        Session session = session(assume(eve, "shared"));
        assertThat(session.call("sts", "GetCallerIdentity", Map.of()).text("/AccountId")).isEqualTo(ACCOUNT);
        assertThat(assume(eve, "private").withoutRequestId()).isEqualTo(assume(eve, "privatf").withoutRequestId());
    }

    @Test
    void aSessionEndsOnTheWallClock() {
        role("reader", "acs:ram::" + ACCOUNT + ":root", "AliyunRAMReadOnlyAccess");
        Session session = session(assume(user("alice", "AliyunSTSAssumeRoleAccess"), "reader", "DurationSeconds", "900"));
        fixture.advanceWall(Duration.ofSeconds(899));
        assertThat(session.call("ram", "ListUsers", Map.of()).code()).isEqualTo("OK");
        fixture.advanceWall(Duration.ofSeconds(1));
        assertThat(session.call("ram", "ListUsers", Map.of()).code()).isEqualTo("InvalidSecurityToken.Expired");
    }

    @Test
    void aSessionEndsWithItsRoleEvenIfTheNameComesBack() {
        role("reader", "acs:ram::" + ACCOUNT + ":root");
        Session session = session(assume(user("alice", "AliyunSTSAssumeRoleAccess"), "reader"));
        ram("DeleteRole", Map.of("RoleName", "reader"));
        assertThat(session.call("sts", "GetCallerIdentity", Map.of()).code()).isEqualTo("InvalidSecurityToken.Expired");
        role("reader", "acs:ram::" + ACCOUNT + ":root");
        assertThat(session.call("sts", "GetCallerIdentity", Map.of()).code()).isEqualTo("InvalidSecurityToken.Expired");
    }

    @Test
    void keysAndTokensBelongTogether() {
        role("reader", "acs:ram::" + ACCOUNT + ":root");
        ApiCaller alice = user("alice", "AliyunSTSAssumeRoleAccess");
        Session one = session(assume(alice, "reader"));
        Session two = session(assume(alice, "reader"));
        assertThat(one.caller().call("sts", "GetCallerIdentity", Map.of()).code()).isEqualTo("InvalidSecurityToken.Malformed");
        assertThat(new Session(one.caller(), two.token()).call("sts", "GetCallerIdentity", Map.of()).code())
                .isEqualTo("InvalidSecurityToken.Malformed");
        assertThat(new Session(alice, one.token()).call("sts", "GetCallerIdentity", Map.of()).code())
                .isEqualTo("InvalidSecurityToken.Malformed");
        assertThat(one.call("sts", "GetCallerIdentity", Map.of()).code()).isEqualTo("OK");
    }

    @Test
    void wrongParametersAreNamed() {
        role("reader", "acs:ram::" + ACCOUNT + ":root");
        ApiCaller alice = user("alice", "AliyunSTSAssumeRoleAccess");
        assertThat(assume(alice, "reader", "RoleSessionName", "a b").code()).isEqualTo("InvalidParameter.RoleSessionName");
        assertThat(assume(alice, "reader", "RoleArn", "role/reader").code()).isEqualTo("InvalidParameter.RoleArn");
        assertThat(assume(alice, "reader", "DurationSeconds", "899").status()).isEqualTo(400);
        assertThat(assume(alice, "reader", "DurationSeconds", "3601").code()).isEqualTo("InvalidParameter.DurationSeconds");
        assertThat(assume(alice, "reader", "Policy", "{}").code()).isEqualTo("InvalidParameter.PolicyGrammar");
    }

    @Test
    void aTrustPolicyMayAskForAnExternalId() {
        ram("CreateRole", Map.of("RoleName", "outside", "AssumeRolePolicyDocument",
                "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"RAM\":\"acs:ram::"
                        + ACCOUNT + ":root\"},\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"secret-1\"}}}]}"));
        ApiCaller alice = user("alice", "AliyunSTSAssumeRoleAccess");
        assertThat(assume(alice, "outside").code()).isEqualTo("NoPermission");
        assertThat(assume(alice, "outside", "ExternalId", "secret-2").code()).isEqualTo("NoPermission");
        assertThat(assume(alice, "outside", "ExternalId", "secret-1").code()).isEqualTo("OK");
    }
}
