package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Each limit of a port from end to end: set by an official client, met by real sockets on the service address, read back by the client. A rate
 * lets a second's worth through at once and then so many a second, so what may have passed is reckoned from the time it really took.
 */
final class LimitsEndToEndTest {

    private static final String OFFENDER = "127.1.0.1";
    private static final String HONEST = "127.1.0.2";

    private final Account account = Account.rich(Servers.rehearsing());
    @AutoClose
    private final EchoOrigin origin = EchoOrigin.start();

    /** Since a moment of the monotonic clock, a begun one whole. */
    static long seconds(long since) {
        return (System.nanoTime() - since) / 1_000_000_000L + 1;
    }

    @Test
    void aSourceOpensNoMoreConnectionsASecondThanItMay() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        assertThat(port.set(ForwardedPort.sourceLimit(2, 0, "")).path("Slimit").path("Cps").asInt()).isEqualTo(2);
        Patience.until("the limit is in force", () -> port.served("127.1.0.9", 20) < 20);
        long since = System.nanoTime();
        int served = port.served(OFFENDER, 40);
        assertThat(served).isBetween(1, (int) (2 * (1 + seconds(since))));
        assertThat(port.serves(HONEST)).as("another source has an allowance of its own").isTrue();
        Patience.until("refused connections are an event of kind cc", () -> {
            port.served(OFFENDER, 40);
            return port.report("DescribeDDosAllEventList", port.lately(ForwardedPort.PAGE)).path("AttackEvents")
                    .findValuesAsText("EventType").contains("cc");
        });
    }

    @Test
    void aSourceHasNoMoreConnectionsOpenThanItMay() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        JsonNode limit = port.set(ForwardedPort.sourceLimit(0, 3, "")).path("Slimit");
        assertThat(limit.path("Maxconn").asInt()).isEqualTo(3);
        assertThat(limit.path("MaxconnEnable").asInt()).isEqualTo(1);
        assertThat(limit.path("CpsEnable").asInt()).isZero();
        Patience.until("the limit is in force", () -> port.served("127.1.0.9", 8) < 8);
        List<Visit> open = IntStream.range(0, 3).mapToObj(one -> port.visit(OFFENDER)).toList();
        assertThat(open).allMatch(visit -> visit.echoes("one of three"));
        assertThat(port.serves(OFFENDER)).as("the fourth").isFalse();
        assertThat(port.serves(HONEST)).isTrue();
        Patience.until("they are counted", () -> port.report("DescribePortConnsCount", port.lately()).path("Conns").asLong() >= 3);
        open.getFirst().close();
        Patience.until("a place is free again", () -> port.serves(OFFENDER));
        assertThat(open.get(1).echoes("still here")).as("refusals leave open connections alone").isTrue();
        open.forEach(Visit::close);
    }

    @Test
    void aSourceSendsNoMoreDatagramsASecondThanItMay() {
        ForwardedPort port = ForwardedPort.udp(account, origin);
        assertThat(port.set(ForwardedPort.sourceLimit(0, 0, ",\"Pps\":5")).path("Slimit").path("Pps").asLong()).isEqualTo(5);
        Patience.until("the limit is in force", () -> passesButNoMoreThan(port, "127.1.0.9", 20, 5));
        long since = System.nanoTime();
        assertThat((long) someAnswered(port, 20)).isLessThanOrEqualTo(5 * (1 + seconds(since)));
        Patience.until("an honest source is answered", () -> answered(port, HONEST, 1, 20) == 1);
        Patience.until("what was refused is counted as an attack, and is an event", () -> {
            answered(port, OFFENDER, 60, 20);
            return port.flow().path("AttackBps").asLong() > 0
                    && port.report("DescribeDDoSEvents", port.lately(ForwardedPort.PAGE)).path("DDoSEvents").findValuesAsText("EventType").contains("defense");
        });
    }

    @Test
    void aSourceSendsNoMoreBytesASecondThanItMay() {
        ForwardedPort port = ForwardedPort.udp(account, origin);
        assertThat(port.set(ForwardedPort.sourceLimit(0, 0, ",\"Bps\":2048")).path("Slimit").path("Bps").asLong()).isEqualTo(2_048);
        Patience.until("the limit is in force", () -> passesButNoMoreThan(port, "127.1.0.9", 500, 2_048 / 500 + 1));
        long since = System.nanoTime();
        assertThat(someAnswered(port, 500) * 500L).isLessThanOrEqualTo(2_048 * (1 + seconds(since)) + 500);
        Patience.until("an honest source is answered", () -> answered(port, HONEST, 1, 500) == 1);
    }

    /** Too few answers alone tell of no limit: on a busy machine datagrams are lost, or answered after nobody waits for it any more. */
    private static boolean passesButNoMoreThan(ForwardedPort port, String source, int bytes, long perSecond) {
        long since = System.nanoTime();
        int answered = answered(port, source, 40, bytes);
        return answered > 0 && answered <= perSecond * (1 + seconds(since));
    }

    /** How many datagrams of the offender are answered, at least one: it sends until then. */
    private static int someAnswered(ForwardedPort port, int bytes) {
        AtomicInteger answered = new AtomicInteger();
        Patience.until("an offender is answered up to its limit", () -> answered.addAndGet(answered(port, OFFENDER, 60, bytes)) > 0);
        return answered.get();
    }

    private static int answered(ForwardedPort port, String source, int datagrams, int bytes) {
        try (Sender sender = port.sender(source)) {
            sender.send(datagrams, bytes);
            return sender.answers();
        }
    }

    @Test
    void aConnectionIsReadNoFasterThanItsSourceMaySendAndLosesNothing() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        assertThat(port.set(ForwardedPort.sourceLimit(0, 0, ",\"Pps\":5")).path("Slimit").path("Pps").asLong()).isEqualTo(5);
        assertThatItIsPaced(port, 25, 10, 5 * 10);
        ForwardedPort other = ForwardedPort.tcp(account, origin);
        assertThat(other.set(ForwardedPort.sourceLimit(0, 0, ",\"Bps\":2048")).path("Slimit").path("Bps").asLong()).isEqualTo(2_048);
        assertThatItIsPaced(other, 25, 400, 2_048);
    }

    /** The limit is not in force at once, so what passes is counted again from the start until it is less than what would pass unpaced. */
    private static void assertThatItIsPaced(ForwardedPort port, int messages, int bytes, long bytesPerSecond) {
        try (Visit visit = port.visit(OFFENDER)) {
            Patience.until("a second's worth passes at once, and then so much a second", () -> {
                long since = System.nanoTime();
                for (int message = 0; message < messages; message++) {
                    assertThat(visit.echoes("x".repeat(bytes))).as("what is too fast waits, and is not refused").isTrue();
                }
                return (long) messages * bytes <= bytesPerSecond * (1 + seconds(since)) + bytes;
            });
        }
    }

    @Test
    void aPortTakesNoMoreNewConnectionsASecondThanItMayWhoeverOpensThem() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        JsonNode limit = port.set("{\"Sla\":{\"Cps\":100,\"CpsEnable\":1,\"Maxconn\":1000000,\"MaxconnEnable\":0}}").path("Sla");
        assertThat(limit.path("Cps").asInt()).isEqualTo(100);
        assertThat(limit.path("MaxconnEnable").asInt()).isZero();
        Patience.until("more than may are refused, from however many sources", () -> {
            long since = System.nanoTime();
            List<Visit> visits = IntStream.range(0, 500).mapToObj(one -> port.visit("127.1.1." + (1 + one % 250))).toList();
            long served = visits.stream().filter(visit -> visit.echoes("x")).count();
            visits.forEach(Visit::close);
            return served < 500 && served <= 100 * (1 + seconds(since));
        });
    }

    @Test
    void aPortHasNoMoreConnectionsOpenThanItMay() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        JsonNode limit = port.set("{\"Sla\":{\"Cps\":100000,\"CpsEnable\":0,\"Maxconn\":1000,\"MaxconnEnable\":1}}").path("Sla");
        assertThat(limit.path("Maxconn").asInt()).isEqualTo(1_000);
        List<Visit> open = new ArrayList<>();
        try {
            Patience.until("so many are served and no more, from however many sources", () -> {
                open.forEach(Visit::close);
                open.clear();
                IntStream.range(0, 1_010).forEach(one -> open.add(port.visit("127.1.2." + (1 + one % 250))));
                return open.stream().filter(visit -> visit.echoes("x")).count() == 1_000;
            });
            open.subList(0, 500).forEach(Visit::close);
            Patience.until("there is room again", () -> port.serves(HONEST));
        } finally {
            open.forEach(Visit::close);
        }
    }

    @Test
    void aPayloadIsNeitherTooShortNorTooLong() {
        String range = "{\"PayloadLen\":{\"Min\":10,\"Max\":100}}";
        ForwardedPort tcp = ForwardedPort.tcp(account, origin);
        assertThat(tcp.set(range).path("PayloadLen").path("Max").asInt()).isEqualTo(100);
        Patience.until("a first segment that is too short ends the connection", () -> !tcp.serves(OFFENDER));
        try (Visit fitting = tcp.visit(OFFENDER); Visit tooLong = tcp.visit(OFFENDER)) {
            assertThat(fitting.echoes("just right, and then")).isTrue();
            assertThat(fitting.echoes("short")).as("only the first segment of a connection is measured").isTrue();
            assertThat(tooLong.echoes("x".repeat(101))).isFalse();
        }
        ForwardedPort udp = ForwardedPort.udp(account, origin);
        udp.set(range);
        Patience.until("a datagram that is too short is dropped", () -> answered(udp, OFFENDER, 1, 9) == 0);
        Patience.until("one that fits is answered", () -> answered(udp, OFFENDER, 1, 10) == 1);
        assertThat(answered(udp, OFFENDER, 1, 101)).isZero();
    }

    @Test
    void whoOpensConnectionsAndSaysNothingIsRefused() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        assertThat(port.set("{\"NodataConn\":\"on\"}").path("NodataConn").asText()).isEqualTo("on");
        Patience.until("a source of empty connections is not served", () -> {
            // Five are enough; with more of them, five are over for sure when the source is looked at.
            for (int empty = 0; empty < 50; empty++) {
                port.visit(OFFENDER).close();
            }
            return !port.serves(OFFENDER);
        });
        assertThat(port.serves(HONEST)).isTrue();
    }

    @Test
    void whoGoesOverALimitAgainAndAgainIsListedUntilTheOwnerForgivesIt() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        JsonNode offence = port.set("{\"Cc\":{\"Sblack\":[{\"Type\":2,\"Cnt\":5,\"During\":60,\"Expires\":600}]}}").path("Cc").path("Sblack").path(0);
        assertThat(offence.path("Type").asInt()).isEqualTo(2);
        assertThat(offence.path("Expires").asInt()).isEqualTo(600);
        port.set(ForwardedPort.sourceLimit(0, 2, ""));
        Map<String, Object> listed = Map.of("PageNumber", 1, "PageSize", 10, "QueryType", "auto");
        Patience.until("the offender is on the black list", () -> {
            port.served(OFFENDER, 8);
            return port.call("DescribeAutoCcBlacklist", listed).path("AutoCcBlacklist").findValuesAsText("SourceIp").contains(OFFENDER);
        });
        JsonNode entry = port.call("DescribeAutoCcBlacklist", listed).path("AutoCcBlacklist").path(0);
        assertThat(entry.path("Type").asText()).isEqualTo("auto");
        assertThat(entry.path("EndTime").asLong() - account.now().getEpochSecond()).isBetween(500L, 601L);
        assertThat(port.call("DescribeAutoCcListCount", Map.of("QueryType", "auto")).path("BlackCount").asInt()).isEqualTo(1);
        assertThat(port.serves(OFFENDER)).as("not even one connection").isFalse();
        assertThat(port.serves(HONEST)).isTrue();
        port.call("DeleteAutoCcBlacklist", Map.of("Blacklist", "[{\"src\":\"" + OFFENDER + "\"}]", "QueryType", "auto"));
        Patience.until("it is forgiven", () -> port.serves(OFFENDER));
    }
}
