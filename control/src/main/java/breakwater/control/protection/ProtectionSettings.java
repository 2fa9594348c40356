package breakwater.control.protection;

import breakwater.model.address.IpNetwork;
import java.time.Duration;
import java.util.List;

/**
 * What an operator says about protection. Immutable.
 *
 * @param loopbackOriginsAllowed development: an origin may be on this machine
 * @param withheldNetworks       networks that no origin may lie in, besides those that never may and the service addresses
 * @param mitigationScale        what the attack bandwidth that was bought, and the basic one, are multiplied with, 0.000001 to 1000:
 *                               below 1 a blackhole can be rehearsed with little traffic
 * @param blackholeTime          how long a blackhole lasts, 1 second to 7 days
 * @param backSourceNetworks     where this service's connections to origins come from, as DescribeBackSourceCidr tells
 */
public record ProtectionSettings(boolean loopbackOriginsAllowed, List<IpNetwork> withheldNetworks, double mitigationScale,
                                 Duration blackholeTime, List<IpNetwork> backSourceNetworks) {
    /** The least that a scale may be. */
    public static final double SCALE_MIN = 0.000_001;
    /** The most that a scale may be. */
    public static final double SCALE_MAX = 1_000;
    /** The longest blackhole. */
    public static final Duration BLACKHOLE_MAX = Duration.ofDays(7);

    /** As `dev` has it: origins and connections to them are on this machine. */
    public static final ProtectionSettings DEVELOPMENT = new ProtectionSettings(true, List.of(), 1, Duration.ofMinutes(30),
            List.of(IpNetwork.parse("127.0.0.0/8"), IpNetwork.parse("::1/128")));

    /** @throws IllegalArgumentException if a number is out of its range */
    public ProtectionSettings {
        if (!(mitigationScale >= SCALE_MIN && mitigationScale <= SCALE_MAX)) {
            throw new IllegalArgumentException("the mitigation scale must be " + SCALE_MIN + " to " + SCALE_MAX + ", not " + mitigationScale);
        }
        if (blackholeTime.compareTo(Duration.ofSeconds(1)) < 0 || blackholeTime.compareTo(BLACKHOLE_MAX) > 0) {
            throw new IllegalArgumentException("a blackhole lasts 1s to " + BLACKHOLE_MAX + ", not " + blackholeTime);
        }
        withheldNetworks = List.copyOf(withheldNetworks);
        backSourceNetworks = List.copyOf(backSourceNetworks);
    }
}
