package breakwater.control.operation.esa;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.contract.Contracts;
import breakwater.control.contract.Field;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists, filters, tags and quotas, and that nothing tells another account's things from none. */
class EsaListingsTest {
    private ControlFixture fixture;

    /** The store that everything here runs on. */
    Store open() {
        return SqliteStore.inMemory();
    }

    @BeforeEach
    void start() {
        fixture = ControlFixture.start(open(), false);
        assertThat(fixture.call("breakwater", "FreezeClock", Map.of()).code()).isEqualTo("OK");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static List<String> all(ApiCaller.Answer answer, String list, String element) {
        List<String> values = new ArrayList<>();
        for (JsonNode item : answer.body().path(list)) {
            values.add(item.path(element).asText());
        }
        return values;
    }

    @Test
    void plansAreFoundByEveryFilter() {
        EsaScene scene = EsaScene.open(fixture, "20000", "0");
        String basic = scene.buyPlan("basic", 1);
        scene.advance("1h");
        String large = scene.buyPlan("enterprise", 2);
        scene.advance("1h");
        String free = scene.buyPlan("entranceplan_intl", 3);
        scene.succeed("CreateSite", "SiteName", "site.example", "InstanceId", basic, "Coverage", "overseas", "AccessType", "NS");
        record Row(List<String> filter, List<String> found) {
        }
        for (Row row : List.of(
                new Row(List.of(), List.of(free, large, basic)),
                new Row(List.of("SortOrder", "asc"), List.of(basic, large, free)),
                new Row(List.of("SortBy", "ExpireTime", "SortOrder", "asc"), List.of(basic, large, free)),
                new Row(List.of("InstanceId", large), List.of(large)),
                new Row(List.of("InstanceId", "esa-site-unknown0000"), List.of()),
                new Row(List.of("PlanNameEn", "basic"), List.of(basic)),
                new Row(List.of("PlanType", "enterprise"), List.of(large)),
                new Row(List.of("PlanType", "normal"), List.of(free, basic)),
                new Row(List.of("SubscribeType", "basicplan"), List.of(basic)),
                new Row(List.of("SubscribeType", "entranceplan_intl"), List.of(free)),
                new Row(List.of("SubscribeType", "entranceplan"), List.of()),
                new Row(List.of("RemainingExpireDays", "45"), List.of(basic)),
                new Row(List.of("CheckRemainingSiteQuota", "true"), List.of(free, large)),
                new Row(List.of("CheckRemainingSiteQuota", "false"), List.of(free, large, basic)),
                new Row(List.of("Status", "online"), List.of(free, large, basic)),
                new Row(List.of("Status", "offline"), List.of()),
                new Row(List.of("PageSize", "2", "PageNumber", "2"), List.of(basic)))) {
            ApiCaller.Answer answer = scene.succeed("ListUserRatePlanInstances", row.filter().toArray(String[]::new));
            assertThat(all(answer, "InstanceInfo", "InstanceId")).as(row.filter().toString()).isEqualTo(row.found());
        }
        assertThat(scene.succeed("ListUserRatePlanInstances", "PageSize", "2").text("/TotalPage")).isEqualTo("2");
        for (List<String> wrong : List.of(List.of("Status", "x"), List.of("SortBy", "x"), List.of("SortOrder", "x"),
                List.of("PlanType", "x"), List.of("SubscribeType", "x"), List.of("RemainingExpireDays", "0"),
                List.of("PageSize", "501"), List.of("PageNumber", "0"), List.of("CheckRemainingSiteQuota", "yes"))) {
            assertThat(scene.call("ListUserRatePlanInstances", wrong.toArray(String[]::new)).code()).as(wrong.toString())
                    .isEqualTo("InvalidParameter");
        }
    }

    @Test
    void sitesAreFoundByEveryFilterAndShowTheirTags() {
        EsaScene scene = EsaScene.open(fixture, "20000", "0");
        String plan = scene.buyPlan("enterprise", 1);
        String one = site(scene, plan, "one.example", "overseas", "NS");
        scene.advance("1h");
        String two = site(scene, plan, "www.two.example", "overseas", "CNAME");
        scene.advance("1h");
        String filed = site(scene, plan, "filed.example", "global", "NS");
        scene.succeed("VerifySite", "SiteId", one);
        scene.succeed("TagResources", "RegionId", "cn-hangzhou", "ResourceType", "Site", "ResourceId.1", one, "ResourceId.2", two,
                "Tag.1.Key", "stage", "Tag.1.Value", "生产🚀", "Tag.2.Key", "empty");
        record Row(List<String> filter, List<String> found) {
        }
        for (Row row : List.of(
                new Row(List.of(), List.of(filed, two, one)),
                new Row(List.of("SiteName", "one.example"), List.of(one)),
                new Row(List.of("SiteName", "one.example", "SiteSearchType", "exact"), List.of(one)),
                new Row(List.of("SiteName", "www.", "SiteSearchType", "prefix"), List.of(two)),
                new Row(List.of("SiteName", ".example", "SiteSearchType", "suffix"), List.of(filed, two, one)),
                new Row(List.of("SiteName", "two", "SiteSearchType", "fuzzy"), List.of(two)),
                new Row(List.of("SiteName", "%", "SiteSearchType", "fuzzy"), List.of()),
                new Row(List.of("AccessType", "CNAME"), List.of(two)),
                new Row(List.of("Coverage", "global"), List.of(filed)),
                new Row(List.of("Status", "active"), List.of(one)),
                new Row(List.of("Status", "pending"), List.of(filed, two)),
                new Row(List.of("Status", "moved"), List.of()),
                new Row(List.of("OnlyEnterprise", "true"), List.of(filed, two, one)),
                new Row(List.of("PlanSubscribeType", "basicplan"), List.of()),
                new Row(List.of("PlanSubscribeType", "enterpriseplan"), List.of(filed, two, one)),
                new Row(List.of("TagFilter", "[{\"Key\":\"stage\",\"Value\":\"生产🚀\"}]"), List.of(two, one)),
                new Row(List.of("TagFilter", "[{\"Key\":\"stage\",\"Value\":\"x\"}]"), List.of()),
                new Row(List.of("PageSize", "1", "PageNumber", "3"), List.of(one)))) {
            ApiCaller.Answer answer = scene.succeed("ListSites", row.filter().toArray(String[]::new));
            assertThat(all(answer, "Sites", "SiteId")).as(row.filter().toString()).isEqualTo(row.found());
        }
        assertThat(scene.succeed("GetSite", "SiteId", one).text("/SiteModel/Tags/stage")).isEqualTo("生产🚀");
        assertThat(scene.succeed("GetSite", "SiteId", two).text("/SiteModel/CnameZone")).isEqualTo("www.two.example.cname.breakwater.example");

        ApiCaller.Answer page = scene.succeed("ListTagResources", "RegionId", "cn-hangzhou", "ResourceType", "site", "MaxItem", "3");
        assertThat(page.body().path("TagResources")).hasSize(3);
        assertThat(scene.succeed("ListTagResources", "RegionId", "cn-hangzhou", "ResourceType", "site", "MaxItem", "3", "NextToken",
                page.text("/NextToken")).body().path("TagResources")).hasSize(1);
        assertThat(scene.call("ListTagResources", "RegionId", "cn-hangzhou", "ResourceType", "site", "NextToken", "?").code())
                .isEqualTo("InvalidParameter");
        scene.succeed("UntagResources", "RegionId", "cn-hangzhou", "ResourceType", "Site", "ResourceId.1", one, "TagKey.1", "stage");
        assertThat(all(scene.succeed("ListTagResources", "RegionId", "cn-hangzhou", "ResourceType", "site", "ResourceId.1", one),
                "TagResources", "TagKey")).containsExactly("empty");
        scene.succeed("UntagResources", "RegionId", "cn-hangzhou", "ResourceType", "Site", "ResourceId.1", one, "All", "true");
        assertThat(scene.call("UntagResources", "RegionId", "cn-hangzhou", "ResourceType", "Site", "ResourceId.1", one).code())
                .isEqualTo("MissingTagKey");
        // One of the two is nobody's: neither is tagged.
        assertThat(scene.call("TagResources", "RegionId", "cn-hangzhou", "ResourceType", "Site", "ResourceId.1", one, "ResourceId.2",
                "1", "Tag.1.Key", "k", "Tag.1.Value", "v").code()).isEqualTo("SiteNotFound");
        assertThat(scene.succeed("ListTagResources", "RegionId", "cn-hangzhou", "ResourceType", "site", "ResourceId.1", one)
                .body().path("TagResources")).isEmpty();
    }

    private static String site(EsaScene scene, String plan, String name, String coverage, String accessType) {
        return scene.succeed("CreateSite", "SiteName", name, "InstanceId", plan, "Coverage", coverage, "AccessType", accessType)
                .text("/SiteId");
    }

    @Test
    void securityInstancesAreFoundByEveryFilter() {
        EsaScene scene = EsaScene.open(fixture, "20000", "0");
        String first = scene.buyPlan("basic", 1);
        String second = scene.buyPlan("basic", 3);
        String one = scene.buySecurity(first);
        scene.advance("1h");
        String two = scene.buySecurity(second);
        assertThat(scene.release(two).code()).isEqualTo("OK");
        assertThat(found(scene)).containsExactly(two, one);
        assertThat(found(scene, "SortBy", "CreateTime", "SortOrder", "asc")).containsExactly(one, two);
        assertThat(found(scene, "SiteInstanceId", first)).containsExactly(one);
        assertThat(found(scene, "Status", "online")).containsExactly(two, one);
        assertThat(found(scene, "PageSize", "1", "PageNumber", "2")).containsExactly(one);
        scene.advance("32d");
        assertThat(found(scene, "Status", "offline")).containsExactly(one);
        assertThat(found(scene, "Status", "disable")).containsExactly(two);
        assertThat(found(scene, "Status", "online")).isEmpty();
        assertThat(scene.call("ListDDoSInstances", "Status", "x").code()).isEqualTo("InvalidParameter");
        assertThat(scene.call("ListDDoSInstances", "PageNumber", "0").code()).isEqualTo("InvalidParameter");
        assertThat(scene.call("ListDDoSInstances", "SortBy", "x").code()).isEqualTo("InvalidParameter");
        assertThat(scene.succeed("DescribeDDoSPrice", "DDoSBurstableDomesticProtection", "cn_300", "DDoSBurstableOverseasProtection",
                "off", "DDoSBillingMode", "CleanTraffic").text()).contains("\"TotalPrice\":3120.00");
        assertThat(scene.succeed("DescribeRatePlanPrice").body().at("/PriceModel/RatePlan/PlanPriceList")).hasSize(8);
    }

    private static List<String> found(EsaScene scene, String... filter) {
        return all(scene.succeed("ListDDoSInstances", filter), "InstanceInfo", "InstanceId");
    }

    @Test
    void everyDocumentedQuotaHasAValueAndSitesAreCounted() {
        EsaScene scene = EsaScene.open(fixture, "20000", "0");
        String plan = scene.buyPlan("basic", 1);
        site(scene, plan, "one.example", "overseas", "NS");
        for (String action : List.of("ListInstanceQuotas", "ListInstanceQuotasWithUsage")) {
            Field names = Contracts.load().byProduct("esa").orElseThrow().operations().get(action).parameter("QuotaNames").orElseThrow();
            ApiCaller.Answer answer = scene.succeed(action, "InstanceId", plan, "QuotaNames", String.join(",", names.values()));
            assertThat(all(answer, "Quotas", "QuotaName")).isEqualTo(names.values());
            assertThat(all(answer, "Quotas", "QuotaValue")).doesNotContain("");
        }
        assertThat(scene.succeed("ListInstanceQuotasWithUsage", "InstanceId", plan, "QuotaNames", "siteCount").text("/Quotas/0/Usage"))
                .isEqualTo("1");
        assertThat(scene.call("ListInstanceQuotas", "InstanceId", plan, "QuotaNames", "nonsense").code()).isEqualTo("InvalidParameter");
        assertThat(scene.call("ListInstanceQuotas", "QuotaNames", "siteCount").code()).isEqualTo("MissingInstanceId");
    }

    @Test
    void whatBelongsToAnotherAccountAnswersAsWhatDoesNotExist() {
        EsaScene owner = EsaScene.open(fixture, "20000", "0");
        EsaScene other = EsaScene.open(fixture, "20000", "0");
        String plan = owner.buyPlan("basic", 1);
        owner.buySecurity(plan);
        String site = site(owner, plan, "one.example", "overseas", "NS");
        String noPlan = "esa-site-unknown0000";
        String noSite = "100000000000000";
        record Row(String action, List<String> parameters) {
        }
        for (Row row : List.of(
                new Row("UpdateRatePlanSpec", List.of("TargetPlanName", "medium", "InstanceId", "PLAN")),
                new Row("DescribeRatePlanInstanceStatus", List.of("InstanceId", "PLAN")),
                new Row("ListUserRatePlanInstances", List.of("InstanceId", "PLAN")),
                new Row("ListInstanceQuotas", List.of("QuotaNames", "siteCount", "InstanceId", "PLAN")),
                new Row("ListInstanceQuotas", List.of("QuotaNames", "siteCount", "SiteId", "SITE")),
                new Row("ListInstanceQuotasWithUsage", List.of("QuotaNames", "siteCount", "InstanceId", "PLAN")),
                new Row("CreateSite", List.of("SiteName", "two.example", "Coverage", "overseas", "AccessType", "NS", "InstanceId", "PLAN")),
                new Row("CheckSiteName", List.of("SiteName", "one.example")),
                new Row("ListSites", List.of("SiteName", "one.example")),
                new Row("GetSite", List.of("SiteId", "SITE")),
                new Row("VerifySite", List.of("SiteId", "SITE")),
                new Row("UpdateSiteCoverage", List.of("Coverage", "overseas", "SiteId", "SITE")),
                new Row("DeleteSite", List.of("SiteId", "SITE")),
                new Row("TagResources", List.of("RegionId", "cn-hangzhou", "ResourceType", "Site", "Tag.1.Key", "k", "Tag.1.Value", "v",
                        "ResourceId.1", "SITE")),
                new Row("UntagResources", List.of("RegionId", "cn-hangzhou", "ResourceType", "Site", "All", "true", "ResourceId.1", "SITE")),
                new Row("ListTagResources", List.of("RegionId", "cn-hangzhou", "ResourceType", "site", "ResourceId.1", "SITE")),
                new Row("PurchaseDDoSInstance", List.of("DDoSBurstableDomesticProtection", "cn_300", "DDoSBurstableOverseasProtection",
                        "off", "DDoSBillingMode", "CleanTraffic", "SiteInstanceId", "PLAN")),
                new Row("ListDDoSInstances", List.of("SiteInstanceId", "PLAN")),
                new Row("SetDdosMaxBurstGbps", List.of("MaxBurstGbps", "300", "InstanceId", "PLAN")),
                new Row("DescribeDdosMaxBurstGbps", List.of("InstanceId", "PLAN")))) {
            String foreign = answer(other, row.action(), row.parameters(), plan, site);
            String unknown = answer(other, row.action(), row.parameters(), noPlan, noSite);
            assertThat(foreign).as(row.action()).isEqualTo(unknown);
        }
        assertThat(owner.succeed("GetSite", "SiteId", site).text("/SiteModel/Status")).isEqualTo("pending");
    }

    private static String answer(EsaScene scene, String action, List<String> parameters, String plan, String site) {
        return scene.call(action, parameters.stream().map(text -> text.replace("PLAN", plan).replace("SITE", site))
                .toArray(String[]::new)).withoutRequestId();
    }

    @Test
    void aNameThatAnotherAccountProvesIsMoved() {
        EsaScene first = EsaScene.open(fixture, "100", "0");
        EsaScene second = EsaScene.open(fixture, "100", "0");
        String site = site(first, first.buyPlan("basic", 1), "one.example", "overseas", "NS");
        first.succeed("VerifySite", "SiteId", site);
        String later = site(second, second.buyPlan("basic", 1), "one.example", "overseas", "NS");
        assertThat(first.succeed("GetSite", "SiteId", site).text("/SiteModel/Status")).isEqualTo("active");
        second.succeed("VerifySite", "SiteId", later);
        assertThat(first.succeed("GetSite", "SiteId", site).text("/SiteModel/Status")).isEqualTo("moved");
        assertThat(second.succeed("GetSite", "SiteId", later).text("/SiteModel/Status")).isEqualTo("active");
    }
}
