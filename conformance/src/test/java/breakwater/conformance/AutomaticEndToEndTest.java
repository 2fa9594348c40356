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
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The automatic mode from end to end: no limit is set, so what refuses is the port itself, which recognises that it is attacked, by what is usual for
 * it; it tightens, and relaxes when the attack is over. One test switches it off and sets a limit that waits for an attack. What a busier port
 * takes for usual is a matter of half a minute, so {@code AttackTest} of the traffic plane shows that, with its clock moved by hand.
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
        ForwardedPort port = strict("tcp");
        JsonNode status = port.report("DescribePortAutoCcStatus", Map.of()).path("PortAutoCcStatus").path(0);
        assertThat(status.path("Switch").asText() + " " + status.path("Mode").asText()).isEqualTo("on strict");
        assertThat(port.served("127.6.0.1", BUSY)).as("usually nobody is limited").isEqualTo(BUSY);
        try (Visit before = port.visit("127.6.0.2")) {
            assertThat(before.echoes("before")).isTrue();
            learnWhatIsUsual();
            try (Flood _ = Flood.ofConnections(port)) {
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
    void aPortThatIsFloodedWithDatagramsIsTightenedByItselfAndRelaxedAfterwards() {
        ForwardedPort port = strict("udp");
        try (Sender before = port.sender("127.6.0.2")) {
            Patience.until("a session is open", () -> before.echoes(10));
            learnWhatIsUsual();
            try (Flood _ = Flood.ofDatagrams(port)) {
                Patience.until("the flood is held, which is an event that goes on", () -> event(port).path("EventType").asText().equals("defense")
                        && !event(port).has("EndTime"));
                Patience.until("a source gets fewer sessions than it would otherwise", () -> port.served("127.6.0.1", BUSY) < BUSY);
                Patience.until("who has a session is left alone", () -> before.echoes(10));
                Patience.until("an honest source still gets through", () -> port.serves("127.6.0.3"));
            }
            Patience.until("the attack is over", () -> event(port).has("EndTime"));
            Patience.until("a source gets what it asks for again", () -> port.served("127.6.0.4", BRISK) == BRISK);
            Patience.until("and the session goes on", () -> before.echoes(10));
        }
    }

    @Test
    void aLimitThatTheServiceSwitchesByItselfHoldsOnlyWhileThePortIsAttacked() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        assertThat(port.set(ForwardedPort.sourceLimit(2, 0, "")).path("Slimit").path("CpsMode").asInt()).isEqualTo(1);
        Patience.until("the limit is in force, attack or none", () -> port.served("127.6.0.1", BRISK) < BRISK);
        JsonNode limit = port.set(ForwardedPort.sourceLimitInAttacks(2)).path("Slimit");
        assertThat(limit.path("CpsMode").asInt()).isEqualTo(2);
        assertThat(limit.path("Cps").asInt()).isEqualTo(2);
        Patience.until("no attack, no limit", () -> port.served("127.6.0.1", BRISK) == BRISK);
        try (Visit before = port.visit("127.6.0.2")) {
            assertThat(before.echoes("before")).isTrue();
            learnWhatIsUsual();
            try (Flood _ = Flood.ofConnections(port)) {
                Patience.until("a source opens no more than the limit lets it", () -> {
                    long since = System.nanoTime();
                    int served = port.served("127.6.0.1", BUSY);
                    return served > 0 && served <= 2 * (1 + LimitsEndToEndTest.seconds(since));
                });
                assertThat(before.echoes("meanwhile")).as("who is connected is left alone").isTrue();
            }
            Patience.until("the attack is over, and the limit with it", () -> port.served("127.6.0.4", BRISK) == BRISK);
        }
    }

    @Test
    void aTightenedPortIsLetGoWhenTheOwnerSwitchesItOff() {
        ForwardedPort port = strict("tcp");
        learnWhatIsUsual();
        try (Flood _ = Flood.ofConnections(port)) {
            Patience.until("a source gets less than it would otherwise", () -> port.served("127.6.0.1", BUSY) < BUSY);
            port.call("ModifyPortAutoCcStatus", Map.of("Mode", "strict", "Switch", "off"));
            Patience.until("the flood goes on and nobody is limited", () -> port.served("127.6.0.1", BUSY) == BUSY);
        }
    }

    @Test
    void aPromotionTightensNothingFromItsFirstToItsLastInstant() {
        ForwardedPort early = strict("tcp");
        // What flows in a promotion becomes usual, so the same flood after it need not be an attack: its end is seen where it was quiet.
        ForwardedPort late = strict("tcp");
        long now = account.now().toEpochMilli();
        account.call(Product.DDOSCOO, "CreateSceneDefensePolicy", Map.of("Name", "sale", "Template", "promotion",
                "StartTime", now + 3_600_000, "EndTime", now + 7_200_000));
        String id = policy().path("PolicyId").asText();
        account.call(Product.DDOSCOO, "AttachSceneDefenseObject", Map.of("PolicyId", id, "ObjectType", "Vip",
                "Objects", early.address() + "," + late.address()));
        learnWhatIsUsual();
        try (Flood _ = Flood.ofConnections(early)) {
            Patience.until("it has not begun", () -> early.served("127.6.0.1", BUSY) < BUSY);
            account.advance(Duration.ofMinutes(61));
            Patience.until("in its span the flood goes on and nobody is limited", () -> early.served("127.6.0.1", BUSY) == BUSY);
            assertThat(policy().path("Status").asInt()).as("in force").isEqualTo(2);
        }
        account.advance(Duration.ofMinutes(60));
        assertThat(policy().path("Status").asInt()).as("over").isEqualTo(3);
        try (Flood _ = Flood.ofConnections(late)) {
            Patience.until("after it a port is tightened as before", () -> late.served("127.6.0.1", BUSY) < BUSY);
        }
    }

    /** A port that is found under attack as soon as one may be. */
    private ForwardedPort strict(String protocol) {
        ForwardedPort port = ForwardedPort.of(account, protocol, origin, Map.of());
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

    /** Some sources that do the same again and again until this is closed: more than is ever usual, less than the plan allows. */
    private static final class Flood implements AutoCloseable {

        /** 4,000 connections a second together; 500 are an attack in the strict mode, 1,000 in the others, and 5,000 were bought. */
        private static final int CONNECTING = 16;
        /** 60,000 datagrams a second together, 60 each time; 20,000 are an attack in the strict mode. */
        private static final int SENDING = 4;
        private static final int DATAGRAMS = 60;
        private static final long INTERVAL_NANOS = 4_000_000;
        /** A source that a busy machine held up makes up for so much, and so they stay an attack there, too. */
        private static final long LATE_NANOS_MAX = 50_000_000;

        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Sender> senders;
        private final List<Thread> sources;

        private Flood(List<Runnable> bursts, List<Sender> senders) {
            this.senders = senders;
            sources = bursts.stream().map(burst -> Thread.ofPlatform().daemon().name("flood").start(() -> {
                for (long due = System.nanoTime(); !over.get(); due += INTERVAL_NANOS) {
                    due = Math.max(due, System.nanoTime() - LATE_NANOS_MAX);
                    LockSupport.parkNanos(due - System.nanoTime());
                    burst.run();
                }
            })).toList();
        }

        /** Connections that are closed as soon as they are open. */
        static Flood ofConnections(ForwardedPort port) {
            return new Flood(sources(CONNECTING).<Runnable>map(source -> () -> port.visit(source).close()).toList(), List.of());
        }

        /** Datagrams of one byte, few bits as they are: enough of them would be a blackhole. */
        static Flood ofDatagrams(ForwardedPort port) {
            List<Sender> senders = sources(SENDING).map(port::sender).toList();
            return new Flood(senders.stream().<Runnable>map(sender -> () -> sender.send(DATAGRAMS, 1)).toList(), senders);
        }

        private static Stream<String> sources(int count) {
            return IntStream.rangeClosed(1, count).mapToObj(source -> "127.6.1." + source);
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
            senders.forEach(Sender::close);
        }
    }
}
