package breakwater.traffic.meter;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.model.reading.RuleReading;
import breakwater.model.reading.RuleReading.SourceCount;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetersTest {
    private static final RuleKey KEY = new RuleKey("ddoscoo-cn-abc", Transport.UDP, 53);
    private static final long MAPPED = 0xffff_0000_0000L;

    private final AtomicLong nanos = new AtomicLong(17);
    private final Meters meters = new Meters(nanos::get, 2);
    private final RuleMeter rule = meters.rule(KEY);

    private RuleReading only() {
        List<RuleReading> readings = meters.drain();
        assertThat(readings).hasSize(1);
        return readings.getFirst();
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static void inLoops(int loops, Runnable each) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int loop = 0; loop < loops; loop++) {
            threads.add(new FastThreadLocalThread(each));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void aRuleWithoutTrafficIsNotTold() {
        assertThat(meters.drain()).isEmpty();
    }

    @Test
    void bytesAndPacketsOfBothDirectionsAreToldOnce() {
        rule.received(100);
        rule.received(20);
        rule.sent(7);
        RuleReading reading = only();
        assertThat(reading.rule()).isEqualTo(KEY);
        assertThat(List.of(reading.inBytes(), reading.inPackets(), reading.outBytes(), reading.outPackets()))
                .containsExactly(120L, 2L, 7L, 1L);
        assertThat(meters.drain()).isEmpty();
    }

    @Test
    void aRefusedDatagramCameInAndEnded() {
        rule.refused(Ending.REFUSED_BLACKLIST, 33);
        RuleReading reading = only();
        assertThat(reading.inBytes()).isEqualTo(33);
        assertThat(reading.inPackets()).isEqualTo(1);
        assertThat(reading.endings()).containsExactly(Map.entry(Ending.REFUSED_BLACKLIST, 1L));
        assertThat(reading.endedBytes()).containsExactly(Map.entry(Ending.REFUSED_BLACKLIST, 33L));
        assertThat(reading.endedPackets()).containsExactly(Map.entry(Ending.REFUSED_BLACKLIST, 1L));
    }

    @Test
    void aRefusedConnectionIsAnAttemptWithoutBytes() {
        rule.refusedConnection(Ending.REFUSED_PORT_CONNECTIONS);
        RuleReading reading = only();
        assertThat(reading.inPackets()).isZero();
        assertThat(reading.newConnections()).isZero();
        assertThat(reading.endings()).containsEntry(Ending.REFUSED_PORT_CONNECTIONS, 1L);
        assertThat(reading.endedPackets()).containsEntry(Ending.REFUSED_PORT_CONNECTIONS, 1L);
        assertThat(reading.endedBytes()).isEmpty();
    }

    @Test
    void aRefusedAnswerNeverCameInFromAClient() {
        rule.refusedReply(Ending.REFUSED_AMPLIFICATION, 900);
        RuleReading reading = only();
        assertThat(reading.inBytes()).isZero();
        assertThat(reading.endedBytes()).containsEntry(Ending.REFUSED_AMPLIFICATION, 900L);
    }

    @Test
    void aConnectionIsIdleUntilItCarriesBytesAndFifteenSecondsAfterItDid() {
        ConnectionMeter connection = rule.opened();
        rule.opened();
        RuleReading opened = only();
        assertThat(List.of(opened.newConnections(), opened.activeConnections(), opened.idleConnections())).containsExactly(2L, 0L, 2L);
        connection.received(5);
        assertThat(only().activeConnections()).isEqualTo(1);
        pass(14);
        assertThat(only().activeConnections()).isEqualTo(1);
        pass(1);
        RuleReading silent = only();
        assertThat(List.of(silent.activeConnections(), silent.idleConnections())).containsExactly(0L, 2L);
        connection.sent(1);
        assertThat(only().activeConnections()).isEqualTo(1);
    }

    @Test
    void aConnectionEndsOnceAndLeavesTheGaugeOnce() {
        ConnectionMeter connection = rule.opened();
        connection.received(5);
        connection.ended(Ending.CLIENT_CLOSED);
        connection.ended(Ending.ORIGIN_CLOSED);
        RuleReading reading = only();
        assertThat(reading.endings()).containsExactly(Map.entry(Ending.CLIENT_CLOSED, 1L));
        assertThat(List.of(reading.activeConnections(), reading.idleConnections(), rule.openNow())).containsExactly(0L, 0L, 0L);
    }

    @Test
    void theGaugeThatFellToNothingIsToldOnceMore() {
        ConnectionMeter connection = rule.opened();
        only();
        assertThat(only().idleConnections()).isEqualTo(1);
        connection.ended(Ending.CLIENT_IDLE);
        assertThat(only().idleConnections()).isZero();
        assertThat(meters.drain()).isEmpty();
    }

    @Test
    void activeConnectionsAreCountedThroughManyTurnsOfTheRing() {
        SplittableRandom random = new SplittableRandom(20261121);
        ConnectionMeter[] connections = new ConnectionMeter[40];
        long[] last = new long[connections.length];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = rule.opened();
            last[i] = Long.MIN_VALUE / 2;
        }
        long now = 0;
        meters.drain();
        for (int step = 0; step < 500; step++) {
            long ahead = random.nextInt(10) == 0 ? random.nextInt(40) : random.nextInt(3);
            pass(ahead);
            now += ahead;
            meters.drain();
            for (int i = 0; i < connections.length; i++) {
                if (random.nextInt(20) == 0) {
                    connections[i].received(1);
                    last[i] = now;
                }
            }
            long expected = 0;
            for (long at : last) {
                expected += now - at < 15 ? 1 : 0;
            }
            assertThat(only().activeConnections()).as("step " + step).isEqualTo(expected);
        }
    }

    @Test
    void sumsAreExactAfterManyLoopsCounted() throws InterruptedException {
        int each = 50_000;
        // More loops than own a stripe: the ones that are left over share one, and so do plain threads.
        inLoops(4, () -> {
            for (int i = 0; i < each; i++) {
                rule.received(3);
                rule.refused(Ending.REFUSED_REGION, 2);
                ConnectionMeter connection = rule.opened();
                connection.received(1);
                connection.ended(Ending.CLIENT_CLOSED);
            }
        });
        RuleReading reading = only();
        assertThat(reading.inPackets()).isEqualTo(4L * each * 3);
        assertThat(reading.inBytes()).isEqualTo(4L * each * 6);
        assertThat(reading.newConnections()).isEqualTo(4L * each);
        assertThat(reading.endings()).isEqualTo(Map.of(Ending.REFUSED_REGION, 4L * each, Ending.CLIENT_CLOSED, 4L * each));
        assertThat(List.of(rule.openNow(), reading.activeConnections(), reading.idleConnections())).containsExactly(0L, 0L, 0L);
    }

    @Test
    void drainingWhileLoopsCountLosesNothingAndTellsNothingTwice() throws InterruptedException {
        for (int seed = 0; seed < 3; seed++) {
            drainWhileCounting(new SplittableRandom(seed));
        }
    }

    private void drainWhileCounting(SplittableRandom random) throws InterruptedException {
        RuleMeter counted = meters.rule(new RuleKey("ddoscoo-cn-" + random.nextInt(), Transport.TCP, 80));
        Map<Ending, Long> expected = new HashMap<>();
        List<int[]> scripts = new ArrayList<>();
        long bytes = 0;
        for (int loop = 0; loop < 3; loop++) {
            int[] script = random.ints(50_000, 0, 1_000).toArray();
            scripts.add(script);
            for (int amount : script) {
                bytes += amount;
                expected.merge(Ending.values()[1 + amount % 30], 1L, Long::sum);
            }
        }
        CountDownLatch done = count(scripts, counted);
        Map<Ending, Long> told = new HashMap<>();
        long toldBytes = 0;
        long toldPackets = 0;
        long toldSourceBytes = 0;
        boolean last;
        do {
            last = done.getCount() == 0;
            for (RuleReading reading : meters.drain()) {
                reading.endings().forEach((ending, count) -> told.merge(ending, count, Long::sum));
                toldBytes += reading.inBytes();
                toldPackets += reading.inPackets();
                toldSourceBytes += reading.topSources().stream().mapToLong(SourceCount::bytes).sum();
            }
        } while (!last);
        assertThat(told).isEqualTo(expected);
        assertThat(toldBytes).isEqualTo(bytes);
        assertThat(toldPackets).isEqualTo(150_000);
        // The lists of sources are for people: a packet that meets a drain which the system has just suspended is not waited for.
        assertThat(toldSourceBytes).isLessThanOrEqualTo(bytes);
        for (int[] script : scripts) {
            count(List.of(script), counted).await();
        }
        assertThat(meters.drain().stream().flatMap(reading -> reading.topSources().stream()).mapToLong(SourceCount::bytes).sum())
                .as("what meets nobody is all told").isEqualTo(bytes);
    }

    /** Each script on an event loop of its own; counts down as they end. */
    private static CountDownLatch count(List<int[]> scripts, RuleMeter counted) {
        CountDownLatch done = new CountDownLatch(scripts.size());
        for (int[] script : scripts) {
            new FastThreadLocalThread(() -> {
                for (int amount : script) {
                    counted.refused(Ending.values()[1 + amount % 30], amount);
                    counted.saw(0, MAPPED | 7, 0, 1, amount, 0, 1);
                }
                done.countDown();
            }).start();
        }
        return done;
    }

    @Test
    void aFaultIsToldWhileItStandsAndItsEndOnce() {
        meters.fault(KEY, Optional.of("127.77.0.9:53 is in use"));
        assertThat(only().fault()).contains("127.77.0.9:53 is in use");
        assertThat(only().fault()).contains("127.77.0.9:53 is in use");
        meters.fault(KEY, Optional.empty());
        assertThat(only().fault()).isEmpty();
        assertThat(meters.drain()).isEmpty();
    }

    @Test
    void aForgottenRuleTellsItsRestAndThenLeaves() {
        ConnectionMeter connection = rule.opened();
        meters.forget(KEY);
        assertThat(only().newConnections()).isEqualTo(1);
        assertThat(meters.rule(new RuleKey("other", Transport.TCP, 1))).isNotSameAs(rule);
        connection.ended(Ending.EDGE_RULE_REMOVED);
        assertThat(only().endings()).containsEntry(Ending.EDGE_RULE_REMOVED, 1L);
        assertThat(meters.drain()).isEmpty();
        assertThat(meters.rule(KEY)).isNotSameAs(rule);
    }

    @Test
    void aRuleThatComesBackBeforeItLeftKeepsItsMeter() {
        meters.forget(KEY);
        assertThat(meters.rule(KEY)).isSameAs(rule);
        meters.drain();
        assertThat(meters.rule(KEY)).isSameAs(rule);
    }

    @Test
    void theBusiestSourcesComeFirstWithAllTheyDid() {
        int france = 'F' << 8 | 'R';
        rule.saw(0, MAPPED | 0x7f4d0001L, france, 1, 100, 1, 0);
        rule.saw(0, MAPPED | 0x7f4d0001L, france, 1, 50, 0, 1);
        rule.saw(0x20010db800000000L, 1, 0, 1, 10, 0, 0);
        RuleReading reading = only();
        assertThat(reading.topSources()).containsExactly(new SourceCount("127.77.0.1", "FR", 2, 150, 1, 1),
                new SourceCount("2001:db8::1", "ZZ", 1, 10, 0, 0));
        assertThat(reading.countries()).isEqualTo(Map.of("FR", 2L, "ZZ", 1L));
    }

    @Test
    void aBusySourceStaysAmongAMillionOthersAndIsNotBlamedForThem() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 1_000_000; i++) {
            rule.saw(0, MAPPED | random.nextInt() & 0xffff_ffffL, 0, 1, 1, 0, 1);
            if (i % 20 == 0) {
                rule.saw(0, MAPPED | 42, 0, 1, 1, 0, 1);
            }
        }
        RuleReading reading = only();
        assertThat(reading.topSources()).hasSizeLessThanOrEqualTo(RuleReading.TOP_MAX);
        SourceCount busiest = reading.topSources().getFirst();
        assertThat(busiest.address()).isEqualTo("0.0.0.42");
        assertThat(busiest.packets()).isBetween(49_000L, 50_000L);
        assertThat(reading.topSources().stream().skip(1)).allSatisfy(other -> assertThat(other.packets()).isLessThan(10));
        assertThat(reading.countries()).containsExactly(Map.entry("ZZ", 1_050_000L));
    }

    @Test
    void everyCountryIsCountedAndTheBusiestAreTold() {
        int packets = 1;
        for (char first = 'A'; first <= 'Z'; first++) {
            for (char second = 'A'; second <= 'I'; second++) {
                rule.saw(0, MAPPED | 1, first << 8 | second, packets++, 1, 0, 0);
            }
        }
        Map<String, Long> countries = only().countries();
        assertThat(countries).hasSize(RuleReading.TOP_MAX).containsEntry("ZI", 234L);
    }
}
