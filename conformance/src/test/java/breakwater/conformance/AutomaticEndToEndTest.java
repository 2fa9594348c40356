package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        port.call("ModifyPortAutoCcStatus", Map.of("Mode", "strict", "Switch", "on"));
        JsonNode status = port.report("DescribePortAutoCcStatus", Map.of()).path("PortAutoCcStatus").path(0);
        assertThat(status.path("Switch").asText() + " " + status.path("Mode").asText()).isEqualTo("on strict");
        assertThat(port.served("127.6.0.1", BUSY)).as("usually nobody is limited").isEqualTo(BUSY);
        try (Visit before = port.visit("127.6.0.2")) {
            assertThat(before.echoes("before")).isTrue();
            try (Flood _ = new Flood(port)) {
                Patience.until("a source gets less than it would otherwise", () -> port.served("127.6.0.1", BUSY) < BUSY);
                assertThat(before.echoes("meanwhile")).as("who is connected is left alone").isTrue();
                Patience.until("an honest source still gets through", () -> port.serves("127.6.0.3"));
                Patience.until("the attack is an event", () -> !event(port).isMissingNode());
                assertThat(event(port).path("EventType").asText()).isEqualTo("cc");
                assertThat(event(port).has("EndTime")).as("it goes on").isFalse();
            }
            Patience.until("the attack is over", () -> event(port).has("EndTime"));
            Patience.until("a source gets what it asks for again", () -> port.served("127.6.0.4", BRISK) == BRISK);
            assertThat(before.echoes("after")).isTrue();
        }
    }

    @Test
    void nothingIsTightenedWhereTheOwnerSwitchedItOff() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        try (Flood flood = new Flood(port)) {
            Patience.until("as much as was an attack on the other port came", () -> flood.opened() > 5_000);
            assertThat(port.served("127.6.0.1", BUSY)).isEqualTo(BUSY);
        }
    }

    private static JsonNode event(ForwardedPort port) {
        return port.report("DescribeDDosAllEventList", port.lately(ForwardedPort.PAGE)).path("AttackEvents").path(0);
    }

    /** A few sources that open connections and close them until this is closed: more than is ever usual, fewer than the plan allows. */
    private static final class Flood implements AutoCloseable {

        private static final int SOURCES = 4;
        /** Four sources open 4,000 a second at most; 500 are an attack, and 5,000 were bought. */
        private static final long PAUSE_NANOS = 1_000_000;

        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Thread> sources;
        private final AtomicLong opened = new AtomicLong();

        Flood(ForwardedPort port) {
            sources = IntStream.range(0, SOURCES).mapToObj(source -> Thread.ofPlatform().daemon().name("flood " + source).start(() -> {
                while (!over.get()) {
                    port.visit("127.6.1." + (1 + source)).close();
                    opened.incrementAndGet();
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            })).toList();
        }

        long opened() {
            return opened.get();
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
