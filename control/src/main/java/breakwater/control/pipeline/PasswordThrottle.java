package breakwater.control.pipeline;

import breakwater.model.address.IpNetwork;
import breakwater.model.address.IpText;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often passwords may be tried and set. It is asked before a password is looked at, since to check or to hash one takes a fifth of a
 * second of a processor. Every try counts, also a right one. Thread-safe.
 *
 * <p>An account or a user is tried ten times at once and then every six seconds, wherever from and however its name is spelt: 14,400 times
 * a day, too few to guess a password of eight random characters in a million years. The source is asked first, before the name is looked
 * up, so that nobody locks many names out; all together last: they bound the work, whoever asks. Keys are not throttled here, so who was
 * locked out can sign in with one.
 *
 * <p>An account sets ten passwords at once, its own and its users', and then one a second: a tenant that set as many as it may call would
 * otherwise keep every other from signing in.
 */
final class PasswordThrottle {
    /** What one subscriber is given at least (RFC 6177), so its addresses are one source. */
    private static final int IPV6_SOURCE_BITS = 64;

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

    /** Takes one of the tries of an address, or of the IPv6 network it is in, and answers 0; the nanoseconds until there is one if none is left. */
    long nanosToWaitOfSource(String address) {
        return ofSource.nanosToWait(IpText.address(address)
                .filter(source -> !IpText.isIpv4(source))
                .map(source -> IpNetwork.around(source, IPV6_SOURCE_BITS).toString())
                .orElse(address));
    }

    /** The same for whoever a login name means, and for all together. */
    long nanosToWait(String who) {
        long wait = ofName.nanosToWait("name " + who);
        return wait == 0 ? ofAll.nanosToWait("all") : wait;
    }

    /** The same for a password that an account sets. */
    long nanosToWaitToSet(String accountId) {
        return ofSetting.nanosToWait(accountId);
    }
}
