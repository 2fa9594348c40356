package breakwater.control.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HousekeepingTest {
    private final HandClock hand = new HandClock("2026-11-01T00:00:00Z");

    @Test
    void aTaskIsGivenBatchesUntilItHasNoMoreOrItsTurnIsOver() {
        List<Instant> small = new ArrayList<>();
        List<Instant> endless = new ArrayList<>();
        Housekeeping housekeeping = new Housekeeping(hand, List.of(
                new Housekeeping.Task("small", Duration.ofSeconds(1), (wall, limit) -> {
                    small.add(wall);
                    return small.size() < 3 ? limit : limit - 1;
                }),
                new Housekeeping.Task("endless", Duration.ofSeconds(1), (wall, limit) -> {
                    endless.add(wall);
                    return limit;
                })));
        housekeeping.runAll();
        assertThat(small).hasSize(3).containsOnly(hand.instant());
        assertThat(endless).hasSize(20);
    }

    @Test
    void aTaskThatFailsDoesNotStopTheOthers() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        try (Housekeeping housekeeping = new Housekeeping(hand, List.of(
                new Housekeeping.Task("broken", Duration.ZERO, (wall, limit) -> {
                    throw new IllegalStateException("out of order");
                }),
                new Housekeeping.Task("sound", Duration.ZERO, (wall, limit) -> {
                    twice.countDown();
                    return 0;
                })))) {
            housekeeping.start();
            assertThat(twice.await(2, TimeUnit.MINUTES)).isTrue();
        }
    }
}
