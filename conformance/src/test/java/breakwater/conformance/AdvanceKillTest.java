package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.bssopenapi20171214.models.SetRenewalRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 in the middle of an advance of the clock. The clock stands, so that nothing but the advance moves it; instances that renew
 * themselves each month make thousands of effects fall due on its way. The kill comes when the clock is seen under way, behind the first
 * effects and before the last, so the moment needs no luck. The next start finishes the advance, and orders, balance, ends of
 * life and the clock itself then say that each effect took place, and none twice.
 */
final class AdvanceKillTest {

    private static final int RENEWED = 40;
    private static final Duration AHEAD = Duration.ofDays(5 * 365);
    private static final Duration RENEWAL_LEAD = Duration.ofDays(9);
    private static final BigDecimal MONTH = new BigDecimal("20800");

    @TempDir
    private Path data;

    private static JsonNode clock(BuiltServer server) {
        return operator(server).call(Product.BREAKWATER, "DescribeClock", Map.of()).expectSuccess();
    }

    private static OfficialClient operator(BuiltServer server) {
        return Through.TEA_FORM.as(server.endpoint(), server.keys());
    }

    private static Instant shown(JsonNode clock) {
        return Instant.ofEpochMilli(clock.path("NowMillis").asLong());
    }

    private static Instant expires(Account account, String id) {
        return Instant.ofEpochMilli(account.instance(id).path("ExpireTime").asLong());
    }

    /** Months in UTC+8, where they are counted; the end of a short month counts as a whole one. */
    private static long months(Instant from, Instant until) {
        ZoneOffset zone = ZoneOffset.ofHours(8);
        return ChronoUnit.MONTHS.between(from.atOffset(zone), until.atOffset(zone).plusDays(3));
    }

    @Test
    void eachEffectOfAnAdvanceTakesPlaceOnceThoughTheProcessIsKilledOnTheWay() {
        Map<String, Instant> bought = new TreeMap<>();
        Account account;
        String forgotten;
        Instant target;
        try (BuiltServer server = BuiltServer.keeping(data)) {
            operator(server).call(Product.BREAKWATER, "FreezeClock", Map.of()).expectSuccess();
            account = Account.rich(server);
            account.recharge("90000000");
            Account buyer = account;
            Stream.generate(() -> buyer.buyPro(1)).limit(RENEWED).forEach(id -> bought.put(id, expires(buyer, id)));
            forgotten = account.buyPro(1);
            account.typed().billing(client -> client.setRenewal(new SetRenewalRequest().setInstanceIDs(String.join(",", bought.keySet()))
                    .setProductCode("ddos").setProductType("ddoscoo").setSubscriptionType("Subscription").setRenewalStatus("AutoRenewal")
                    .setRenewalPeriod(1).setRenewalPeriodUnit("M")));
            Instant start = shown(clock(server));
            target = start.plus(AHEAD);

            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> operator(server).call(Product.BREAKWATER, "AdvanceClock",
                    Map.of("Seconds", AHEAD.toSeconds())), Thread::startVirtualThread);
            AtomicReference<JsonNode> seen = new AtomicReference<>();
            Patience.until("the clock is on its way", () -> {
                seen.set(clock(server));
                return shown(seen.get()).isAfter(start);
            });
            server.kill();
            JsonNode onItsWay = seen.get();
            assertThat(onItsWay.path("Target").asText()).as("the advance is not over: %s", onItsWay).isNotEmpty();
            assertThat(shown(onItsWay)).as("some effects took place, many did not").isBetween(start.plusMillis(1), target.minus(AHEAD.dividedBy(4)));
            assertThat(answer).as("the call was left without an answer").failsWithin(Duration.ofSeconds(30));
        }
        try (BuiltServer server = BuiltServer.keeping(data)) {
            JsonNode arrived = clock(server);
            assertThat(arrived.has("Target")).as("finished before the first request is answered: %s", arrived).isFalse();
            assertThat(shown(arrived)).isEqualTo(target);
            Account again = Account.known(server, account.id(), account.keys());
            long renewals = 0;
            for (Map.Entry<String, Instant> instance : bought.entrySet()) {
                Instant end = expires(again, instance.getKey());
                assertThat(end).as("renewed for as long as the time that came, and not once more").isAfter(target.plus(RENEWAL_LEAD))
                        .isBefore(target.plus(RENEWAL_LEAD).plus(Duration.ofDays(32)));
                renewals += months(instance.getValue(), end);
            }
            assertThat(again.call(Product.BILLING, "QueryOrders", Map.of("OrderType", "Renew", "PageNum", 1, "PageSize", 1))
                    .path("Data").path("TotalCount").asLong()).as("one order for each month").isEqualTo(renewals);
            assertThat(new BigDecimal("100000000").subtract(again.balance())).as("each month was paid once")
                    .isEqualByComparingTo(MONTH.multiply(BigDecimal.valueOf(RENEWED + 1 + renewals)));
            assertThat(again.instance(forgotten).isMissingNode()).as("the one not renewed was released").isTrue();
            assertThat(again.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).path("InstanceIds")).hasSize(RENEWED);
        }
    }
}
