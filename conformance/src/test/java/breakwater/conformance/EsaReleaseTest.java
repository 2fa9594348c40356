package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Those of the thirteen errors which the document of ESA's ReleaseInstance lists that a moved clock leads to, and the release that takes place,
 * through every client and carriage. The others are in {@link EsaReleaseUnmovedTest}, InternalError in {@link FaultTest}.
 */
final class EsaReleaseTest {

    /** Code and message of each error as the document prints them. InternalError has a class of its own: it needs a fault. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("CheckOrderFailed", "Invalid order parameter."),
            Map.entry("InvalidSiteICP", "The specified website does not have an ICP filing or the filing information is invalid. "
                    + "Make sure your website is filed and try again."),
            Map.entry("InvalidSiteName", "Invalid website name. Check and try again."),
            Map.entry("SYSTEM.NoSpecificCodeFailed", "Invalid subscription duration. Check and try again."),
            Map.entry("CheckPlanFailed", "Invalid plan name or code. Check and try again."),
            Map.entry("SubSiteUnavailable", "Subdomains are allowed only in Enterprise plans. Upgrade your plan to add a subdomain to ESA."),
            Map.entry("InsufficientAvailableQuota", "Your account balance is insufficient."),
            Map.entry("InsufficientBalance", "Your account balance is insufficient."),
            Map.entry("InvalidComponent", "The order parameters is invalid."),
            Map.entry("RamAuthFailed", "The sub-account has no operation permission."),
            Map.entry("Instance.ReleaseFailed", "Instance release failed."),
            Map.entry("InvalidInstance", "The instance ID is missing or invalid. Make sure that the instance ID is valid and try again."));

    private static final AtomicInteger SITES = new AtomicInteger();

    private final BuiltServer server = Servers.moving();

    static void expect(Answer answer, String code) {
        answer.expectError(code);
        assertThat(answer.status()).as("%s through %s", code, answer.client()).isIn(0, 400);
        assertThat(answer.message()).as("the document's text of %s", code).contains(TEXTS.get(code));
    }

    static String siteName() {
        return "conformance-" + SITES.incrementAndGet() + ".com";
    }

    static Answer release(OfficialClient client, String id) {
        return client.call(Product.ESA, "ReleaseInstance", Map.of("InstanceId", id));
    }

    /** The row of a security instance in ListDDoSInstances. */
    static JsonNode row(Account account, String id) {
        return account.call(Product.ESA, "ListDDoSInstances", Map.of("InstanceId", id)).path("InstanceInfo").path(0);
    }

    static String buyPlan(Account account, int months) {
        return account.call(Product.ESA, "PurchaseRatePlan", Map.of("PlanName", "basic", "Period", months, "Coverage", "overseas",
                "Type", "NS", "SiteName", siteName())).path("InstanceId").asText();
    }

    static String buySecurity(Account account, String plan) {
        return account.call(Product.ESA, "PurchaseDDoSInstance", Map.of("SiteInstanceId", plan, "DDoSBillingMode", "CleanTraffic",
                "DDoSBurstableDomesticProtection", "cn_300", "DDoSBurstableOverseasProtection", "overseas_300")).path("InstanceId").asText();
    }

    static Instant reserved(Account account, String id) {
        return Instant.parse(row(account, id).path("ReserveReleaseTime").asText());
    }

    private static void advancePast(Account account, Instant instant) {
        account.advance(Duration.between(account.now(), instant).plusMinutes(1));
    }

    @ParameterizedTest
    @EnumSource
    void aScheduledReleaseTakesPlaceAtItsTimeAndTheInstanceServesUntilThen(Through way) {
        Account account = Account.rich(server);
        String id = buySecurity(account, buyPlan(account, 3));
        release(account.through(way), id).expectSuccess();
        Instant at = reserved(account, id);
        account.advance(Duration.between(account.now(), at).minusMinutes(1));
        assertThat(row(account, id).path("Status").asText()).as("it serves on").isEqualTo("online");
        advancePast(account, at);
        assertThat(row(account, id).path("Status").asText()).isEqualTo("disable");
        expect(release(account.through(way), id), "Instance.ReleaseFailed");
    }

    @ParameterizedTest
    @EnumSource
    void anAccountInArrearsIsRefused(Through way) {
        String[] bought = new String[2];
        Account account = spentDownTo(server, "1000", bought);
        account.call(Product.ESA, "SetDdosMaxBurstGbps", Map.of("InstanceId", bought[0], "MaxBurstGbps", "300"));
        // The bill of the first cycle cannot be paid, and is owed from then on.
        account.advance(Duration.ofDays(33));
        expect(release(account.through(way), bought[1]), "InsufficientAvailableQuota");
        account.recharge("1000000");
        release(account.through(way), bought[1]).expectSuccess();
    }

    /** An account that has bought a plan and its security instance and has about so much left, in CNY. */
    static Account spentDownTo(BuiltServer server, String left, String[] bought) {
        Account account = Account.poor(server);
        account.recharge("200000");
        bought[0] = buyPlan(account, 3);
        bought[1] = buySecurity(account, bought[0]);
        BigDecimal balance = account.balance();
        Account exact = Account.poor(server);
        exact.recharge(new BigDecimal("200000").subtract(balance).add(new BigDecimal(left)).toPlainString());
        bought[0] = buyPlan(exact, 3);
        bought[1] = buySecurity(exact, bought[0]);
        return exact;
    }
}
