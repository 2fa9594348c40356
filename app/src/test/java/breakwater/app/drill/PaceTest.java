package breakwater.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Attempts by a clock that is moved by hand; it is never before an attempt is due, so nothing waits. */
class PaceTest {
    private static final long END = TimeUnit.SECONDS.toNanos(100);
    private long now;

    @Test
    void whoIsInTimeMakesEveryAttempt() {
        Pace pace = new Pace(() -> now, 0, 10);
        for (int attempt = 0; attempt < 1_000; attempt++) {
            now = TimeUnit.MILLISECONDS.toNanos(attempt * 100);
            assertThat(pace.next(END)).isTrue();
        }
        now = END;
        assertThat(pace.next(END)).isFalse();
    }

    @Test
    void whoWasHeldUpMakesUpForATenthOfASecondAtMost() {
        Pace pace = new Pace(() -> now, 0, 100);
        assertThat(pace.next(END)).isTrue();
        now = TimeUnit.SECONDS.toNanos(50);
        long before = now;
        int burst = 0;
        for (; burst < 11; burst++) {
            assertThat(pace.next(END)).isTrue();
        }
        // The next one is due after now: only then does time have to pass.
        now = before + TimeUnit.MILLISECONDS.toNanos(10);
        assertThat(pace.next(END)).isTrue();
        assertThat(pace.next(now)).isFalse();
    }

    @Test
    void nothingIsSentAfterTheEnd() {
        Pace pace = new Pace(() -> now, END, 1);
        assertThat(pace.next(END)).isFalse();
    }
}
