package breakwater.control.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each wait here is for years, so a test that ends has seen it ended. */
@Timeout(60)
class BackgroundThreadTest {
    private static final long YEARS = Long.MAX_VALUE;
    private final BackgroundThread background = new BackgroundThread("test");
    private final BlockingQueue<String> done = new ArrayBlockingQueue<>(10);

    private String awaitDone() throws InterruptedException {
        return done.poll(50, TimeUnit.SECONDS);
    }

    @Test
    void theEndEndsAPauseAndARest() {
        background.start(() -> {
            background.pause(YEARS);
            background.rest(YEARS);
            done.add(background.closing() && background.current() ? "ended" : "not ended");
        });
        background.close();
        assertThat(done).containsExactly("ended");
        assertThat(background.current()).isFalse();
    }

    @Test
    void whoIsWokenPausesNoLongerAlsoWhenItWasNotPausingYet() throws InterruptedException {
        background.wake();
        background.start(() -> {
            background.pause(YEARS);
            done.add("first");
            background.pause(YEARS);
            done.add("second");
        });
        assertThat(awaitDone()).isEqualTo("first");
        background.wake();
        assertThat(awaitDone()).isEqualTo("second");
        background.close();
    }

    @Test
    void beingWokenDoesNotShortenARest() throws InterruptedException {
        background.start(() -> {
            background.wake();
            background.rest(YEARS);
            done.add("rested");
        });
        background.wake();
        assertThat(done.poll(200, TimeUnit.MILLISECONDS)).isNull();
        background.close();
        assertThat(done).containsExactly("rested");
    }

    @Test
    void oneThatWasNeverStartedCanBeClosed() {
        background.close();
        assertThat(background.closing()).isTrue();
    }
}
