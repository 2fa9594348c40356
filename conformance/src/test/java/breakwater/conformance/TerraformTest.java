package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.http.MethodType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The calls that terraform-provider-alicloud makes for the resource alicloud_ddoscoo_instance, in its order and with its parameters
 * (read at commit 0220a2d1 of that provider): create, read, update and destroy. Its newer calls go through the same core as tea-openapi, its
 * older ones (remark, change of specification) carry signature V1 as aliyun-java-sdk-core does.
 */
final class TerraformTest {

    private final Account account = Account.rich(Servers.moving());
    private final OfficialClient newer = account.through(Through.TEA_FORM);
    private final OfficialClient older = SdkCore.plain(account.server().endpoint(), account.keys(), MethodType.POST);

    private static Map<String, String> component(String code, String value) {
        return Map.of("Code", code, "Value", value);
    }

    private String create(String productType) {
        JsonNode answer = newer.call(Product.BILLING, "CreateInstance", Map.of(
                "ProductCode", "ddos",
                "SubscriptionType", "Subscription",
                "ProductType", productType,
                "Period", 1,
                "Parameter", List.of(
                        component("ServicePartner", "coop-line-001"),
                        component("BaseBandwidth", "30"),
                        component("Bandwidth", "30"),
                        component("ServiceBandwidth", "100"),
                        component("PortCount", "50"),
                        component("DomainCount", "50"),
                        component("Edition", "coop"),
                        // The provider sends what the user left out as empty.
                        component("AddressType", ""),
                        component("95BurstBandwidthMode", "")))).expectSuccess();
        assertThat(answer.path("Code").asText()).isEqualTo("Success");
        return answer.path("Data").path("InstanceId").asText();
    }

    private JsonNode describe(String id) {
        return newer.call(Product.DDOSCOO, "DescribeInstances", Map.of("PageSize", 10, "PageNumber", 1, "InstanceIds", List.of(id)))
                .expectSuccess().path("Instances");
    }

    private Map<String, String> read(String id) {
        JsonNode instance = describe(id).path(0);
        JsonNode specification = newer.call(Product.DDOSCOO, "DescribeInstanceSpecs", Map.of("InstanceIds", List.of(id))).expectSuccess()
                .path("InstanceSpecs").path(0);
        assertThat(instance.path("InstanceId").asText()).isEqualTo(id);
        assertThat(specification.path("InstanceId").asText()).isEqualTo(id);
        return Map.of("name", instance.path("Remark").asText(), "edition_sale", instance.path("Edition").asText(),
                "address_type", instance.path("IpVersion").asText(), "ip", instance.path("Ip").asText(),
                "base_bandwidth", specification.path("BaseBandwidth").asText(), "bandwidth", specification.path("ElasticBandwidth").asText(),
                "service_bandwidth", specification.path("BandwidthMbps").asText(), "port_count", specification.path("PortLimit").asText(),
                "domain_count", specification.path("DomainLimit").asText());
    }

    private void rename(String id, String name) {
        older.call(Product.DDOSCOO, "ModifyInstanceRemark", Map.of("InstanceId", id, "Remark", name)).expectSuccess();
    }

    private void specify(String id, String productType, String region, String direction, String code, String value) {
        JsonNode answer = older.call(Product.BILLING, "ModifyInstance", Map.of("RegionId", region, "InstanceId", id, "ProductCode", "ddos",
                "ProductType", productType, "SubscriptionType", "Subscription", "ModifyType", direction,
                "Parameter", List.of(component(code, value)))).expectSuccess();
        assertThat(answer.path("Success").asBoolean()).isTrue();
    }

    private Answer destroy(String id) {
        return newer.call(Product.DDOSCOO, "ReleaseInstance", Map.of("RegionId", "cn-hangzhou", "InstanceId", id));
    }

    @Test
    void anApplyAnUpdateAndADestroyGoAsTheProviderExpects() {
        String id = create("ddoscoo");
        assertThat(describe(id).path(0).path("Status").asInt()).as("the provider waits for 1, Available").isEqualTo(1);
        rename(id, "tf-edge");
        assertThat(read(id)).containsAllEntriesOf(Map.of("name", "tf-edge", "edition_sale", "9", "address_type", "Ipv4", "base_bandwidth", "30",
                "bandwidth", "30", "service_bandwidth", "100", "port_count", "50", "domain_count", "50"));

        rename(id, "tf-edge-2");
        specify(id, "ddoscoo", "cn-hangzhou", "Upgrade", "Bandwidth", "60");
        specify(id, "ddoscoo", "cn-hangzhou", "Upgrade", "DomainCount", "60");
        specify(id, "ddoscoo", "cn-hangzhou", "Upgrade", "PortCount", "55");
        specify(id, "ddoscoo", "cn-hangzhou", "Upgrade", "ServiceBandwidth", "150");
        specify(id, "ddoscoo", "cn-hangzhou", "Downgrade", "DomainCount", "50");
        assertThat(read(id)).containsAllEntriesOf(Map.of("name", "tf-edge-2", "bandwidth", "60", "service_bandwidth", "150", "port_count", "55",
                "domain_count", "50"));

        destroy(id).expectError("InstanceNotExpire");
        assertThat(describe(id)).as("the provider forgets it, and it lives on").hasSize(1);
        account.advancePastExpiry(id);
        destroy(id).expectSuccess();
        assertThat(describe(id)).as("a refresh drops it from the state").isEmpty();
        destroy(id).expectError("InstanceNotFound");
    }

    /** The provider changes an instance of the international site through another region than it releases it in. */
    @Test
    void anInstanceOfTheInternationalSiteGoesTheSameWay() {
        String id = create("ddoscoo_intl");
        assertThat(describe(id).path(0).path("Status").asInt()).isEqualTo(1);
        rename(id, "tf-intl");
        specify(id, "ddoscoo_intl", "ap-southeast-1", "Upgrade", "PortCount", "55");
        assertThat(read(id)).containsAllEntriesOf(Map.of("name", "tf-intl", "port_count", "55"));
        account.advancePastExpiry(id);
        destroy(id).expectSuccess();
        assertThat(describe(id)).isEmpty();
    }

    @Test
    void whatADestroyLeftBehindIsReportedAsALeak() {
        String id = create("ddoscoo");
        destroy(id).expectError("InstanceNotExpire");
        List<String> leaked = new ArrayList<>();
        account.call(Product.BREAKWATER, "DescribeLeaks", Map.of()).findValues("InstanceId").forEach(node -> leaked.add(node.asText()));
        assertThat(leaked).contains(id);
    }
}
