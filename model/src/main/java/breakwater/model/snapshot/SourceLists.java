package breakwater.model.snapshot;

import java.net.InetAddress;
import java.util.List;

/**
 * Sources that are refused or let through before anything else is asked. Immutable. The white list wins over the black list.
 *
 * @param black always refused
 * @param white never refused by a check, though the plan's own limits and a blackhole still hold
 */
public record SourceLists(List<Entry> black, List<Entry> white) {
    /** Nobody is listed. */
    public static final SourceLists NONE = new SourceLists(List.of(), List.of());

    public SourceLists {
        black = List.copyOf(black);
        white = List.copyOf(white);
    }

    /**
     * One listed network.
     *
     * @param address      its first address; IPv4-mapped IPv6 addresses are IPv4 here
     * @param prefixBits   how many leading bits it has: 0 to 32, or 0 to 128 for IPv6
     * @param expiresAt    service time in epoch milliseconds from which it is not listed any more; {@link Long#MAX_VALUE} for never
     */
    public record Entry(InetAddress address, int prefixBits, long expiresAt) {
        public Entry {
            if (prefixBits < 0 || prefixBits > address.getAddress().length * 8) {
                throw new IllegalArgumentException("a prefix of " + prefixBits + " bits does not fit " + address.getHostAddress());
            }
        }
    }
}
