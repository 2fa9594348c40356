package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The automatic mode from end to end: no limit is set, so what refuses is the port itself, which recognises that it is attacked, by what is usual for
 * it; it tightens, and relaxes when the attack is over. What a busier port takes for usual is a matter of half a minute, so {@code AttackTest} of
 * the traffic plane shows that, with its clock moved by hand.
 */
final class AutomaticEndToEndTest {

    /** More at once than a source is left during an attack in the strict mode, 20 a second. */
    private static final int BUSY = 60;
    /** A little more than that, and so little that asking again and again is no attack. */
    private static final int BRISK = 24;

    private final Account account = Account.rich(Servers.rehearsing());
    @AutoClose
    private final EchoOrigin origin = EchoOrigin.start();

    @Test
    void aPortUnderAttackIsTightenedByItselfAndRelaxedAfterwards() {
        ForwardedPort port = strict();
        JsonNode status = port.report("DescribePortAutoCcStatus", Map.of()).path("PortAutoCcStatus").path(0);
        assertThat(status.path("Switch").asText() + " " + status.path("Mode").asText()).isEqualTo("on strict");
        assertThat(port.served("127.6.0.1", BUSY)).as("usually nobody is limited").isEqualTo(BUSY);
        try (Visit before = port.visit("127.6.0.2")) {
            assertThat(before.echoes("before")).isTrue();
            learnWhatIsUsual();
            try (Flood _ = new Flood(port)) {
                Patience.until("a source gets less than it would otherwise", () -> port.served("127.6.0.1", BUSY) < BUSY);
                assertThat(before.echoes("meanwhile")).as("who is connected is left alone").isTrue();
                Patience.until("an honest source still gets through", () -> port.serves("127.6.0.3"));
                Patience.until("the attack is an event that goes on", () -> event(port).path("EventType").asText().equals("cc")
                        && !event(port).has("EndTime"));
            }
            Patience.until("the attack is over", () -> event(port).has("EndTime"));
            Patience.until("a source gets what it asks for again", () -> port.served("127.6.0.4", BRISK) == BRISK);
            assertThat(before.echoes("after")).isTrue();
        }
    }

    @Test
    void aTightenedPortIsLetGoWhenTheOwnerSwitchesItOff() {
        ForwardedPort port = strict();
        learnWhatIsUsual();
        try (Flood _ = new Flood(port)) {
            Patience.until("a source gets less than it would otherwise", () -> port.served("127.6.0.1", BUSY) < BUSY);
            port.call("ModifyPortAutoCcStatus", Map.of("Mode", "strict", "Switch", "off"));
            Patience.until("the flood goes on and nobody is limited", () -> port.served("127.6.0.1", BUSY) == BUSY);
        }
    }

    @Test
    void aPromotionTightensNothingFromItsFirstToItsLastInstant() {
        ForwardedPort early = strict();
        // What flows in a promotion becomes usual, so the same flood after it need not be an attack: its end is seen where it was quiet.
        ForwardedPort late = strict();
        long now = account.now().toEpochMilli();
        account.call(Product.DDOSCOO, "CreateSceneDefensePolicy", Map.of("Name", "sale", "Template", "promotion",
                "StartTime", now + 3_600_000, "EndTime", now + 7_200_000));
        String id = policy().path("PolicyId").asText();
        account.call(Product.DDOSCOO, "AttachSceneDefenseObject", Map.of("PolicyId", id, "ObjectType", "Vip",
                "Objects", early.address() + "," + late.address()));
        learnWhatIsUsual();
        try (Flood _ = new Flood(early)) {
            Patience.until("it has not begun", () -> early.served("127.6.0.1", BUSY) < BUSY);
            account.advance(Duration.ofMinutes(61));
            Patience.until("in its span the flood goes on and nobody is limited", () -> early.served("127.6.0.1", BUSY) == BUSY);
            assertThat(policy().path("Status").asInt()).as("in force").isEqualTo(2);
        }
        account.advance(Duration.ofMinutes(60));
        assertThat(policy().path("Status").asInt()).as("over").isEqualTo(3);
        try (Flood _ = new Flood(late)) {
            Patience.until("after it a port is tightened as before", () -> late.served("127.6.0.1", BUSY) < BUSY);
        }
    }

    /** A port that is found under attack as soon as one may be. */
    private ForwardedPort strict() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        port.call("ModifyPortAutoCcStatus", Map.of("Mode", "strict", "Switch", "on"));
        return port;
    }

    /** Lets a second pass: of a port that knows no quiet one, a flood that is not much more than the least attack becomes what is usual. */
    private void learnWhatIsUsual() {
        Instant since = account.now();
        Patience.until("a second has passed", () -> Duration.between(since, account.now()).toMillis() > 1_000);
    }

    private JsonNode policy() {
        return account.call(Product.DDOSCOO, "DescribeSceneDefensePolicies", Map.of("Template", "promotion")).path("Policies").path(0);
    }

    private static JsonNode event(ForwardedPort port) {
        return port.report("DescribeDDosAllEventList", port.lately(ForwardedPort.PAGE)).path("AttackEvents").path(0);
    }

    /** Some sources that open connections and close them until this is closed: more than is ever usual, fewer than the plan allows. */
    private static final class Flood implements AutoCloseable {

        private static final int SOURCES = 16;
        /** Sixteen sources open 4,000 a second together; 500 are an attack, and 5,000 were bought. */
        private static final long INTERVAL_NANOS = 4_000_000;
        /** A source that a busy machine held up makes up for so much, and so they stay an attack there, too. */
        private static final long LATE_NANOS_MAX = 50_000_000;

        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Thread> sources;

        Flood(ForwardedPort port) {
            sources = IntStream.range(0, SOURCES).mapToObj(source -> Thread.ofPlatform().daemon().name("flood " + source).start(() -> {
                for (long due = System.nanoTime(); !over.get(); due += INTERVAL_NANOS) {
                    due = Math.max(due, System.nanoTime() - LATE_NANOS_MAX);
                    LockSupport.parkNanos(due - System.nanoTime());
                    port.visit("127.6.1." + (1 + source)).close();
                }
            })).toList();
        }

        @Override
        public void close() {
            over.set(true);
            for (Thread source : sources) {
                try {
                    source.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
