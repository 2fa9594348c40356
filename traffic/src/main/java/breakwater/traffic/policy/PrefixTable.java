package breakwater.traffic.policy;

import breakwater.model.snapshot.SourceLists.Entry;
import breakwater.traffic.policy.FlatNetworks.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Which addresses a list of networks holds, and until when. Immutable; a lookup is a binary search over numbers and allocates nothing.
 * IPv4 and IPv6 are apart, so {@code ::/0} holds no IPv4 address and {@code 0.0.0.0/0} no IPv6 one; IPv4-mapped IPv6 networks are IPv4.
 *
 * <p>Networks overlap, and each has an end of its own: an address is listed until the last of all networks that hold it ends.
 */
final class PrefixTable {
    /** Holds nothing. */
    static final PrefixTable EMPTY = new PrefixTable(FlatNetworks.none(false), FlatNetworks.none(true));

    private static final int IPV4_BITS = 32;
    private static final int MAPPED_BITS = 96;
    private static final long IPV4_MASK = 0xffff_ffffL;

    private final FlatNetworks four;
    private final FlatNetworks six;

    private PrefixTable(FlatNetworks four, FlatNetworks six) {
        this.four = four;
        this.six = six;
    }

    /** A table of a list's entries. Bits behind a prefix are ignored. */
    static PrefixTable of(List<Entry> entries) {
        return EMPTY.after(new ListChange(List.of(), entries));
    }

    /** The table of the list that this table's list has become. */
    PrefixTable after(ListChange change) {
        Networks removed = Networks.of(change.removed());
        Networks added = Networks.of(change.added());
        return change.nothing() ? this : new PrefixTable(four.after(removed.four, added.four), six.after(removed.six, added.six));
    }

    /** Networks of entries, by family. */
    private record Networks(List<Network> four, List<Network> six) {
        static Networks of(List<Entry> entries) {
            Networks networks = new Networks(new ArrayList<>(), new ArrayList<>());
            for (Entry entry : entries) {
                Source first = Source.of(entry.address());
                boolean wasFour = entry.address().getAddress().length * 8 == IPV4_BITS;
                if (first.ipv4() && (wasFour || entry.prefixBits() >= MAPPED_BITS)) {
                    int bits = wasFour ? entry.prefixBits() : entry.prefixBits() - MAPPED_BITS;
                    networks.four.add(Network.of(false, 0, first.low() & IPV4_MASK, bits, entry.expiresAt()));
                } else {
                    networks.six.add(Network.of(true, first.high(), first.low(), entry.prefixBits(), entry.expiresAt()));
                }
            }
            return networks;
        }
    }

    boolean empty() {
        return four.empty() && six.empty();
    }

    /** Until when an address is listed, in epoch milliseconds of service time, exclusive; 0 if it is not. */
    long listedUntil(Source source) {
        return source.ipv4() ? four.end(0, source.low() & IPV4_MASK) : six.end(source.high(), source.low());
    }

    /** Whether an address is listed at a moment of service time. */
    boolean holds(Source source, long serviceMillis) {
        return listedUntil(source) > serviceMillis;
    }
}
