package breakwater.control.operation.esa;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.billing.Prices;
import breakwater.control.billing.SecurityBills;
import breakwater.control.error.EsaError;
import breakwater.control.lifecycle.Worker;
import breakwater.control.lifecycle.esa.EsaDues;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.control.tag.Tags;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What time does to plans, sites and security instances. Everything begins on 1 November 2026, 08:00 in UTC+8. */
class EsaLifeTest {
    private FaultyStore store;
    private ControlFixture fixture;

    /** The store that everything here runs on. */
    Store open() {
        return SqliteStore.inMemory();
    }

    @BeforeEach
    void start() {
        store = new FaultyStore(open());
        fixture = ControlFixture.start(store, false);
        assertThat(fixture.call("breakwater", "FreezeClock", Map.of()).code()).isEqualTo("OK");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static String plain(String amount) {
        return amount.replace(",", "");
    }

    @Test
    void aScheduledReleaseServesUntilItsInstantAndIsBilledOnce() {
        EsaScene scene = EsaScene.open(fixture, "60000", "0");
        String plan = scene.buyPlan("basic", 2);
        String instance = scene.buySecurity(plan);
        assertThat(plain(scene.balance())).isEqualTo("56850.00");
        scene.succeed("SetDdosMaxBurstGbps", "InstanceId", plan, "MaxBurstGbps", "130");
        // Lowering it again does not unmake the cycle's peak.
        scene.succeed("SetDdosMaxBurstGbps", "InstanceId", plan, "MaxBurstGbps", "30");
        assertThat(scene.release(instance).code()).isEqualTo("OK");
        assertThat(scene.status(instance)).isEqualTo("online 2026-11-30T16:00:00Z");
        scene.advanceTo("2026-11-30T15:59:59Z");
        assertThat(scene.status(instance)).isEqualTo("online 2026-11-30T16:00:00Z");
        assertThat(scene.release(instance).code()).isEqualTo("OK");
        assertThat(plain(scene.balance())).isEqualTo("56850.00");
        scene.advanceTo("2026-11-30T16:00:00Z");
        assertThat(scene.status(instance)).isEqualTo("disable 2026-11-30T16:00:00Z");
        // 100 Gbit/s above the base on 30 days at 5 dollars, and no fee for a further cycle.
        assertThat(plain(scene.balance())).isEqualTo("41850.00");
        scene.advanceTo("2026-12-20T00:00:00Z");
        assertThat(plain(scene.balance())).isEqualTo("41850.00");
        assertThat(scene.release(instance).code()).isEqualTo(EsaError.RELEASE_FAILED.code());
        // The plan goes on and can have another one.
        assertThat(scene.buySecurity(plan)).isNotEqualTo(instance);
    }

    @Test
    void aCycleIsBilledAtItsEndWithTheNextOnesFee() {
        EsaScene scene = EsaScene.open(fixture, "60000", "0");
        String plan = scene.buyPlan("basic", 3);
        scene.buySecurity(plan);
        scene.succeed("SetDdosMaxBurstGbps", "InstanceId", plan, "MaxBurstGbps", "31");
        assertThat(plain(scene.balance())).isEqualTo("56835.00");
        scene.advanceTo("2026-11-30T16:00:00Z");
        assertThat(plain(scene.balance())).isEqualTo("53565.00"); // 30 days × 5, and 3,120
        scene.advanceTo("2026-12-31T16:00:00Z");
        assertThat(plain(scene.balance())).isEqualTo("50290.00"); // 31 days × 5, and 3,120
        scene.advanceTo("2027-02-20T00:00:00Z");
        // The plan expired on 1 February: its last cycle is billed and no further one begins.
        assertThat(plain(scene.balance())).isEqualTo("50135.00");
    }

    @Test
    void aBillThatCannotBePaidStopsTheInstanceUntilTheAccountIsRecharged() {
        EsaScene scene = EsaScene.open(fixture, "3200", "0");
        String plan = scene.buyPlan("basic", 2);
        String instance = scene.buySecurity(plan);
        scene.advanceTo("2026-11-30T16:00:00Z");
        assertThat(scene.status(instance)).isEqualTo("overdue ");
        assertThat(scene.release(instance).code()).isEqualTo("InsufficientAvailableQuota");
        assertThat(scene.succeed("ListUserRatePlanInstances", "Status", "overdue").text("/TotalCount")).isEqualTo("1");
        assertThat(fixture.call("breakwater", "RechargeAccount", Map.of("AccountId", scene.accountId(), "Amount", "5000",
                "Currency", "USD")).code()).isEqualTo("OK");
        assertThat(scene.status(instance)).isEqualTo("online ");
        assertThat(plain(scene.balance())).isEqualTo("1930.00");
        assertThat(scene.release(instance).code()).isEqualTo("OK");
    }

    @Test
    void anExpiredPlanGoesOfflineAndIsReleasedWithItsSitesAfterFifteenDays() {
        EsaScene scene = EsaScene.open(fixture, "10000", "0");
        String plan = scene.buyPlan("basic", 1);
        String instance = scene.buySecurity(plan);
        String site = scene.succeed("CreateSite", "SiteName", "site.example", "InstanceId", plan, "Coverage", "overseas",
                "AccessType", "NS").text("/SiteId");
        assertThat(scene.succeed("VerifySite", "SiteId", site).text("/Passed")).isEqualTo("true");
        assertThat(scene.succeed("GetSite", "SiteId", site).text("/SiteModel/Status")).isEqualTo("active");
        assertThat(scene.succeed("TagResources", "RegionId", "cn-hangzhou", "ResourceType", "Site", "ResourceId.1", site,
                "Tag.1.Key", "k", "Tag.1.Value", "v").code()).isEqualTo("OK");
        String expires = scene.succeed("ListUserRatePlanInstances").text("/InstanceInfo/0/ExpireTime");
        assertThat(expires).isEqualTo("2026-12-01T00:00:00Z");
        scene.advanceTo("2026-12-01T00:00:00Z");
        assertThat(scene.status(instance)).isEqualTo("offline ");
        assertThat(scene.succeed("GetSite", "SiteId", site).text("/SiteModel/Status")).isEqualTo("offline");
        assertThat(scene.succeed("DescribeRatePlanInstanceStatus", "InstanceId", plan).text("/InstanceStatus"))
                .isEqualTo("ceasePrepaidService");
        // Expired at 08:00 in UTC+8: the release of the instance is at the next midnight.
        assertThat(scene.release(instance).code()).isEqualTo("OK");
        assertThat(scene.status(instance)).isEqualTo("offline 2026-12-01T16:00:00Z");
        scene.advanceTo("2026-12-15T23:59:59Z");
        assertThat(scene.status(instance)).isEqualTo("disable 2026-12-01T16:00:00Z");
        assertThat(scene.succeed("GetSite", "SiteId", site).text("/SiteModel/Tags/k")).isEqualTo("v");
        scene.advanceTo("2026-12-16T00:00:00Z");
        assertThat(scene.call("GetSite", "SiteId", site).code()).isEqualTo("SiteNotFound");
        assertThat(scene.succeed("ListUserRatePlanInstances").text("/TotalCount")).isEqualTo("0");
        assertThat(scene.succeed("ListUserRatePlanInstances", "Status", "disable").text("/InstanceInfo/0/InstanceId")).isEqualTo(plan);
        String next = scene.buyPlan("basic", 1);
        scene.succeed("CreateSite", "SiteName", "site.example", "InstanceId", next, "Coverage", "overseas", "AccessType", "NS");
    }

    @Test
    void aRenewedPlanBringsItsSitesAndItsInstanceBack() {
        EsaScene scene = EsaScene.open(fixture, "10000", "0");
        String plan = scene.buyPlan("basic", 1);
        String instance = scene.buySecurity(plan);
        scene.advanceTo("2026-12-10T00:00:00Z");
        assertThat(scene.status(instance)).isEqualTo("offline ");
        ApiCaller.Answer renewed = scene.callOf("bssopenapi", "RenewInstance", "InstanceId", plan, "ProductCode", "esa",
                "ProductType", "esa_site", "RenewPeriod", "2");
        assertThat(renewed.code()).as(renewed.text()).isEqualTo("OK");
        assertThat(scene.status(instance)).isEqualTo("online ");
        assertThat(scene.succeed("ListUserRatePlanInstances").text("/InstanceInfo/0/ExpireTime")).isEqualTo("2027-02-10T00:00:00Z");
    }

    @Test
    void aFaultOfOursIsAnInternalErrorThatChangesNothing() {
        EsaScene scene = EsaScene.open(fixture, "10000", "0");
        String instance = scene.buySecurity(scene.buyPlan("basic", 1));
        store.fail("esa_security_instance");
        ApiCaller.Answer answer = scene.release(instance);
        assertThat(store.failures()).isPositive();
        store.heal();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InternalError");
        assertThat(answer.body().path("Message").asText()).isEqualTo(EsaError.INTERNAL_ERROR.text());
        assertThat(scene.status(instance)).isEqualTo("online ");
        assertThat(scene.release(instance).code()).isEqualTo("OK");
    }

    @Test
    void whatIsDueIsPlayedAgainAfterAFaultAndStillOnce() {
        EsaScene scene = EsaScene.open(fixture, "60000", "0");
        String plan = scene.buyPlan("basic", 2);
        String instance = scene.buySecurity(plan);
        scene.succeed("SetDdosMaxBurstGbps", "InstanceId", plan, "MaxBurstGbps", "130");
        assertThat(scene.release(instance).code()).isEqualTo("OK");
        store.fail("closing_bill_minor");
        fixture.call("breakwater", "AdvanceClock", Map.of("To", "2026-12-05T00:00:00Z"));
        assertThat(store.failures()).isPositive();
        store.heal();
        // The running worker tries again after a pause; another process, or this one started anew, tries at once.
        Worker another = new Worker(store, fixture.control().clock(),
                EsaDues.all(new SecurityBills(fixture.control().orders(), Prices.load()), new Tags()));
        assertThat(another.playDue()).isPositive();
        assertThat(another.playDue()).isZero();
        scene.advanceTo("2026-12-06T00:00:00Z");
        assertThat(scene.status(instance)).isEqualTo("disable 2026-11-30T16:00:00Z");
        assertThat(plain(scene.balance())).isEqualTo("41850.00");
    }

    @Test
    void ofManyReleasesAtOnceEachSucceedsAndOneReserves() throws Exception {
        EsaScene scene = EsaScene.open(fixture, "10000", "0");
        String instance = scene.buySecurity(scene.buyPlan("basic", 1));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> release = () -> scene.release(instance).code();
            List<Future<String>> answers = threads.invokeAll(Collections.nCopies(20, release));
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("OK");
            }
        }
        assertThat(scene.status(instance)).isEqualTo("online 2026-11-30T16:00:00Z");
    }
}
