package breakwater.control.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceClockTest {
    private static final String START = "2026-11-01T00:00:00Z";

    @TempDir
    Path folder;
    private final HandClock hand = new HandClock(START);
    private Store store;
    private ServiceClock clock;

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    private void open() {
        close();
        store = SqliteStore.open(folder);
        clock = ServiceClock.movable(store, hand, hand::nanos, false);
    }

    private void openSystem() {
        close();
        store = SqliteStore.open(folder);
        clock = ServiceClock.system(store, hand, hand::nanos);
    }

    private ClockMove.Outcome advance(ClockMove move) {
        ClockMove.Outcome outcome = store.write(tx -> clock.advance(tx, move));
        new Worker(store, clock, List.of()).finishAdvance();
        return outcome;
    }

    private String now() {
        String outside = clock.instant().toString();
        Instant inside = store.read(tx -> clock.instant(tx));
        assertThat(inside).hasToString(outside);
        return outside;
    }

    @Test
    void anUntouchedClockShowsTheWall() {
        open();
        assertThat(now()).isEqualTo(START);
        hand.pass(Duration.ofSeconds(7));
        assertThat(now()).isEqualTo("2026-11-01T00:00:07Z");
        assertThat(store.read(clock::reading))
                .isEqualTo(new ClockReading(ClockReading.Mode.RUNNING, Instant.parse("2026-11-01T00:00:07Z"), 0,
                        Optional.empty()));
    }

    @Test
    void anAdvanceArrivesExactlyAndRunsOn() {
        open();
        assertThat(advance(new ClockMove.By(Duration.ofDays(8)))).isEqualTo(new ClockMove.Outcome.Begun(
                Instant.parse(START), Instant.parse("2026-11-09T00:00:00Z")));
        assertThat(now()).isEqualTo("2026-11-09T00:00:00Z");
        hand.pass(Duration.ofMinutes(1));
        assertThat(now()).isEqualTo("2026-11-09T00:01:00Z");
        assertThat(store.read(clock::reading).offsetMillis()).isEqualTo(Duration.ofDays(8).toMillis());
    }

    @Test
    void anAdvanceToAnInstantArrivesThere() {
        open();
        advance(new ClockMove.To(Instant.parse("2028-02-29T12:00:00.123Z")));
        assertThat(now()).isEqualTo("2028-02-29T12:00:00.123Z");
    }

    @Test
    void aFrozenClockStandsAndCanStillBeAdvanced() {
        open();
        store.write(clock::freeze);
        hand.pass(Duration.ofHours(5));
        assertThat(now()).isEqualTo(START);
        advance(new ClockMove.By(Duration.ofDays(1)));
        hand.pass(Duration.ofHours(5));
        assertThat(now()).isEqualTo("2026-11-02T00:00:00Z");
        assertThat(store.read(clock::reading).mode()).isEqualTo(ClockReading.Mode.FROZEN);
    }

    @Test
    void freezingTwiceAndResumingTwiceChangeNothing() {
        open();
        store.write(clock::freeze);
        hand.pass(Duration.ofHours(1));
        store.write(clock::freeze);
        assertThat(now()).isEqualTo(START);
        store.write(clock::resume);
        hand.pass(Duration.ofHours(1));
        store.write(clock::resume);
        assertThat(now()).isEqualTo("2026-11-01T01:00:00Z");
    }

    @Test
    void aResumedClockGoesOnFromWhereItStood() {
        open();
        store.write(clock::freeze);
        hand.pass(Duration.ofDays(3));
        store.write(clock::resume);
        assertThat(now()).isEqualTo(START);
        hand.pass(Duration.ofSeconds(1));
        assertThat(now()).isEqualTo("2026-11-01T00:00:01Z");
        assertThat(store.read(clock::reading).offsetMillis()).isEqualTo(-Duration.ofDays(3).toMillis());
    }

    @Test
    void theStateSurvivesARestart() {
        open();
        advance(new ClockMove.By(Duration.ofDays(40)));
        open();
        hand.pass(Duration.ofSeconds(1));
        assertThat(now()).isEqualTo("2026-12-11T00:00:01Z");
        store.write(clock::freeze);
        hand.pass(Duration.ofDays(1));
        open();
        assertThat(now()).isEqualTo("2026-12-11T00:00:01Z");
        store.write(clock::resume);
        hand.pass(Duration.ofSeconds(1));
        open();
        assertThat(now()).isEqualTo("2026-12-11T00:00:02Z");
    }

    @Test
    void aWallThatIsSetBackDoesNotTakeItBack() {
        open();
        hand.pass(Duration.ofHours(2));
        assertThat(now()).isEqualTo("2026-11-01T02:00:00Z");
        hand.step(Duration.ofHours(-1));
        assertThat(now()).isEqualTo("2026-11-01T02:00:00Z");
        hand.pass(Duration.ofHours(1));
        assertThat(now()).isEqualTo("2026-11-01T02:00:00Z");
        hand.pass(Duration.ofSeconds(1));
        assertThat(now()).isEqualTo("2026-11-01T02:00:01Z");
    }

    @Test
    void whatWasStoredIsNotGoneBackBehindAfterARestart() {
        open();
        advance(new ClockMove.By(Duration.ofDays(1)));
        hand.step(Duration.ofDays(-10));
        open();
        assertThat(now()).isEqualTo("2026-11-02T00:00:00Z");
    }

    @Test
    void movesThatLeadBackOrTooFarAreRefusedAndChangeNothing() {
        open();
        Instant start = Instant.parse(START);
        assertThat(advance(new ClockMove.By(Duration.ofMillis(-1)))).isEqualTo(new ClockMove.Outcome.Backwards(start));
        assertThat(advance(new ClockMove.To(start.minusMillis(1)))).isEqualTo(new ClockMove.Outcome.Backwards(start));
        assertThat(advance(new ClockMove.To(Instant.MIN))).isEqualTo(new ClockMove.Outcome.Backwards(start));
        assertThat(advance(new ClockMove.To(Instant.MAX))).isEqualTo(new ClockMove.Outcome.TooFar(start));
        assertThat(advance(new ClockMove.By(Duration.ofSeconds(Long.MAX_VALUE))))
                .isEqualTo(new ClockMove.Outcome.TooFar(start));
        assertThat(advance(new ClockMove.By(ServiceClock.ADVANCE_MAX.plusMillis(1))))
                .isEqualTo(new ClockMove.Outcome.TooFar(start));
        assertThat(now()).isEqualTo(START);
        assertThat(advance(new ClockMove.By(Duration.ZERO))).isInstanceOf(ClockMove.Outcome.Begun.class);
        assertThat(advance(new ClockMove.To(start))).isInstanceOf(ClockMove.Outcome.Begun.class);
        assertThat(now()).isEqualTo(START);
    }

    @Test
    void itNeverLeavesTheYearsThatAnAnswerCanHold() {
        open();
        for (int century = 0; century < 79; century++) {
            assertThat(advance(new ClockMove.By(ServiceClock.ADVANCE_MAX))).isInstanceOf(ClockMove.Outcome.Begun.class);
        }
        assertThat(advance(new ClockMove.By(ServiceClock.ADVANCE_MAX))).isInstanceOf(ClockMove.Outcome.TooFar.class);
        assertThat(advance(new ClockMove.To(ServiceClock.LATEST.plusMillis(1))))
                .isInstanceOf(ClockMove.Outcome.TooFar.class);
        assertThat(advance(new ClockMove.To(ServiceClock.LATEST))).isInstanceOf(ClockMove.Outcome.Begun.class);
        assertThat(now()).isEqualTo("9999-01-01T00:00:00Z");
    }

    @Test
    void aSecondAdvanceDuringOneAddsToItAndAnInstantOnTheWayIsReachedAnyhow() {
        open();
        store.write(tx -> clock.advance(tx, new ClockMove.By(Duration.ofDays(1))));
        store.write(tx -> clock.advance(tx, new ClockMove.By(Duration.ofDays(1))));
        ClockMove.Outcome third =
                store.write(tx -> clock.advance(tx, new ClockMove.To(Instant.parse("2026-11-01T05:00:00Z"))));
        assertThat(third)
                .isEqualTo(new ClockMove.Outcome.Begun(Instant.parse(START), Instant.parse("2026-11-03T00:00:00Z")));
        assertThat(now()).isEqualTo(START);
        hand.pass(Duration.ofHours(1));
        assertThat(now()).as("time stands at the latest effect while an advance is under way").isEqualTo(START);
        new Worker(store, clock, List.of()).finishAdvance();
        assertThat(now()).isEqualTo("2026-11-03T00:00:00Z");
    }

    @Test
    void freezingAndResumingDuringAnAdvanceHoldFromItsEnd() {
        open();
        store.write(tx -> clock.advance(tx, new ClockMove.By(Duration.ofDays(1))));
        store.write(clock::freeze);
        new Worker(store, clock, List.of()).finishAdvance();
        hand.pass(Duration.ofHours(1));
        assertThat(now()).isEqualTo("2026-11-02T00:00:00Z");
        store.write(tx -> clock.advance(tx, new ClockMove.By(Duration.ofDays(1))));
        store.write(clock::resume);
        new Worker(store, clock, List.of()).finishAdvance();
        hand.pass(Duration.ofHours(1));
        assertThat(now()).isEqualTo("2026-11-03T01:00:00Z");
    }

    @Test
    void aMoveThatIsUndoneLeavesTheClockAlone() {
        open();
        assertThatThrownBy(() -> store.write(tx -> {
            clock.advance(tx, new ClockMove.By(Duration.ofDays(1)));
            throw new IllegalStateException("undo");
        })).hasMessage("undo");
        assertThat(now()).isEqualTo(START);
    }

    @Test
    void theSystemsClockCannotBeMoved() {
        openSystem();
        assertThat(advance(new ClockMove.By(Duration.ofDays(1)))).isEqualTo(new ClockMove.Outcome.NotMovable());
        assertThat(store.write(clock::freeze).mode()).isEqualTo(ClockReading.Mode.SYSTEM);
        assertThat(store.write(clock::resume).mode()).isEqualTo(ClockReading.Mode.SYSTEM);
        hand.pass(Duration.ofSeconds(1));
        assertThat(now()).isEqualTo("2026-11-01T00:00:01Z");
    }

    @Test
    void aDatabaseWhoseClockWasMovedIsNotServedByTheSystemsClock() {
        open();
        advance(new ClockMove.By(Duration.ofDays(1)));
        assertThatThrownBy(this::openSystem).isInstanceOf(IllegalStateException.class).hasMessageContaining("moved");
    }

    @Test
    void theSystemsClockStandsUntilAWallThatWasSetBackHasCaughtUp() {
        openSystem();
        hand.pass(Duration.ofHours(2));
        assertThat(now()).isEqualTo("2026-11-01T02:00:00Z");
        hand.step(Duration.ofHours(-1));
        assertThat(now()).isEqualTo("2026-11-01T02:00:00Z");
        hand.pass(Duration.ofMinutes(30));
        assertThat(now()).isEqualTo("2026-11-01T02:00:00Z");
        hand.pass(Duration.ofMinutes(31));
        assertThat(now()).isEqualTo("2026-11-01T02:01:00Z");
    }

    @Test
    void aWallThatIsSetBackAndPutRightIsFollowedAtOnce() {
        openSystem();
        hand.step(Duration.ofHours(-1));
        now();
        hand.pass(Duration.ofMinutes(20));
        assertThat(now()).isEqualTo(START);
        hand.step(Duration.ofHours(1));
        assertThat(now()).isEqualTo("2026-11-01T00:20:00Z");
    }

    @Test
    void aWallThatLeapsAYearAheadIsNotFollowedUntilThatHasLastedTenMinutes() {
        openSystem();
        hand.step(Duration.ofDays(365));
        assertThat(now()).isEqualTo(START);
        hand.pass(Duration.ofMinutes(9));
        assertThat(now()).isEqualTo("2026-11-01T00:09:00Z");
        hand.step(Duration.ofDays(-365));
        assertThat(now()).isEqualTo("2026-11-01T00:09:00Z");
        hand.pass(Duration.ofSeconds(1));
        assertThat(now()).isEqualTo("2026-11-01T00:09:01Z");
        hand.step(Duration.ofDays(365));
        assertThat(now()).as("a new leap is doubted anew").isEqualTo("2026-11-01T00:09:01Z");
        hand.pass(Duration.ofMinutes(9));
        now();
        hand.pass(Duration.ofMinutes(1));
        assertThat(now()).isEqualTo("2027-11-01T00:19:01Z");
    }

    @Test
    void aSmallCorrectionOfTheWallIsFollowedAtOnce() {
        openSystem();
        hand.step(Duration.ofSeconds(59));
        assertThat(now()).isEqualTo("2026-11-01T00:00:59Z");
    }
}
