package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The thirteen errors that the document of ESA's ReleaseInstance lists, each provoked by its real condition, and the release itself, through
 * every client and carriage. How each is provoked is told in docs/esa-release-errors.md. The npm clients do the same in conformance/node.
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

    private static void expect(Answer answer, String code) {
        answer.expectError(code);
        assertThat(answer.status()).as("%s through %s", code, answer.client()).isIn(0, 400);
        assertThat(answer.message()).as("the document's text of %s", code).contains(TEXTS.get(code));
    }

    static String siteName() {
        return "conformance-" + SITES.incrementAndGet() + ".com";
    }

    private static Answer release(OfficialClient client, String id) {
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

    private static Instant reserved(Account account, String id) {
        return Instant.parse(row(account, id).path("ReserveReleaseTime").asText());
    }

    private static void advancePast(Account account, Instant instant) {
        account.advance(Duration.between(account.now(), instant).plusMinutes(1));
    }

    @ParameterizedTest
    @EnumSource
    void aReleaseIsScheduledForTheFirstMidnightAfterTheCycleAndTheInstanceServesUntilThen(Through way) {
        Account account = Account.rich(server);
        String id = buySecurity(account, buyPlan(account, 3));
        assertThat(id).matches("esa-ddos-[0-9a-z]{11}");
        assertThat(row(account, id).path("Status").asText()).isEqualTo("online");
        JsonNode answer = release(account.through(way), id).expectSuccess();
        assertThat(answer.properties()).extracting(Map.Entry::getKey).containsExactly("RequestId");

        Instant at = reserved(account, id);
        assertThat(at.toString()).as("midnight in UTC+8").endsWith("T16:00:00Z");
        assertThat(Duration.between(account.now(), at)).isBetween(Duration.ofDays(27), Duration.ofDays(33));
        release(account.through(way), id).expectSuccess();
        assertThat(reserved(account, id)).as("asking again changes nothing").isEqualTo(at);
        assertThat(row(account, id).path("Status").asText()).as("it serves on").isEqualTo("online");

        advancePast(account, at);
        assertThat(row(account, id).path("Status").asText()).isEqualTo("disable");
        expect(release(account.through(way), id), "Instance.ReleaseFailed");
    }

    @ParameterizedTest
    @EnumSource
    void missingMalformedUnknownForeignAndSitePlanIdsAreInvalidInstances(Through way) {
        Account account = Account.rich(server);
        Account stranger = Account.rich(server);
        String foreign = buySecurity(stranger, buyPlan(stranger, 1));
        OfficialClient client = account.through(way);
        expect(client.call(Product.ESA, "ReleaseInstance", Map.of()), "InvalidInstance");
        expect(release(client, "esa-ddos-zzzzzzzzzzz"), "InvalidInstance");
        expect(release(client, "nonsense"), "InvalidInstance");
        expect(release(client, foreign), "InvalidInstance");
        expect(release(client, buyPlan(account, 1)), "InvalidInstance");
        assertThat(row(stranger, foreign).path("Status").asText()).isEqualTo("online");
        assertThat(row(stranger, foreign).path("ReserveReleaseTime").asText("")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aUserNeedsAPolicyAndTheAccountItselfDoesNot(Through way) {
        Account account = Account.rich(server);
        String id = buySecurity(account, buyPlan(account, 3));
        Keys user = account.user("operator");
        expect(release(way.as(server.endpoint(), user), id), "RamAuthFailed");
        account.call(Product.RAM, "CreatePolicy", Map.of("PolicyName", "release", "PolicyDocument", """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"esa:ReleaseInstance","Resource":"*"}]}"""));
        account.call(Product.RAM, "AttachPolicyToUser", Map.of("UserName", "operator", "PolicyType", "Custom", "PolicyName", "release"));
        release(way.as(server.endpoint(), user), id).expectSuccess();
    }

    @ParameterizedTest
    @EnumSource
    void anOpenOrderOfTheInstanceKeepsItFromBeingReleased(Through way) {
        Account account = Account.rich(server);
        String plan = buyPlan(account, 3);
        String id = buySecurity(account, plan);
        String order = account.call(Product.ESA, "UpdateRatePlanSpec", Map.of("InstanceId", plan, "TargetPlanName", "medium", "AutoPay", false))
                .path("OrderId").asText();
        expect(release(account.through(way), id), "CheckOrderFailed");
        assertThat(row(account, id).path("ReserveReleaseTime").asText("")).isEmpty();
        account.call(Product.BILLING, "CancelOrder", Map.of("OrderId", order));
        release(account.through(way), id).expectSuccess();
    }

    @ParameterizedTest
    @EnumSource
    void aClosingBillThatCannotBePaidIsRefused(Through way) {
        String[] bought = new String[2];
        Account account = spentDownTo("1000", bought);
        account.call(Product.ESA, "SetDdosMaxBurstGbps", Map.of("InstanceId", bought[0], "MaxBurstGbps", "300"));
        expect(release(account.through(way), bought[1]), "InsufficientBalance");
        assertThat(row(account, bought[1]).path("ReserveReleaseTime").asText("")).isEmpty();
        account.recharge("1000000");
        release(account.through(way), bought[1]).expectSuccess();
    }

    @ParameterizedTest
    @EnumSource
    void anAccountInArrearsIsRefused(Through way) {
        String[] bought = new String[2];
        Account account = spentDownTo("1000", bought);
        account.call(Product.ESA, "SetDdosMaxBurstGbps", Map.of("InstanceId", bought[0], "MaxBurstGbps", "300"));
        // The bill of the first cycle cannot be paid, and is owed from then on.
        account.advance(Duration.ofDays(33));
        expect(release(account.through(way), bought[1]), "InsufficientAvailableQuota");
        account.recharge("1000000");
        release(account.through(way), bought[1]).expectSuccess();
    }

    /** An account that has bought a plan and its security instance and has about so much left, in CNY. */
    private Account spentDownTo(String left, String[] bought) {
        Account account = Account.poor(server);
        account.recharge("200000");
        bought[0] = buyPlan(account, 3);
        bought[1] = buySecurity(account, bought[0]);
        BigDecimal balance = new BigDecimal(account.call(Product.BILLING, "QueryAccountBalance", Map.of())
                .path("Data").path("AvailableAmount").asText().replace(",", ""));
        Account exact = Account.poor(server);
        exact.recharge(new BigDecimal("200000").subtract(balance).add(new BigDecimal(left)).toPlainString());
        bought[0] = buyPlan(exact, 3);
        bought[1] = buySecurity(exact, bought[0]);
        return exact;
    }

    @ParameterizedTest
    @EnumSource
    void theOrderSystemNamesWhatItCannotSell(Through way) {
        Account account = Account.rich(server);
        OfficialClient client = account.through(way);
        Map<String, Object> good = Map.of("PlanName", "basic", "Period", 1, "Coverage", "overseas", "Type", "NS", "SiteName", siteName());
        expect(purchase(client, good, "PlanName", "no-such-plan"), "CheckPlanFailed");
        expect(purchase(client, good, "Period", 11), "SYSTEM.NoSpecificCodeFailed");
        expect(purchase(client, good, "Amount", 2), "InvalidComponent");
        expect(purchase(client, good, "SiteName", "not a name"), "InvalidSiteName");
        expect(purchase(client, good, "SiteName", "sub." + siteName()), "SubSiteUnavailable");
        expect(purchase(client, good, "Coverage", "domestic"), "InvalidSiteICP");
        expect(purchase(Account.poor(server).through(way), good, "Period", 12), "InsufficientBalance");
        assertThat(account.call(Product.ESA, "ListUserRatePlanInstances", Map.of()).path("TotalCount").asInt()).as("nothing was sold").isZero();
    }

    private static Answer purchase(OfficialClient client, Map<String, Object> good, String name, Object value) {
        Map<String, Object> order = new TreeMap<>(good);
        order.put(name, value);
        return client.call(Product.ESA, "PurchaseRatePlan", order);
    }
}
