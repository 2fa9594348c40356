package breakwater.control.operation.ddoscoo;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What RAM users may do with instances, and where that stands among the refusals. */
class PermissionsTest {
    private final DdoscooStage stage = new DdoscooStage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aUserWithoutPoliciesLearnsNothingButWhichParameterIsMissing() {
        ApiCaller user = user("nobody");
        assertThat(user.call("ddoscoo", "ReleaseInstance", Map.of()).code()).isEqualTo("MissingInstanceId");
        for (String id : new String[] {stage.running.id(), stage.expired.id(), stage.foreign.id(), stage.gone.id(), DdoscooStage.UNKNOWN}) {
            ApiCaller.Answer answer = user.call("ddoscoo", "ReleaseInstance", Map.of("InstanceId", id));
            assertThat(answer.code()).isEqualTo("NoPermission");
            assertThat(answer.status()).isEqualTo(403);
        }
        assertThat(user.call("ddoscoo", "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10")).code()).isEqualTo("NoPermission");
        assertThat(stage.ddos.find(stage.expired.id())).contains(stage.expired);
    }

    @Test
    void aPolicyForOneInstanceOpensThatOneAlone() {
        ApiCaller user = user("clerk");
        allow("clerk", "yundun-ddoscoo:*", "acs:yundun-ddoscoo:cn-hangzhou:*:instance/" + stage.expired.id());
        assertThat(user.call("ddoscoo", "ReleaseInstance", Map.of("InstanceId", stage.running.id())).code()).isEqualTo("NoPermission");
        assertThat(user.call("ddoscoo", "DescribeInstanceSpecs", Map.of("InstanceIds.1", stage.expired.id(),
                "InstanceIds.2", stage.running.id())).code()).isEqualTo("NoPermission");
        assertThat(user.call("ddoscoo", "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10")).code()).isEqualTo("NoPermission");
        assertThat(user.call("ddoscoo", "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10",
                "InstanceIds.1", stage.expired.id())).text("/TotalCount")).isEqualTo("1");
        assertThat(user.call("ddoscoo", "ReleaseInstance", Map.of("InstanceId", stage.expired.id())).code()).isEqualTo("OK");
        assertThat(user.call("ddoscoo", "ReleaseInstance", Map.of("InstanceId", stage.expired.id())).code()).isEqualTo("InstanceNotFound");
    }

    @Test
    void aPolicyForOneRegionListsThatOneWhenItIsAskedFor() {
        ApiCaller user = user("regional");
        allow("regional", "yundun-ddoscoo:Describe*", "acs:yundun-ddoscoo:ap-southeast-1:*:instance/*");
        assertThat(user.call("ddoscoo", "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10")).code()).isEqualTo("NoPermission");
        assertThat(user.call("ddoscoo", "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10", "RegionId", "ap-southeast-1"))
                .text("/Instances/0/InstanceId")).isEqualTo(stage.premium.id());
        assertThat(user.call("ddoscoo", "ReleaseInstance", Map.of("InstanceId", stage.premium.id())).code()).isEqualTo("NoPermission");
    }

    private ApiCaller user(String name) {
        ram("CreateUser", Map.of("UserName", name));
        ApiCaller.Answer key = ram("CreateAccessKey", Map.of("UserName", name));
        return stage.control.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
    }

    private void allow(String user, String action, String resource) {
        ram("CreatePolicy", Map.of("PolicyName", "p-" + user, "PolicyDocument",
                "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}]}"));
        ram("AttachPolicyToUser", Map.of("PolicyType", "Custom", "PolicyName", "p-" + user, "UserName", user));
    }

    private ApiCaller.Answer ram(String action, Map<String, String> parameters) {
        ApiCaller.Answer answer = stage.control.call("ram", action, parameters);
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
        return answer;
    }
}
