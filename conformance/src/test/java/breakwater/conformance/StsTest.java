package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.sts20150401.models.AssumeRoleRequest;
import com.aliyun.sts20150401.models.AssumeRoleResponseBody;
import com.aliyun.sts20150401.models.GetCallerIdentityResponseBody;
import com.aliyun.tea.TeaException;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.ProtocolType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions: assumed through the typed clients, then used through every other. */
@ParameterizedClass
@EnumSource
final class StsTest {

    private final Account account;

    StsTest(Served where) {
        account = Account.rich(where.server());
    }

    private Keys assume(String roleName, String sessionPolicy) {
        account.call(Product.RAM, "CreateRole", Map.of("RoleName", roleName, "AssumeRolePolicyDocument", """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::%s:root"]}}]}"""
                .formatted(account.id())));
        account.call(Product.RAM, "AttachPolicyToRole",
                Map.of("RoleName", roleName, "PolicyType", "System", "PolicyName", "AliyunYundunDDosCooFullAccess"));
        Keys user = account.user("assumer-" + roleName, "AdministratorAccess");
        AssumeRoleRequest request = new AssumeRoleRequest().setRoleArn("acs:ram::" + account.id() + ":role/" + roleName).setRoleSessionName("night-shift");
        if (!sessionPolicy.isEmpty()) {
            request.setPolicy(sessionPolicy);
        }
        AssumeRoleResponseBody body = new TypedClients(account.server().endpoint(), user).sts(sts -> sts.assumeRole(request)).getBody();
        assertThat(body.getAssumedRoleUser().getArn()).isEqualToIgnoringCase("acs:ram::" + account.id() + ":role/" + roleName + "/night-shift");
        AssumeRoleResponseBody.AssumeRoleResponseBodyCredentials credentials = body.getCredentials();
        assertThat(credentials.getAccessKeyId()).startsWith("STS.");
        assertThat(credentials.getExpiration()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        return new Keys(credentials.getAccessKeyId(), credentials.getAccessKeySecret(), Optional.of(credentials.getSecurityToken()));
    }

    @Test
    void theCallerIsToldWhoItIs() {
        GetCallerIdentityResponseBody root = account.typed().sts(com.aliyun.sts20150401.Client::getCallerIdentity).getBody();
        assertThat(root.getAccountId()).isEqualTo(account.id());
        assertThat(root.getIdentityType()).isEqualTo("Account");
        GetCallerIdentityResponseBody user = new TypedClients(account.server().endpoint(), account.user("erin"))
                .sts(com.aliyun.sts20150401.Client::getCallerIdentity).getBody();
        assertThat(user.getIdentityType()).isEqualTo("RAMUser");
        assertThat(user.getArn()).isEqualTo("acs:ram::" + account.id() + ":user/erin");
    }

    @ParameterizedTest
    @EnumSource
    void aSessionIsUsedThroughEveryClient(Through way) {
        OfficialClient session = way.as(account.server().endpoint(), assume("guard", ""));
        session.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).expectSuccess();
        session.call(Product.BILLING, "QueryAccountBalance", Map.of()).expectError("NotAuthorized");
        assertThat(session.call(Product.STS, "GetCallerIdentity", Map.of()).expectSuccess().path("IdentityType").asText()).isEqualTo("AssumedRoleUser");
    }

    @ParameterizedTest
    @EnumSource
    void aUserIsMadeAndAssumesARoleThroughEveryClient(Through way) {
        OfficialClient root = account.through(way);
        root.call(Product.RAM, "CreateRole", Map.of("RoleName", "watch", "AssumeRolePolicyDocument", """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::%s:root"]}}]}"""
                .formatted(account.id()))).expectSuccess();
        root.call(Product.RAM, "AttachPolicyToRole", Map.of("RoleName", "watch", "PolicyType", "System",
                "PolicyName", "AliyunYundunDDosCooReadOnlyAccess")).expectSuccess();
        root.call(Product.RAM, "CreateUser", Map.of("UserName", "frank")).expectSuccess();
        JsonNode key = root.call(Product.RAM, "CreateAccessKey", Map.of("UserName", "frank")).expectSuccess().path("AccessKey");
        OfficialClient user = way.as(account.server().endpoint(),
                new Keys(key.path("AccessKeyId").asText(), key.path("AccessKeySecret").asText()));
        Map<String, String> assume = Map.of("RoleArn", "acs:ram::" + account.id() + ":role/watch", "RoleSessionName", "night-shift");
        user.call(Product.STS, "AssumeRole", assume).expectError("NoPermission");
        root.call(Product.RAM, "AttachPolicyToUser", Map.of("UserName", "frank", "PolicyType", "System",
                "PolicyName", "AdministratorAccess")).expectSuccess();
        JsonNode credentials = user.call(Product.STS, "AssumeRole", assume).expectSuccess().path("Credentials");
        Keys session = new Keys(credentials.path("AccessKeyId").asText(), credentials.path("AccessKeySecret").asText(),
                Optional.of(credentials.path("SecurityToken").asText()));
        way.as(account.server().endpoint(), session).call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).expectSuccess();
    }

    @Test
    void aSessionPolicyOnlyNarrows() {
        OfficialClient session = Through.TEA_FORM.as(account.server().endpoint(), assume("narrow", """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":["yundun-ddoscoo:DescribeInstanceIds","bss:*"],"Resource":"*"}]}"""));
        session.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).expectSuccess();
        session.call(Product.DDOSCOO, "DescribeDefenseCountStatistics", Map.of()).expectError("NoPermission");
        session.call(Product.BILLING, "QueryAccountBalance", Map.of()).expectError("NotAuthorized");
    }

    @Test
    void aTokenOfAnotherSessionAndALongTermKeyWithATokenAreRefused() {
        Keys one = assume("one", "");
        Keys two = assume("two", "");
        Keys mixed = new Keys(one.id(), one.secret(), two.token());
        assertThat(Through.TEA_FORM.as(account.server().endpoint(), mixed).call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).code())
                .startsWith("InvalidSecurityToken");
        Keys longTerm = new Keys(account.keys().id(), account.keys().secret(), one.token());
        assertThat(Through.CORE_GET.as(account.server().endpoint(), longTerm).call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).code())
                .startsWith("InvalidSecurityToken");
    }

    @Test
    void theAccountItselfMayNotAssumeARole() {
        account.client().call(Product.STS, "AssumeRole", Map.of("RoleArn", "acs:ram::" + account.id() + ":role/any",
                "RoleSessionName", "night-shift")).expectError("NoPermission");
    }

    @Test
    void aRoleThatDoesNotExistCannotBeAssumed() {
        TypedClients user = new TypedClients(account.server().endpoint(), account.user("wisher", "AdministratorAccess"));
        assertThatThrownBy(() -> user.sts(sts -> sts.assumeRole(new AssumeRoleRequest()
                .setRoleArn("acs:ram::" + account.id() + ":role/nobody").setRoleSessionName("night-shift"))))
                .isInstanceOfSatisfying(TeaException.class, e -> assertThat(e.getCode()).isEqualTo("EntityNotExist.Role"));
    }

    /**
     * The older SDK takes the string to sign out of the message and compares it with its own, untrimmed: where both are equal the secret
     * must be wrong, and it says so.
     */
    @Test
    void theOlderClientUnderstandsThatItsSecretIsWrong() {
        com.aliyuncs.auth.sts.AssumeRoleRequest request = new com.aliyuncs.auth.sts.AssumeRoleRequest();
        request.setSysEndpoint(account.server().endpoint().http());
        request.setSysProtocol(ProtocolType.HTTP);
        request.setRoleArn("acs:ram::" + account.id() + ":role/any*thing ~");
        request.setRoleSessionName("night-shift");
        assertThatThrownBy(() -> SdkCore.client(account.server().endpoint(), account.keys().withWrongSecret()).getAcsResponse(request))
                .isInstanceOfSatisfying(ClientException.class, e -> assertThat(e.getErrCode()).isEqualTo("SDK.InvalidAccessKeySecret"));
    }
}
