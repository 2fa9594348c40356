package breakwater.control.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.lifecycle.Housekeeping;
import breakwater.control.lifecycle.ServiceClock;
import breakwater.control.lifecycle.ddos.DdosFixture;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.Transaction;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.Ending;
import breakwater.model.reading.Reading;
import breakwater.model.reading.RuleReading.SourceCount;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readings become history, once each, and history keeps its sums while it gets coarser. Runs whole on each database. */
class ReadingHistoryTest {
    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private final AtomicReference<Instant> wall = new AtomicReference<>(START);
    private Store store;
    private DdosInstance instance;
    private Readings readings;
    private Housekeeping housekeeping;

    /** A new, empty store. */
    protected Store open() {
        return SqliteStore.inMemory();
    }

    @BeforeEach
    void begin() {
        store = open();
        DdosFixture ddos = new DdosFixture(store);
        instance = ddos.create(DdosFixture.ACCOUNT, DdosFixture.pro(), START, START.plus(Duration.ofDays(400)));
        readings = process();
        housekeeping = new Housekeeping(wall::get, new HistorySweep(store,
                ServiceClock.movable(store, wall::get, System::nanoTime, true), readings).tasks());
    }

    @AfterEach
    void end() {
        store.close();
    }

    /** Another process on the same store. */
    private Readings process() {
        return new Readings(store, wall::get, new TrafficMeters(new SimpleMeterRegistry(), HistoryLimits.METERED_INSTANCES_MAX, () -> 0), ReadingEffects.NONE);
    }

    private <T> T read(Function<Transaction, T> work) {
        return store.read(work);
    }

    private long number(String sql, Object... arguments) {
        return store.read(transaction -> transaction.number(sql, arguments));
    }

    private Map<RuleKey, String> faults() {
        return read(transaction -> RuleStates.faults(transaction, wall.get(), instance.id()));
    }

    private Map<RuleKey, Set<String>> abnormal(RuleKey rule) {
        return read(transaction -> readings.states().abnormal(transaction, List.of(rule)));
    }

    private long inBytes() {
        return number("SELECT SUM(in_bytes) FROM traffic_history WHERE layer IN (1, 2, 4)");
    }

    private long rows(Layer layer) {
        return number("SELECT COUNT(*) FROM traffic_history WHERE layer = ?", layer.number());
    }

    private List<TrafficPoint> series(Instant from, Instant until, Duration step) {
        return read(transaction -> readings.history().series(transaction, wall.get(), List.of(instance.id()), Optional.empty(), from,
                until, step));
    }

    private SampleReading at(long sequence, Instant takenAt) {
        return SampleReading.of("edge", sequence, takenAt);
    }

    @Test
    void aSequenceIsCountedOnceAlsoAfterARestartOfThisSide() {
        Reading first = at(1, START.plusMillis(200)).traffic(instance.id(), 80, 1_000, 0, 1, 1).reading();
        Reading second = at(2, START.plusMillis(400)).traffic(instance.id(), 80, 100, 0, 1, 1).reading();
        readings.accept(first);
        Readings restarted = process();
        restarted.accept(List.of(first, second));
        restarted.accept(second);
        assertThat(inBytes()).isEqualTo(1_100);
        assertThat(restarted.sequenceTaken("edge")).isEqualTo(2);
        assertThat(restarted.sequenceTaken("never heard")).isZero();
    }

    @Test
    void aPlaneThatTurnsToAnotherNodeAndBackIsCountedOnce() {
        Readings other = process();
        for (int sequence = 1; sequence <= 6; sequence++) {
            Reading reading = at(sequence, START.plusMillis(200L * sequence)).traffic(instance.id(), 80, 10, 0, 0, 0).reading();
            (sequence % 2 == 0 ? readings : other).accept(reading);
            (sequence % 2 == 0 ? other : readings).accept(reading);
        }
        assertThat(inBytes()).isEqualTo(60);
    }

    @Test
    void aRestartedPlaneBeginsANewSequence() {
        readings.accept(at(9, START.plusMillis(200)).traffic(instance.id(), 80, 10, 0, 0, 0).reading());
        readings.accept(SampleReading.of("edge restarted", 1, START.plusMillis(400)).traffic(instance.id(), 80, 10, 0, 0, 0).reading());
        assertThat(inBytes()).isEqualTo(20);
    }

    @Test
    void whatCouldNotBeWrittenIsCountedWhenItIsSentAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Store failing = new Store() {
            @Override
            public <T> T read(Function<Transaction, T> work) {
                return store.read(work);
            }

            @Override
            public <T> T write(Function<Transaction, T> work) {
                return store.write(transaction -> {
                    T done = work.apply(transaction);
                    if (broken.get()) {
                        throw new StoreFailure("the disk is full", null);
                    }
                    return done;
                });
            }

            @Override
            public long clockOffsetMillis() {
                return 0;
            }

            @Override
            public boolean answers() {
                return true;
            }

            @Override
            public void close() {
                // The store is closed by who opened it.
            }
        };
        Readings unlucky = new Readings(failing, wall::get, new TrafficMeters(new SimpleMeterRegistry(), HistoryLimits.METERED_INSTANCES_MAX, () -> 0), ReadingEffects.NONE);
        Reading reading = at(1, START.plusMillis(200)).refused(instance.id(), 80, Ending.REFUSED_SOURCE_BYTES, 10, 1,
                new SourceCount("198.51.100.7", "US", 1, 10, 0, 1)).reading();
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> unlucky.accept(reading)).isInstanceOf(StoreFailure.class);
        }
        assertThat(inBytes()).isZero();
        broken.set(false);
        unlucky.accept(reading);
        assertThat(inBytes()).isEqualTo(10);
        assertThat(number("SELECT packets FROM traffic_country")).isEqualTo(1);
        assertThat(number("SELECT refused FROM traffic_source")).isEqualTo(1);
    }

    @Test
    void anIdlePlaneIsNotedNowAndThenAndWhatItSaysAfterwardsIsCountedOnce() {
        readings.accept(at(1, START).reading());
        readings.accept(at(2, START).reading());
        readings.accept(at(3, START).reading());
        assertThat(readings.sequenceTaken("edge")).isEqualTo(1);
        Reading traffic = at(4, START).traffic(instance.id(), 80, 10, 0, 0, 0).reading();
        readings.accept(traffic);
        readings.accept(traffic);
        readings.accept(at(5, START).reading());
        assertThat(readings.sequenceTaken("edge")).isEqualTo(4);
        assertThat(readings.missed()).isZero();
        wall.set(START.plusSeconds(3));
        readings.accept(at(6, START.plusSeconds(3)).reading());
        assertThat(readings.sequenceTaken("edge")).isEqualTo(6);
        readings.accept(at(9, START.plusSeconds(3)).reading());
        assertThat(readings.missed()).isEqualTo(2);
        assertThat(inBytes()).isEqualTo(10);
    }

    @Test
    void aReadingOfAnInstanceThatNeverWasLeavesNothing() {
        readings.accept(at(1, START).traffic("ddoscoo-cn-0unknown000", 80, 10, 0, 0, 0)
                .event(SampleReading.attack("a", "ddoscoo-cn-0unknown000", AttackEvent.Kind.DEFENSE, 80, START, Optional.empty(), 1))
                .reading());
        assertThat(rows(Layer.SECOND)).isZero();
        assertThat(number("SELECT COUNT(*) FROM attack_event")).isZero();
    }

    @Test
    void historyKeepsItsSumsAndPeaksWhileItGetsCoarser() {
        Random random = new Random(7);
        long sent = 0;
        long sequence = 0;
        Instant at = START;
        while (at.isBefore(START.plus(Duration.ofMinutes(7)))) {
            long span = 200 + random.nextInt(3_000);
            at = at.plusMillis(span);
            long bytes = random.nextInt(1_000_000);
            sent += bytes + 500;
            readings.accept(at(++sequence, at).span(span).traffic(instance.id(), 80 + random.nextInt(3), bytes, bytes / 2, 3, 2)
                    .refused(instance.id(), 53, Ending.REFUSED_SOURCE_BYTES, 500, 5).reading());
        }
        wall.set(at);
        assertThat(inBytes()).isEqualTo(sent);
        Instant until = START.plus(Duration.ofMinutes(9));
        List<TrafficPoint> seconds = series(START, until, Duration.ofMinutes(1));
        TrafficHistory.AttackPeak peak = peak(until);
        assertThat(peak.bitsPerSecond()).isPositive();

        wall.set(START.plus(Duration.ofMinutes(30)));
        List<TrafficPoint> later = series(START, until, Duration.ofMinutes(1));
        housekeeping.runAll();
        assertThat(rows(Layer.SECOND)).isZero();
        assertThat(rows(Layer.MINUTE_TOTAL)).isBetween(7L, 8L);
        assertThat(inBytes()).isEqualTo(sent);
        assertThat(series(START, until, Duration.ofMinutes(1))).isEqualTo(later);
        assertThat(later.subList(0, 6)).isEqualTo(seconds.subList(0, 6));
        assertThat(peak(until)).isEqualTo(peak);

        Instant nextDay = START.plus(Duration.ofHours(1));
        List<TrafficPoint> hour = series(START, nextDay, Duration.ofHours(1));
        wall.set(START.plus(Duration.ofDays(3)));
        housekeeping.runAll();
        assertThat(rows(Layer.MINUTE)).isZero();
        assertThat(rows(Layer.MINUTE_TOTAL)).isZero();
        assertThat(rows(Layer.HOUR)).isEqualTo(4);
        assertThat(inBytes()).isEqualTo(sent);
        assertThat(series(START, nextDay, Duration.ofHours(1)).getFirst().connections()).isEqualTo(hour.getFirst().connections());
        assertThat(series(START, nextDay, Duration.ofHours(1)).getFirst().inBits()).isEqualTo(
                Math.ceilDiv(sent * 8, 3_600));
        assertThat(peak(until)).isEqualTo(peak);

        wall.set(START.plus(Duration.ofDays(181)));
        housekeeping.runAll();
        assertThat(rows(Layer.HOUR) + rows(Layer.HOUR_TOTAL)).isZero();
    }

    private TrafficHistory.AttackPeak peak(Instant until) {
        return read(transaction -> readings.history().attackPeak(transaction, List.of(instance.id()), START, until));
    }

    @Test
    void rollingUpTwiceAddsALateReadingToItsMinute() {
        readings.accept(at(1, START.plusSeconds(10)).traffic(instance.id(), 80, 600, 0, 0, 0).reading());
        wall.set(START.plus(Duration.ofMinutes(30)));
        housekeeping.runAll();
        readings.accept(at(2, START.plusSeconds(20)).traffic(instance.id(), 80, 600, 0, 0, 0).reading());
        housekeeping.runAll();
        housekeeping.runAll();
        assertThat(rows(Layer.MINUTE)).isEqualTo(1);
        assertThat(inBytes()).isEqualTo(1_200);
        assertThat(series(START, START.plusSeconds(60), Duration.ofSeconds(60)).getFirst().inBits()).isEqualTo(160);
    }

    @Test
    void aStandingServiceClockDoesNotMakeTrafficLookFaster() {
        for (int sequence = 1; sequence <= 300; sequence++) {
            readings.accept(at(sequence, START.plusMillis(500)).refused(instance.id(), 53, Ending.REFUSED_SOURCE_BYTES, 200, 20).reading());
        }
        TrafficHistory.AttackPeak peak = peak(START.plusSeconds(60));
        assertThat(peak.bitsPerSecond()).as("1,000 bytes a second for 60 real seconds").isEqualTo(8_000);
        assertThat(peak.packetsPerSecond()).isEqualTo(100);
    }

    @Test
    void openConnectionsOfTwoPlanesAddUpAndASilentOneHasNone() {
        wall.set(START.plusSeconds(1));
        readings.accept(SampleReading.of("one", 1, START.plusMillis(300)).traffic(instance.id(), 80, 10, 0, 0, 3).reading());
        readings.accept(SampleReading.of("two", 1, START.plusMillis(400)).traffic(instance.id(), 80, 10, 0, 0, 4).reading());
        assertThat(series(START, START.plusSeconds(60), Duration.ofSeconds(60)).getFirst().connections()).isEqualTo(7);
        wall.set(START.plusSeconds(60));
        readings.accept(SampleReading.of("one", 2, START.plusSeconds(60)).traffic(instance.id(), 80, 10, 0, 0, 3).reading());
        assertThat(series(START.plusSeconds(30), START.plusSeconds(90), Duration.ofSeconds(60)).getFirst().connections()).isEqualTo(3);
    }

    @Test
    void sourcesOfAMinuteAreBoundedAndTheHourKeepsTheMostRefused() {
        for (int sequence = 1; sequence <= 50; sequence++) {
            List<SourceCount> sources = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sources.add(new SourceCount("198.51." + sequence + "." + i, "US", 10, 100, 0, sequence == 1 && i == 3 ? 9 : 0));
            }
            readings.accept(at(sequence, START.plusMillis(200L * sequence)).refused(instance.id(), 53, Ending.REFUSED_SOURCE_PACKETS,
                    10, 1, sources.toArray(SourceCount[]::new)).reading());
        }
        assertThat(number("SELECT COUNT(*) FROM traffic_source"))
                .isEqualTo(HistoryLimits.SOURCES_PER_MINUTE_MAX);
        for (int minute = 1; minute <= 3; minute++) {
            for (int sequence = 1; sequence <= 12; sequence++) {
                List<SourceCount> sources = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    sources.add(new SourceCount("203." + minute + "." + sequence + "." + i, "DE", 10, 100, 0, 0));
                }
                readings.accept(at(50 * minute + sequence, START.plusSeconds(60L * minute + sequence)).refused(instance.id(), 53,
                        Ending.REFUSED_SOURCE_PACKETS, 10, 1, sources.toArray(SourceCount[]::new)).reading());
            }
        }
        wall.set(START.plus(Duration.ofHours(1)));
        housekeeping.runAll();
        assertThat(number("SELECT COUNT(*) FROM traffic_source WHERE layer = 2")).isZero();
        assertThat(number("SELECT COUNT(*) FROM traffic_source"))
                .isEqualTo(HistoryLimits.SOURCES_PER_HOUR_MAX);
        List<TrafficOrigins.SourceUse> refused = read(transaction -> readings.origins().refused(transaction, instance.id(),
                Optional.of(53), START, START.plusSeconds(1), 5));
        assertThat(refused).singleElement().satisfies(top -> assertThat(top.address()).isEqualTo("198.51.1.3"));
        Map<String, Long> countries = read(transaction -> readings.origins().countries(transaction, List.of(instance.id()), START,
                START.plusSeconds(60)));
        assertThat(countries).isEqualTo(Map.of("US", 10_000L, "DE", 7_200L));
        wall.set(START.plus(Duration.ofDays(31)));
        housekeeping.runAll();
        assertThat(number("SELECT COUNT(*) FROM traffic_source") + number("SELECT COUNT(*) FROM traffic_country")).isZero();
    }

    @Test
    void faultsAndOriginsAreAsTheLastReadingSaid() {
        RuleKey rule = new RuleKey(instance.id(), Transport.TCP, 80);
        readings.accept(at(1, START).fault(instance.id(), 80, Optional.of("Cannot assign requested\naddress")).fault(instance.id(), 81,
                Optional.empty()).origin(instance.id(), 80, "127.0.0.1", false).origin(instance.id(), 80, "127.0.0.2", true).reading());
        assertThat(faults())
                .isEqualTo(Map.of(rule, "Cannot assign requested?address"));
        assertThat(abnormal(rule))
                .isEqualTo(Map.of(rule, Set.of("127.0.0.1")));
        Readings restarted = process();
        restarted.accept(at(2, START).fault(instance.id(), 80, Optional.empty()).origin(instance.id(), 80, "127.0.0.1", true).reading());
        assertThat(faults()).isEmpty();
        assertThat(abnormal(rule)).isEmpty();
        restarted.accept(at(3, START).fault(instance.id(), 80, Optional.of("again")).reading());
        wall.set(START.plusSeconds(11));
        assertThat(faults()).as("the plane is silent").isEmpty();
    }

    @Test
    void anAttackThatNobodyMentionsAnyMoreHasEnded() {
        readings.accept(at(1, START).event(SampleReading.attack("a", instance.id(), AttackEvent.Kind.DEFENSE, 53, START,
                Optional.empty(), 5)).reading());
        wall.set(START.plus(Duration.ofMinutes(9)));
        housekeeping.runAll();
        assertThat(ended()).isZero();
        wall.set(START.plus(Duration.ofMinutes(11)));
        housekeeping.runAll();
        assertThat(ended()).isEqualTo(START.toEpochMilli());
        readings.accept(at(2, wall.get()).event(SampleReading.attack("a", instance.id(), AttackEvent.Kind.DEFENSE, 53, START,
                Optional.empty(), 6)).reading());
        assertThat(ended()).isZero();
    }

    private long ended() {
        return number("SELECT ended_at FROM attack_event");
    }

    @Test
    void whatAReleasedInstanceLeavesBehindIsDeletedLater() {
        readings.accept(at(1, START).traffic(instance.id(), 80, 10, 0, 0, 0).refused(instance.id(), 53, Ending.REFUSED_SOURCE_BYTES,
                10, 1, new SourceCount("198.51.100.7", "US", 1, 10, 0, 1)).origin(instance.id(), 80, "127.0.0.1", true).reading());
        store.write(transaction -> transaction.update("UPDATE ddos_instance SET released_at = ?", START.plusSeconds(5)));
        wall.set(START.plus(Duration.ofDays(6)));
        housekeeping.runAll();
        assertThat(inBytes()).isEqualTo(20);
        wall.set(START.plus(Duration.ofDays(8)));
        housekeeping.runAll();
        for (String table : List.of("traffic_history", "traffic_country", "traffic_source", "origin_state", "traffic_instance")) {
            assertThat(number("SELECT COUNT(*) FROM " + table)).as(table).isZero();
        }
    }
}
