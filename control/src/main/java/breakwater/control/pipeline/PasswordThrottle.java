package breakwater.control.pipeline;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often passwords may be tried. It is asked before a password is looked at, since to check one takes a fifth of a second of a
 * processor. Every try counts, also a right one. Thread-safe.
 *
 * <p>A name is tried ten times at once and then every six seconds, wherever from: 14,400 times a day, too few to guess a password of
 * eight random characters in a million years. A source comes second, so that nobody locks many names out. All together come last: they
 * bound the work, whoever asks. Keys are not throttled here, so who was locked out can sign in with one.
 */
final class PasswordThrottle {
    private final Throttle ofSource;
    private final Throttle ofName;
    private final Throttle ofAll;

    /** @param ticker monotonic nanoseconds */
    PasswordThrottle(LongSupplier ticker) {
        ofSource = new Throttle(Duration.ofSeconds(2), 30, ticker);
        ofName = new Throttle(Duration.ofSeconds(6), 10, ticker);
        ofAll = new Throttle(Duration.ofMillis(500), 60, ticker);
    }

    /** Takes one try and answers 0; if there is none left, the nanoseconds until there will be one. */
    long nanosToWait(String sourceAddress, String loginName) {
        long wait = ofSource.nanosToWait(sourceAddress);
        if (wait == 0) {
            wait = ofName.nanosToWait("name " + loginName);
        }
        return wait == 0 ? ofAll.nanosToWait("all") : wait;
    }
}
