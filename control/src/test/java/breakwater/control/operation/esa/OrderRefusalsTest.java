package breakwater.control.operation.esa;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.error.EsaError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The refusals of the order system that ESA's purchases and changes share; a refused call changes nothing and costs nothing. */
class OrderRefusalsTest {
    private static ControlFixture fixture;
    private static EsaScene scene;
    private static Map<String, String> names;

    @BeforeAll
    static void start() {
        fixture = ControlFixture.start();
        // What is bought here costs 5,029 and 3,120: less than 5,000 is left.
        scene = EsaScene.open(fixture, "12000", "0");
        String plan = scene.buyPlan("basic", 1);
        String entrance = scene.buyPlan("entranceplan", 1);
        String guarded = scene.buyPlan("basic", 1);
        String enterprise = scene.buyPlan("enterprise", 1);
        scene.buySecurity(guarded);
        String site = scene.succeed("CreateSite", "SiteName", "there.example", "InstanceId", plan, "Coverage", "overseas",
                "AccessType", "NS").text("/SiteId");
        names = Map.of("{plan}", plan, "{entrance}", entrance, "{protected}", guarded, "{enterprise}", enterprise,
                "{site}", site);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    static Stream<String[]> refusals() throws IOException {
        try (InputStream in = OrderRefusalsTest.class.getResourceAsStream("order-refusals.tsv")) {
            List<String[]> rows = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).map(line -> line.split("\t", -1)).toList();
            return rows.stream();
        }
    }

    @ParameterizedTest(name = "{0}: {1}, {3}")
    @MethodSource("refusals")
    void refusesAndChangesNothing(String action, String code, String parameters, String why) {
        String[] sent = Arrays.stream(parameters.split(" ")).flatMap(pair -> {
            int equals = pair.indexOf('=');
            String value = pair.substring(equals + 1);
            return Stream.of(pair.substring(0, equals), names.getOrDefault(value, value));
        }).toArray(String[]::new);
        String before = state();
        ApiCaller.Answer answer = scene.call(action, sent);
        assertThat(answer.code()).as(why + ": " + answer.text()).isEqualTo(code);
        for (EsaError error : EsaError.values()) {
            if (error.code().equals(code)) {
                assertThat(answer.status()).isEqualTo(error.status());
                assertThat(answer.body().path("Message").asText()).isEqualTo(error.text());
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    private static String state() {
        return scene.balance() + scene.succeed("ListUserRatePlanInstances").withoutRequestId()
                + scene.succeed("ListSites").withoutRequestId() + scene.succeed("ListDDoSInstances").withoutRequestId();
    }

    @Test
    void aSubdomainIsASiteOfAnEnterprisePlanAndAFiledNameOfTheMainland() {
        scene.succeed("CreateSite", "SiteName", "www.example.com", "InstanceId", names.get("{enterprise}"), "Coverage", "domestic",
                "AccessType", "CNAME");
        assertThat(scene.call("CheckSiteName", "SiteName", "www.example.com").text("/Description")).isEqualTo("Site.AlreadyExist");
        assertThat(scene.call("CheckSiteName", "SiteName", "api.example.com").text("/Description")).isEqualTo("success");
        assertThat(EsaScene.open(fixture, "0", "0").call("CheckSiteName", "SiteName", "api.example.com").text("/Description"))
                .isEqualTo("Site.SubSiteUnavailable");
        assertThat(scene.call("CheckSiteName", "SiteName", "-").text("/Description")).isEqualTo("Site.InvalidName");
        scene.succeed("DeleteSite", "SiteId", scene.succeed("ListSites", "SiteName", "www.example.com").text("/Sites/0/SiteId"));
        assertThat(scene.call("CheckSiteName", "SiteName", "www.example.com").text("/Description")).isEqualTo("success");
    }

    @Test
    void purchasesNeedMoneyAndNoArrears() {
        assertThat(EsaScene.open(fixture, "14.99", "0").call("PurchaseRatePlan", "PlanName", "basic", "Period", "1").code())
                .isEqualTo("InsufficientBalance");
        EsaScene owing = EsaScene.open(fixture, "15", "5000");
        String plan = owing.buyPlan("basic", 1);
        owing.buySecurity(plan);
        assertThat(owing.call("PurchaseRatePlan", "PlanName", "basic", "Period", "1").code()).isEqualTo("InsufficientAvailableQuota");
        assertThat(owing.call("UpdateRatePlanSpec", "InstanceId", plan, "TargetPlanName", "medium").code())
                .isEqualTo("InsufficientAvailableQuota");
        assertThat(owing.call("SetDdosMaxBurstGbps", "InstanceId", plan, "MaxBurstGbps", "300").code()).isEqualTo("Instance.NotOnline");
        assertThat(owing.call("CreateSite", "SiteName", "new.example", "InstanceId", plan, "Coverage", "overseas", "AccessType", "NS")
                .code()).isEqualTo("Instance.NotOnline");
    }

    @Test
    void whileAnOrderIsOpenNothingElseOfThePlanIsOrdered() {
        EsaScene buyer = EsaScene.open(fixture, "10000", "0");
        String plan = buyer.buyPlan("basic", 1);
        buyer.succeed("UpdateRatePlanSpec", "InstanceId", plan, "TargetPlanName", "medium", "AutoPay", "false");
        assertThat(buyer.call("UpdateRatePlanSpec", "InstanceId", plan, "TargetPlanName", "medium").code()).isEqualTo("CheckOrderFailed");
        assertThat(buyer.call("PurchaseDDoSInstance", "SiteInstanceId", plan, "DDoSBurstableDomesticProtection", "cn_300",
                "DDoSBurstableOverseasProtection", "off", "DDoSBillingMode", "CleanTraffic").code()).isEqualTo("CheckOrderFailed");
        assertThat(buyer.succeed("DescribeRatePlanInstanceStatus", "InstanceId", plan).text("/InstanceStatus")).isEqualTo("upgrading");
        String unpaid = buyer.succeed("PurchaseRatePlan", "PlanName", "basic", "Period", "1", "AutoPay", "false").text("/InstanceId");
        assertThat(buyer.succeed("DescribeRatePlanInstanceStatus", "InstanceId", unpaid).text("/InstanceStatus")).isEqualTo("creating");
        assertThat(buyer.succeed("ListUserRatePlanInstances", "InstanceId", unpaid).text("/TotalCount")).isEqualTo("0");
    }

    @Test
    void anUpgradeCostsTheDifferenceAndCountsAtOnce() {
        EsaScene buyer = EsaScene.open(fixture, "1000", "0");
        String plan = buyer.buyPlan("basic", 1);
        buyer.succeed("UpdateRatePlanSpec", "InstanceId", plan, "TargetPlanName", "medium");
        // November has 30 days, all of which are left: 249 - 15 on top of the 15 that were paid.
        assertThat(buyer.balance().replace(",", "")).isEqualTo("751.00");
        assertThat(buyer.succeed("ListUserRatePlanInstances", "InstanceId", plan).text("/InstanceInfo/0/SubscribeType"))
                .isEqualTo("standardplan");
    }
}
