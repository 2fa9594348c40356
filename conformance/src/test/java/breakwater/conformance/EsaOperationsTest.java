package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ESA's plans, sites, tags, quotas and security instances, each answer checked against what was bought. */
@ParameterizedClass
@EnumSource
final class EsaOperationsTest {

    private final Account account;

    EsaOperationsTest(Served where) {
        account = Account.rich(where.server());
    }

    private JsonNode esa(String action, Map<String, ?> parameters) {
        return account.call(Product.ESA, action, parameters);
    }

    @ParameterizedTest
    @EnumSource
    void aPlanIsPricedBoughtListedAndUpgraded(Through way) {
        OfficialClient client = account.through(way);
        JsonNode price = client.call(Product.ESA, "DescribeRatePlanPrice", Map.of("PlanName", "basic", "Period", 3, "Amount", 1)).expectSuccess();
        assertThat(price.path("PriceModel").path("RatePlan").path("PlanPriceList").path(0).path("Currency").asText()).isNotEmpty();
        JsonNode bought = client.call(Product.ESA, "PurchaseRatePlan", Map.of("PlanName", "basic", "Period", 3, "ChargeType", "PREPAY",
                "Coverage", "overseas", "AutoPay", true)).expectSuccess();
        String id = bought.path("InstanceId").asText();
        assertThat(id).matches("esa-site-[0-9a-z]{11}");
        assertThat(bought.path("OrderId").asText()).matches("\\d+");
        assertThat(client.call(Product.ESA, "DescribeRatePlanInstanceStatus", Map.of("InstanceId", id)).expectSuccess()
                .path("InstanceStatus").asText()).isEqualTo("running");
        JsonNode row = client.call(Product.ESA, "ListUserRatePlanInstances", Map.of("InstanceId", id)).expectSuccess().path("InstanceInfo").path(0);
        assertThat(row.path("InstanceId").asText()).isEqualTo(id);
        assertThat(row.path("PlanName").asText()).isEqualTo("basic");
        assertThat(row.path("Status").asText()).isEqualTo("online");
        assertThat(row.path("ExpireTime").asText()).endsWith("Z");
        client.call(Product.ESA, "UpdateRatePlanSpec", Map.of("InstanceId", id, "TargetPlanName", "medium", "OrderType", "UPGRADE",
                "ChargeType", "PREPAY", "AutoPay", true)).expectSuccess();
        assertThat(client.call(Product.ESA, "ListUserRatePlanInstances", Map.of("InstanceId", id)).expectSuccess()
                .path("InstanceInfo").path(0).path("PlanName").asText()).isEqualTo("medium");
        assertThat(client.call(Product.ESA, "ListInstanceQuotas", Map.of("InstanceId", id, "QuotaNames", "customHttpCert,preload"))
                .expectSuccess().path("Quotas")).hasSize(2);
        assertThat(client.call(Product.ESA, "ListInstanceQuotasWithUsage", Map.of("InstanceId", id, "QuotaNames", "customHttpCert"))
                .expectSuccess().path("Quotas").path(0).path("QuotaName").asText()).isEqualTo("customHttpCert");
    }

    @ParameterizedTest
    @EnumSource
    void aSiteIsCheckedMadeVerifiedChangedTaggedAndDeleted(Through way) {
        OfficialClient client = account.through(way);
        String plan = client.call(Product.ESA, "PurchaseRatePlan", Map.of("PlanName", "basic", "Period", 1, "Coverage", "overseas"))
                .expectSuccess().path("InstanceId").asText();
        String name = EsaReleaseTest.siteName();
        assertThat(client.call(Product.ESA, "CheckSiteName", Map.of("SiteName", name)).expectSuccess().path("Passed").asBoolean()).isTrue();
        JsonNode made = client.call(Product.ESA, "CreateSite", Map.of("SiteName", name, "InstanceId", plan, "Coverage", "overseas",
                "AccessType", "NS")).expectSuccess();
        String site = made.path("SiteId").asText();
        assertThat(made.path("NameServerList").asText()).contains(",");
        assertThat(client.call(Product.ESA, "CheckSiteName", Map.of("SiteName", name)).expectSuccess().path("Passed").asBoolean()).isFalse();
        assertThat(client.call(Product.ESA, "GetSite", Map.of("SiteId", site)).expectSuccess().path("SiteModel").path("Status").asText()).isEqualTo("pending");
        assertThat(client.call(Product.ESA, "VerifySite", Map.of("SiteId", site)).expectSuccess().path("Passed").asBoolean()).isTrue();
        assertThat(client.call(Product.ESA, "GetSite", Map.of("SiteId", site)).expectSuccess().path("SiteModel").path("Status").asText()).isEqualTo("active");
        client.call(Product.ESA, "UpdateSiteCoverage", Map.of("SiteId", site, "Coverage", "overseas")).expectSuccess();

        client.call(Product.ESA, "TagResources", Map.of("RegionId", "cn-hangzhou", "ResourceType", "site", "ResourceId", List.of(site),
                "Tag", List.of(Map.of("Key", "team", "Value", "edge")))).expectSuccess();
        JsonNode tags = client.call(Product.ESA, "ListTagResources", Map.of("RegionId", "cn-hangzhou", "ResourceType", "site",
                "ResourceId", List.of(site))).expectSuccess().path("TagResources");
        assertThat(tags.path(0).path("TagValue").asText()).isEqualTo("edge");
        JsonNode listed = client.call(Product.ESA, "ListSites", Map.of("SiteName", name, "SiteSearchType", "exact",
                "TagFilter", "[{\"Key\":\"team\",\"Value\":\"edge\"}]")).expectSuccess();
        assertThat(listed.path("TotalCount").asInt()).isEqualTo(1);
        assertThat(listed.path("Sites").path(0).path("SiteId").asText()).isEqualTo(site);
        client.call(Product.ESA, "UntagResources", Map.of("RegionId", "cn-hangzhou", "ResourceType", "site", "ResourceId", List.of(site),
                "TagKey", List.of("team"))).expectSuccess();
        client.call(Product.ESA, "DeleteSite", Map.of("SiteId", site)).expectSuccess();
        assertThat(client.call(Product.ESA, "GetSite", Map.of("SiteId", site)).code()).isEqualTo("SiteNotFound");
    }

    @Test
    void aSecurityInstanceIsPricedBoughtAndItsBurstIsSet() {
        String plan = EsaReleaseTest.buyPlan(account, 1);
        assertThat(esa("DescribeDDoSPrice", Map.of("DDoSBillingMode", "CleanTraffic", "DDoSBurstableDomesticProtection", "cn_300",
                "DDoSBurstableOverseasProtection", "overseas_300")).path("PriceModel").path("TotalPrice").asDouble()).isPositive();
        String id = EsaReleaseTest.buySecurity(account, plan);
        JsonNode row = EsaReleaseTest.row(account, id);
        assertThat(row.path("SiteInstanceId").asText()).isEqualTo(plan);
        assertThat(row.path("DDoSBurstableDomesticProtection").asText()).isEqualTo("cn_300");
        esa("SetDdosMaxBurstGbps", Map.of("InstanceId", plan, "MaxBurstGbps", "100"));
        assertThat(esa("DescribeDdosMaxBurstGbps", Map.of("InstanceId", plan)).path("MaxBurstGbps").asText()).isEqualTo("100");
    }
}
