package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The errors that the document of ESA's ReleaseInstance lists, each provoked by its real condition, and the release that is scheduled, in
 * development and in production, through every client and carriage: what needs no moved clock. How each is provoked is told in
 * docs/esa-release-errors.md. The npm clients do the same in conformance/node.
 */
@ParameterizedClass
@EnumSource
final class EsaReleaseUnmovedTest {

    private final BuiltServer server;

    EsaReleaseUnmovedTest(Served where) {
        server = where.server();
    }

    @ParameterizedTest
    @EnumSource
    void aReleaseIsScheduledForTheFirstMidnightAfterTheCycle(Through way) {
        Account account = Account.rich(server);
        String id = EsaReleaseTest.buySecurity(account, EsaReleaseTest.buyPlan(account, 3));
        assertThat(id).matches("esa-ddos-[0-9a-z]{11}");
        assertThat(EsaReleaseTest.row(account, id).path("Status").asText()).isEqualTo("online");
        JsonNode answer = EsaReleaseTest.release(account.through(way), id).expectSuccess();
        assertThat(answer.properties()).extracting(Map.Entry::getKey).containsExactly("RequestId");

        Instant at = EsaReleaseTest.reserved(account, id);
        assertThat(at.toString()).as("midnight in UTC+8").endsWith("T16:00:00Z");
        assertThat(Duration.between(account.now(), at)).isBetween(Duration.ofDays(27), Duration.ofDays(33));
        EsaReleaseTest.release(account.through(way), id).expectSuccess();
        assertThat(EsaReleaseTest.reserved(account, id)).as("asking again changes nothing").isEqualTo(at);
        assertThat(EsaReleaseTest.row(account, id).path("Status").asText()).as("it serves on").isEqualTo("online");
    }

    @ParameterizedTest
    @EnumSource
    void missingMalformedUnknownForeignAndSitePlanIdsAreInvalidInstances(Through way) {
        Account account = Account.rich(server);
        Account stranger = Account.rich(server);
        String foreign = EsaReleaseTest.buySecurity(stranger, EsaReleaseTest.buyPlan(stranger, 1));
        OfficialClient client = account.through(way);
        EsaReleaseTest.expect(client.call(Product.ESA, "ReleaseInstance", Map.of()), "InvalidInstance");
        EsaReleaseTest.expect(EsaReleaseTest.release(client, "esa-ddos-zzzzzzzzzzz"), "InvalidInstance");
        EsaReleaseTest.expect(EsaReleaseTest.release(client, "nonsense"), "InvalidInstance");
        EsaReleaseTest.expect(EsaReleaseTest.release(client, foreign), "InvalidInstance");
        EsaReleaseTest.expect(EsaReleaseTest.release(client, EsaReleaseTest.buyPlan(account, 1)), "InvalidInstance");
        assertThat(EsaReleaseTest.row(stranger, foreign).path("Status").asText()).isEqualTo("online");
        assertThat(EsaReleaseTest.row(stranger, foreign).path("ReserveReleaseTime").asText("")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aUserNeedsAPolicyAndTheAccountItselfDoesNot(Through way) {
        Account account = Account.rich(server);
        String id = EsaReleaseTest.buySecurity(account, EsaReleaseTest.buyPlan(account, 3));
        Keys user = account.user("operator");
        EsaReleaseTest.expect(EsaReleaseTest.release(way.as(server.endpoint(), user), id), "RamAuthFailed");
        account.call(Product.RAM, "CreatePolicy", Map.of("PolicyName", "release", "PolicyDocument", """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"esa:ReleaseInstance","Resource":"*"}]}"""));
        account.call(Product.RAM, "AttachPolicyToUser", Map.of("UserName", "operator", "PolicyType", "Custom", "PolicyName", "release"));
        EsaReleaseTest.release(way.as(server.endpoint(), user), id).expectSuccess();
    }

    @ParameterizedTest
    @EnumSource
    void anOpenOrderOfTheInstanceKeepsItFromBeingReleased(Through way) {
        Account account = Account.rich(server);
        String plan = EsaReleaseTest.buyPlan(account, 3);
        String id = EsaReleaseTest.buySecurity(account, plan);
        String order = account.call(Product.ESA, "UpdateRatePlanSpec", Map.of("InstanceId", plan, "TargetPlanName", "medium", "AutoPay", false))
                .path("OrderId").asText();
        EsaReleaseTest.expect(EsaReleaseTest.release(account.through(way), id), "CheckOrderFailed");
        assertThat(EsaReleaseTest.row(account, id).path("ReserveReleaseTime").asText("")).isEmpty();
        account.call(Product.BILLING, "CancelOrder", Map.of("OrderId", order));
        EsaReleaseTest.release(account.through(way), id).expectSuccess();
    }

    @ParameterizedTest
    @EnumSource
    void aClosingBillThatCannotBePaidIsRefused(Through way) {
        String[] bought = new String[2];
        Account account = EsaReleaseTest.spentDownTo(server, "1000", bought);
        account.call(Product.ESA, "SetDdosMaxBurstGbps", Map.of("InstanceId", bought[0], "MaxBurstGbps", "300"));
        EsaReleaseTest.expect(EsaReleaseTest.release(account.through(way), bought[1]), "InsufficientBalance");
        assertThat(EsaReleaseTest.row(account, bought[1]).path("ReserveReleaseTime").asText("")).isEmpty();
        account.recharge("1000000");
        EsaReleaseTest.release(account.through(way), bought[1]).expectSuccess();
    }

    @ParameterizedTest
    @EnumSource
    void theOrderSystemNamesWhatItCannotSell(Through way) {
        Account account = Account.rich(server);
        OfficialClient client = account.through(way);
        Map<String, Object> good = Map.of("PlanName", "basic", "Period", 1, "Coverage", "overseas", "Type", "NS", "SiteName", EsaReleaseTest.siteName());
        EsaReleaseTest.expect(purchase(client, good, "PlanName", "no-such-plan"), "CheckPlanFailed");
        EsaReleaseTest.expect(purchase(client, good, "Period", 11), "SYSTEM.NoSpecificCodeFailed");
        EsaReleaseTest.expect(purchase(client, good, "Amount", 2), "InvalidComponent");
        EsaReleaseTest.expect(purchase(client, good, "SiteName", "not a name"), "InvalidSiteName");
        EsaReleaseTest.expect(purchase(client, good, "SiteName", "sub." + EsaReleaseTest.siteName()), "SubSiteUnavailable");
        EsaReleaseTest.expect(purchase(client, good, "Coverage", "domestic"), "InvalidSiteICP");
        EsaReleaseTest.expect(purchase(Account.poor(server).through(way), good, "Period", 12), "InsufficientBalance");
        assertThat(account.call(Product.ESA, "ListUserRatePlanInstances", Map.of()).path("TotalCount").asInt()).as("nothing was sold").isZero();
    }

    private static Answer purchase(OfficialClient client, Map<String, Object> good, String name, Object value) {
        Map<String, Object> order = new TreeMap<>(good);
        order.put(name, value);
        return client.call(Product.ESA, "PurchaseRatePlan", order);
    }
}
