package breakwater.traffic.forward;

import java.net.InetAddress;
import java.util.Set;

/**
 * Which origins may not be reached, asked with the resolved address at every connect (row 38 of the threats). Any thread; it never
 * blocks.
 */
public final class OriginDenyList {
    private final boolean loopbackAllowed;
    private volatile Set<InetAddress> serviceAddresses = Set.of();

    /** @param loopbackAllowed whether 127.0.0.0/8 and ::1 may be origins, as in development */
    public OriginDenyList(boolean loopbackAllowed) {
        this.loopbackAllowed = loopbackAllowed;
    }

    /** Our own service addresses from now on: an origin there would be a loop. */
    public void serviceAddresses(Set<InetAddress> next) {
        serviceAddresses = next;
    }

    /** Whether this address may not be connected to. */
    public boolean denies(InetAddress address) {
        return serviceAddresses.contains(address) || !loopbackAllowed && address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isMulticastAddress() || address.isAnyLocalAddress();
    }
}
