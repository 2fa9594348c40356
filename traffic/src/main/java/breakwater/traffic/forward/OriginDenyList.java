package breakwater.traffic.forward;

import breakwater.model.address.IpNetwork;
import breakwater.model.address.OriginAddresses;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which origins may not be reached, asked with the resolved address at every connect (row 38 of the threats). Any thread; it never
 * blocks. The rule itself is {@link OriginAddresses}; here are added the service addresses of the moment.
 */
public final class OriginDenyList {
    private final OriginAddresses rule;
    private volatile Set<InetAddress> serviceAddresses = Set.of();

    /**
     * @param loopbackAllowed whether 127.0.0.0/8 and ::1 may be origins, as in development
     * @param own             networks of the service and what else the operator withholds; refused even where loopback is allowed
     */
    public OriginDenyList(boolean loopbackAllowed, List<IpNetwork> own) {
        this.rule = new OriginAddresses(loopbackAllowed, own);
    }

    /** Our own service addresses from now on: an origin there would be a loop. */
    public void serviceAddresses(Set<InetAddress> next) {
        // The same set stays the same object, so that what was found about origins holds.
        if (!serviceAddresses.equals(next)) {
            serviceAddresses = Set.copyOf(next);
        }
    }

    /** Whether this origin may not be connected to. The answer is worked out once for each origin and set of service addresses. */
    public boolean denies(Origin origin) {
        Set<InetAddress> now = serviceAddresses;
        Judgement known = origin.judgement();
        if (known.serviceAddresses() != now) {
            InetAddress address = origin.address().getAddress();
            known = new Judgement(now, address == null || now.contains(address) || rule.refusal(address).isPresent());
            origin.judgement(known);
        }
        return known.denied();
    }

    /**
     * What was found about an origin.
     *
     * @param serviceAddresses with which it was found: the very set
     * @param denied           whether it may not be reached
     */
    record Judgement(Set<InetAddress> serviceAddresses, boolean denied) {
        /** Nothing was found yet: its set is no list's. */
        static final Judgement NONE = new Judgement(new HashSet<>(), true);
    }
}
