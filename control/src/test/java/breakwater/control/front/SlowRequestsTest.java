package breakwater.control.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlowRequestsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final SlowRequests requests = new SlowRequests(Duration.ofSeconds(30), nanos::get);

    private boolean endedAfter(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        requests.sweep();
        return Thread.interrupted();
    }

    @Test
    void aRequestThatIsNotWholeInTimeEndsItsConnectionOnce() {
        requests.begun();
        assertThat(endedAfter(30)).isFalse();
        assertThat(endedAfter(1)).isTrue();
        assertThat(endedAfter(60)).isFalse();
    }

    @Test
    void aRequestThatArrivedIsLeftAloneAndTheNextHasItsOwnTime() {
        requests.begun();
        requests.arrived();
        assertThat(endedAfter(60)).isFalse();
        requests.begun();
        assertThat(endedAfter(29)).isFalse();
        requests.begun();
        assertThat(endedAfter(29)).isFalse();
        assertThat(endedAfter(2)).isTrue();
    }
}
