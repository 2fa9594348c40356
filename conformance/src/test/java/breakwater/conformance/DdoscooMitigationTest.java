package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Source lists, settings, scenes, blackholes and line blocks of Anti-DDoS instances, as the official clients set and read them. */
@ParameterizedClass
@EnumSource
final class DdoscooMitigationTest {
    private final Account account;

    DdoscooMitigationTest(Served where) {
        account = Account.rich(where.server());
    }

    private JsonNode call(String action, Map<String, ?> parameters) {
        return account.call(Product.DDOSCOO, action, parameters);
    }

    @ParameterizedTest
    @EnumSource
    void settingsThatAreJsonInATextArriveThroughEveryClient(Through way) {
        String id = account.buyPro(1);
        OfficialClient client = account.through(way);
        client.call(Product.DDOSCOO, "AddAutoCcBlacklist", Map.of("InstanceId", id, "ExpireTime", 300,
                "Blacklist", "[{\"src\":\"198.51.100.7/24\"},{\"src\":\"192.0.2.1\"}]")).expectSuccess();
        JsonNode listed = client.call(Product.DDOSCOO, "DescribeAutoCcBlacklist", Map.of("InstanceId", id, "PageNumber", 1, "PageSize", 10))
                .expectSuccess();
        assertThat(listed.path("TotalCount").asLong()).isEqualTo(2);
        assertThat(listed.path("AutoCcBlacklist")).extracting(entry -> entry.path("SourceIp").asText())
                .containsExactlyInAnyOrder("198.51.100.0/24", "192.0.2.1");
        client.call(Product.DDOSCOO, "ConfigNetworkRegionBlock", Map.of("InstanceId", id,
                "Config", "{\"RegionBlockSwitch\":\"on\",\"Countries\":[7,2],\"Provinces\":[81]}")).expectSuccess();
        JsonNode regions = client.call(Product.DDOSCOO, "DescribeNetworkRegionBlock", Map.of("InstanceId", id)).expectSuccess().path("Config");
        assertThat(regions.path("Countries")).extracting(JsonNode::asInt).containsExactly(2, 7);
        assertThat(regions.path("Provinces")).extracting(JsonNode::asInt).containsExactly(81);
        assertThat(regions.path("RegionBlockSwitch").asText()).isEqualTo("on");
        client.call(Product.DDOSCOO, "AddAutoCcBlacklist", Map.of("InstanceId", id, "ExpireTime", 299, "Blacklist", "[{\"src\":\"192.0.2.2\"}]"))
                .expectError("InvalidExpireTime");
    }

    @Test
    void sourcesAreListedCountedAndTakenAway() {
        String id = account.buyPro(1);
        String one = "[{\"src\":\"192.0.2.1\"}]";
        call("AddAutoCcBlacklist", Map.of("InstanceId", id, "ExpireTime", 300, "Blacklist", one));
        call("AddAutoCcWhitelist", Map.of("InstanceId", id, "Whitelist", "[{\"src\":\"192.0.2.1\"},{\"src\":\"203.0.113.0/24\"}]"));
        JsonNode count = call("DescribeAutoCcListCount", Map.of("InstanceId", id));
        assertThat(count.path("BlackCount").asInt()).isEqualTo(1);
        assertThat(count.path("WhiteCount").asInt()).isEqualTo(2);
        call("DeleteAutoCcWhitelist", Map.of("InstanceId", id, "Whitelist", one));
        JsonNode white = call("DescribeAutoCcWhitelist", Map.of("InstanceId", id, "PageNumber", 1, "PageSize", 10, "KeyWord", "203"));
        assertThat(white.path("AutoCcWhitelist").path(0).path("SourceIp").asText()).isEqualTo("203.0.113.0/24");
        assertThat(white.path("AutoCcWhitelist").path(0).path("EndTime").asLong()).isZero();
        call("DeleteAutoCcBlacklist", Map.of("InstanceId", id, "Blacklist", one, "QueryType", "manual"));
        call("EmptyAutoCcBlacklist", Map.of("InstanceId", id));
        call("EmptyAutoCcWhitelist", Map.of("InstanceId", id));
        count = call("DescribeAutoCcListCount", Map.of("InstanceId", id, "QueryType", "manual"));
        assertThat(count.path("BlackCount").asInt() + count.path("WhiteCount").asInt()).isZero();
    }

    @Test
    void modesAndPortsAreReadBackAsTheyWereSet() {
        String id = account.buyPro(1);
        call("ModifyPortAutoCcStatus", Map.of("InstanceId", id, "Mode", "strict", "Switch", "off"));
        JsonNode status = call("DescribePortAutoCcStatus", Map.of("InstanceIds", List.of(id))).path("PortAutoCcStatus").path(0);
        assertThat(status.path("Mode").asText()).isEqualTo("strict");
        assertThat(status.path("Switch").asText()).isEqualTo("off");
        call("ConfigUdpReflect", Map.of("InstanceId", id, "Config", "{\"UdpSports\":[19,17]}"));
        assertThat(call("DescribeUdpReflect", Map.of("InstanceId", id)).path("UdpSports")).extracting(JsonNode::asText)
                .containsExactly("17", "19");
    }

    @Test
    void aScenePolicyLivesFromItsCreationToItsDeletion() {
        String id = account.buyPro(1);
        String address = call("DescribeInstanceDetails", Map.of("InstanceIds", List.of(id))).path("InstanceDetails").path(0).path("EipInfos")
                .path(0).path("Eip").asText();
        long now = account.now().toEpochMilli();
        call("CreateSceneDefensePolicy", Map.of("Name", "sale", "Template", "promotion", "StartTime", now, "EndTime", now + 3_600_000));
        JsonNode policy = call("DescribeSceneDefensePolicies", Map.of("Template", "promotion")).path("Policies").path(0);
        assertThat(policy.path("Name").asText()).isEqualTo("sale");
        String policyId = policy.path("PolicyId").asText();
        call("AttachSceneDefenseObject", Map.of("PolicyId", policyId, "ObjectType", "Vip", "Objects", address));
        assertThat(call("DescribeSceneDefenseObjects", Map.of("PolicyId", policyId)).path("Objects").path(0).path("Vip").asText())
                .isEqualTo(address);
        call("ModifySceneDefensePolicy", Map.of("PolicyId", policyId, "Name", "sale", "Template", "bypass", "StartTime", now,
                "EndTime", now + 7_200_000));
        call("DisableSceneDefensePolicy", Map.of("PolicyId", policyId));
        assertThat(call("DescribeSceneDefensePolicies", Map.of("Status", "0")).path("Policies")).hasSize(1);
        call("EnableSceneDefensePolicy", Map.of("PolicyId", policyId));
        assertThat(call("DescribeSceneDefensePolicies", Map.of("Status", "2")).path("Policies")).hasSize(1);
        call("DetachSceneDefenseObject", Map.of("PolicyId", policyId, "Objects", address));
        call("DeleteSceneDefensePolicy", Map.of("PolicyId", policyId));
        account.client().call(Product.DDOSCOO, "EnableSceneDefensePolicy", Map.of("PolicyId", policyId)).expectError("SceneDefensePolicyNotExist");
    }

    @Test
    void blackholesAndLineBlocksAreShownAndCounted() {
        String id = account.buyPro(1);
        assertThat(call("DescribeBlackholeStatus", Map.of("InstanceIds", List.of(id))).path("BlackholeStatus").path(0).path("BlackStatus").asText())
                .isEqualTo("normal");
        account.client().call(Product.DDOSCOO, "ModifyBlackholeStatus", Map.of("InstanceId", id, "BlackholeStatus", "undo"))
                .expectError("BlackholeNotExist");
        assertThat(call("DescribeUnBlackholeCount", Map.of()).path("RemainCount").asInt()).isEqualTo(5);
        call("ModifyBlockStatus", Map.of("InstanceId", id, "Status", "do", "Lines", List.of("ct"), "Duration", 15));
        JsonNode lines = call("DescribeBlockStatus", Map.of("InstanceIds", List.of(id))).path("StatusList").path(0).path("BlockStatusList");
        assertThat(lines).extracting(line -> line.path("Line").asText() + " " + line.path("BlockStatus").asText())
                .containsExactlyInAnyOrder("ct areablock", "cut normal");
        assertThat(call("DescribeUnBlockCount", Map.of()).path("RemainCount").asInt()).isEqualTo(9);
    }
}
