package breakwater.control.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Throttle throttle = new Throttle(10, 3, nanos::get);

    private int admitted(int calls, String account) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            if (throttle.admit(account, "ddoscoo", "DescribeInstances")) {
                admitted++;
            }
        }
        return admitted;
    }

    @Test
    void aBurstIsAdmittedThenTheRateHoldsAlsoWhenTheTickerWrapsAround() {
        assertThat(admitted(10, "a")).isEqualTo(3);
        for (int second = 0; second < 5; second++) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
            assertThat(admitted(10, "a")).isEqualTo(1);
        }
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(admitted(10, "a")).as("a long pause refills the burst and no more").isEqualTo(3);
    }

    @Test
    void aRefusedCallIsToldWhenThereWillBeOne() {
        admitted(3, "a");
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(40));
        long wait = throttle.nanosToWait("a", "ddoscoo", "DescribeInstances");
        assertThat(wait).isEqualTo(TimeUnit.MILLISECONDS.toNanos(60));
        nanos.addAndGet(wait - 1);
        assertThat(throttle.nanosToWait("a", "ddoscoo", "DescribeInstances")).isEqualTo(1);
        nanos.addAndGet(1);
        assertThat(throttle.nanosToWait("a", "ddoscoo", "DescribeInstances")).isZero();
    }

    @Test
    void oneAccountDoesNotUseUpAnothersCalls() {
        admitted(10, "a");
        assertThat(admitted(10, "b")).isEqualTo(3);
    }

    @Test
    void bucketsOfAccountsThatRestAreForgotten() {
        for (int i = 0; i < Throttle.BUCKETS_MAX; i++) {
            throttle.admit("account" + i, "ddoscoo", "DescribeInstances");
        }
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(admitted(10, "late")).isEqualTo(3);
        assertThat(throttle.size()).isLessThan(10);
    }
}
