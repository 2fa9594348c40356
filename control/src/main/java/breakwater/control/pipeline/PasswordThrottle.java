package breakwater.control.pipeline;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often passwords may be tried and set. It is asked before a password is looked at, since to check or to hash one takes a fifth of a
 * second of a processor. Every try counts, also a right one. Thread-safe.
 *
 * <p>A name is tried ten times at once and then every six seconds, wherever from: 14,400 times a day, too few to guess a password of
 * eight random characters in a million years. Its source is asked first, so that nobody locks many names out; all together last: they
 * bound the work, whoever asks. Keys are not throttled here, so who was locked out can sign in with one.
 *
 * <p>An account sets ten passwords at once, its own and its users', and then one a second: a tenant that set as many as it may call would
 * otherwise keep every other from signing in.
 */
final class PasswordThrottle {
    private final Throttle ofSource;
    private final Throttle ofName;
    private final Throttle ofAll;
    private final Throttle ofSetting;

    /** @param ticker monotonic nanoseconds */
    PasswordThrottle(LongSupplier ticker) {
        ofSource = new Throttle(Duration.ofSeconds(2), 30, ticker);
        ofName = new Throttle(Duration.ofSeconds(6), 10, ticker);
        ofAll = new Throttle(Duration.ofMillis(500), 60, ticker);
        ofSetting = new Throttle(Duration.ofSeconds(1), 10, ticker);
    }

    /** Takes one try and answers 0; if there is none left, the nanoseconds until there will be one. */
    long nanosToWait(String sourceAddress, String loginName) {
        long wait = ofSource.nanosToWait(sourceAddress);
        if (wait == 0) {
            wait = ofName.nanosToWait("name " + loginName);
        }
        return wait == 0 ? ofAll.nanosToWait("all") : wait;
    }

    /** The same for a password that an account sets. */
    long nanosToWaitToSet(String accountId) {
        return ofSetting.nanosToWait(accountId);
    }
}
