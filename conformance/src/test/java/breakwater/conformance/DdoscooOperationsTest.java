package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operations of Anti-DDoS that read and describe, each checked against what was bought. */
@ParameterizedClass
@EnumSource
final class DdoscooOperationsTest {

    private final Served where;
    private final Account account;

    DdoscooOperationsTest(Served where) {
        this.where = where;
        account = Account.rich(where.server());
    }

    @ParameterizedTest
    @EnumSource
    void whatWasBoughtIsDescribedThroughEveryClient(Through way) {
        String id = account.buyPro(1);
        OfficialClient client = account.through(way);

        JsonNode ids = client.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of("InstanceIds", List.of(id))).expectSuccess().path("InstanceIds");
        assertThat(ids).hasSize(1);
        assertThat(ids.path(0).path("InstanceId").asText()).isEqualTo(id);
        assertThat(ids.path(0).path("Edition").asInt()).isEqualTo(9);
        assertThat(ids.path(0).path("IpVersion").asText()).isEqualTo("Ipv4");

        JsonNode listed = client.call(Product.DDOSCOO, "DescribeInstances", Map.of("PageNumber", 1, "PageSize", 10, "Status", List.of("1"))).expectSuccess();
        assertThat(listed.path("TotalCount").asLong()).isEqualTo(1);
        assertThat(listed.path("Instances").path(0).path("InstanceId").asText()).isEqualTo(id);

        JsonNode specs = client.call(Product.DDOSCOO, "DescribeInstanceSpecs", Map.of("InstanceIds", List.of(id))).expectSuccess()
                .path("InstanceSpecs").path(0);
        assertThat(specs.path("BaseBandwidth").asInt()).isEqualTo(30);
        assertThat(specs.path("ElasticBandwidth").asInt()).isEqualTo(30);
        assertThat(specs.path("BandwidthMbps").asInt()).isEqualTo(100);
        assertThat(specs.path("QpsLimit").asInt()).isEqualTo(3000);
        assertThat(specs.path("PortLimit").asInt()).isEqualTo(50);
        assertThat(specs.path("DomainLimit").asInt()).isEqualTo(50);
        assertThat(specs.path("ConnLimit").asLong()).isEqualTo(100_000);
        assertThat(specs.path("CpsLimit").asLong()).isEqualTo(5_000);

        JsonNode details = client.call(Product.DDOSCOO, "DescribeInstanceDetails", Map.of("InstanceIds", List.of(id))).expectSuccess()
                .path("InstanceDetails").path(0);
        assertThat(details.path("InstanceId").asText()).isEqualTo(id);
        assertThat(details.path("EipInfos").path(0).path("Eip").asText()).startsWith(where.addresses());
        assertThat(details.path("EipInfos").path(0).path("Status").asText()).isEqualTo("normal");

        assertThat(client.call(Product.DDOSCOO, "DescribeInstanceStatistics", Map.of("InstanceIds", List.of(id))).expectSuccess()
                .path("InstanceStatistics").path(0).path("DomainUsage").asInt()).isZero();
        assertThat(client.call(Product.DDOSCOO, "DescribeInstanceExt", Map.of("InstanceId", id, "PageNumber", "1", "PageSize", "10")).expectSuccess()
                .path("InstanceExtSpecs").path(0).path("InstanceId").asText()).isEqualTo(id);
        assertThat(client.call(Product.DDOSCOO, "DescribeInstanceStatus", Map.of("InstanceId", id, "ProductType", 1)).expectSuccess()
                .path("InstanceStatus").asInt()).isEqualTo(1);
        assertThat(client.call(Product.DDOSCOO, "DescribeDefenseCountStatistics", Map.of()).expectSuccess()
                .path("DefenseCountStatistics").path("DefenseCountTotalUsageOfCurrentMonth").asInt()).isZero();
        assertThat(client.call(Product.DDOSCOO, "DescribeElasticBandwidthSpec", Map.of("InstanceId", id)).expectSuccess()
                .path("ElasticBandwidthSpec")).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRemarkSurvivesEveryEncoding(Through way) {
        String id = account.buyPremium(1);
        String remark = "edge *~ +%20 «ü» 𝛼/😀 a=b&c=d 'x' \"y\" (1) !";
        account.through(way).call(Product.DDOSCOO, "ModifyInstanceRemark", Map.of("InstanceId", id, "Remark", remark, "RegionId", "ap-southeast-1"))
                .expectSuccess();
        assertThat(account.through(way).call(Product.DDOSCOO, "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10",
                "Remark", remark, "RegionId", "ap-southeast-1")).expectSuccess().path("Instances").path(0).path("Remark").asText()).isEqualTo(remark);
    }

    @Test
    void anInstanceIsChangedThroughItsOwnProduct() {
        String pro = account.buyPro(1);
        String orderId = account.call(Product.DDOSCOO, "ModifyInstance", Map.of("InstanceId", pro, "ProductType", "ddoscoo", "ModifyType", "UPGRADE",
                "DomainCount", "60")).path("OrderId").asText();
        assertThat(orderId).matches("\\d+");
        account.call(Product.DDOSCOO, "ModifyElasticBandWidth", Map.of("InstanceId", pro, "ElasticBandwidth", 60));
        JsonNode specs = account.call(Product.DDOSCOO, "DescribeInstanceSpecs", Map.of("InstanceIds", List.of(pro))).path("InstanceSpecs").path(0);
        assertThat(specs.path("DomainLimit").asInt()).isEqualTo(60);
        assertThat(specs.path("ElasticBandwidth").asInt()).isEqualTo(60);
    }

    @Test
    void tagsAreSetFoundCountedAndTakenAway() {
        String one = account.buyPro(1);
        String two = account.buyPro(1);
        account.call(Product.DDOSCOO, "CreateTagResources", Map.of("RegionId", "cn-hangzhou", "ResourceType", "INSTANCE",
                "ResourceIds", List.of(one, two), "Tags", List.of(Map.of("Key", "team", "Value", "edge"), Map.of("Key", "stage", "Value", "test"))));
        JsonNode keys = account.call(Product.DDOSCOO, "DescribeTagKeys", Map.of("RegionId", "cn-hangzhou", "ResourceType", "INSTANCE",
                "PageNumber", 1, "PageSize", 10));
        assertThat(keys.path("TotalCount").asInt()).isEqualTo(2);
        assertThat(keys.path("TagKeys")).extracting(row -> row.path("TagKey").asText()).containsExactlyInAnyOrder("team", "stage");
        assertThat(account.call(Product.DDOSCOO, "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10",
                "Tag", List.of(Map.of("Key", "team", "Value", "edge")))).path("TotalCount").asInt()).isEqualTo(2);
        account.call(Product.DDOSCOO, "DeleteTagResources", Map.of("RegionId", "cn-hangzhou", "ResourceType", "INSTANCE",
                "ResourceIds", List.of(one), "TagKey", List.of("team")));
        JsonNode left = account.call(Product.DDOSCOO, "DescribeTagResources", Map.of("RegionId", "cn-hangzhou", "ResourceType", "INSTANCE",
                "ResourceIds", List.of(one))).path("TagResources").path("TagResource");
        assertThat(left).hasSize(1);
        assertThat(left.path(0).path("TagKey").asText()).isEqualTo("stage");
        assertThat(left.path(0).path("ResourceId").asText()).isEqualTo(one);
    }

    @Test
    void whatWasDoneIsLogged() {
        String id = account.buyPro(1);
        account.call(Product.DDOSCOO, "ModifyElasticBandWidth", Map.of("InstanceId", id, "ElasticBandwidth", 60));
        long now = account.now().toEpochMilli();
        Map<String, Object> window = Map.of("StartTime", now - Duration.ofDays(1).toMillis(), "EndTime", now + Duration.ofMinutes(1).toMillis(),
                "PageNumber", 1, "PageSize", 10);
        assertThat(account.call(Product.DDOSCOO, "DescribeOpEntities", window).path("TotalCount").asLong()).isPositive();
        assertThat(account.call(Product.DDOSCOO, "DescribeSystemLog", window).has("Total")).isTrue();
    }

    @Test
    void pagesHoldEachInstanceOnce() {
        List<String> bought = List.of(account.buyPro(1), account.buyPro(1), account.buyPro(1), account.buyPro(1), account.buyPro(1));
        List<String> seen = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            account.call(Product.DDOSCOO, "DescribeInstances", Map.of("PageNumber", page, "PageSize", 2, "RegionId", "cn-hangzhou"))
                    .path("Instances").forEach(row -> seen.add(row.path("InstanceId").asText()));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(bought);
        account.client().call(Product.DDOSCOO, "DescribeInstances", Map.of("PageNumber", 1, "PageSize", 51)).expectError("InvalidParameter");
    }
}
