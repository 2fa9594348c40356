package breakwater.control.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tries are bounded by whom they are for, by source and in all, each by itself. */
class PasswordThrottleTest {
    private final AtomicLong nanos = new AtomicLong();
    private final PasswordThrottle throttle = new PasswordThrottle(nanos::get);

    /** How many of the tries are let through; a # in name or source is another each time. */
    private int permitted(int tries, String source, String name) {
        int permitted = 0;
        for (int attempt = 0; attempt < tries; attempt++) {
            if (throttle.nanosToWaitOfSource(source.replace("#", Integer.toString(attempt))) == 0
                    && throttle.nanosToWait(name.replace("#", "user" + attempt)) == 0) {
                permitted++;
            }
        }
        return permitted;
    }

    @Test
    void aNameIsTriedTenTimesWhereverFromAndThenOnceEverySixSeconds() {
        assertThat(permitted(20, "192.0.2.#", "alice")).isEqualTo(10);
        assertThat(permitted(1, "198.51.100.1", "bob")).as("others are not held up").isEqualTo(1);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
        assertThat(permitted(20, "192.0.2.#", "alice")).isEqualTo(1);
    }

    @Test
    void aSourceTriesThirtyNamesAndThenOneEveryTwoSeconds() {
        assertThat(permitted(50, "192.0.2.1", "#")).isEqualTo(30);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(permitted(50, "192.0.2.1", "#")).isEqualTo(1);
    }

    @Test
    void theAddressesOfAnIpv6SubscriberAreOneSource() {
        assertThat(permitted(50, "2001:db8:0:1:#::", "#")).isEqualTo(30);
        assertThat(permitted(1, "2001:db8:0:1:ffff:ffff:ffff:ffff", "#")).isZero();
        assertThat(permitted(1, "2001:db8:0:2::", "#")).as("the network beside it").isEqualTo(1);
    }

    @Test
    void allTogetherTrySixtyTimesAndThenTwiceASecond() {
        assertThat(permitted(100, "192.0.2.#", "#")).isEqualTo(60);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(permitted(100, "192.0.2.#", "#")).isEqualTo(2);
    }

    @Test
    void whoIsRefusedIsToldHowLong() {
        permitted(10, "192.0.2.#", "alice");
        assertThat(throttle.nanosToWait("alice")).isEqualTo(TimeUnit.SECONDS.toNanos(6));
    }
}
