package breakwater.traffic.policy;

import breakwater.model.snapshot.SourceLists.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Which addresses a list of networks holds, and until when. Immutable; a lookup is a binary search over numbers and allocates nothing.
 * IPv4 and IPv6 are apart, so {@code ::/0} holds no IPv4 address and {@code 0.0.0.0/0} no IPv6 one; IPv4-mapped IPv6 networks are IPv4.
 *
 * <p>Networks overlap, and each has an end of its own: an address is listed until the last of all networks that hold it ends.
 */
final class PrefixTable {
    /** Holds nothing. */
    static final PrefixTable EMPTY = of(List.of());

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;
    private static final int MAPPED_BITS = 96;
    private static final long IPV4_MASK = 0xffff_ffffL;
    /** Above so many pieces a lookup starts from an index by the first 16 bits, 256 KiB; below it would be larger than the table. */
    private static final int INDEXED_FROM = 8_192;

    // Networks are laid flat: pieces without overlap, sorted, each from its start to the next one's, with the end of its listing or 0.
    // Nested networks cost nothing at lookup then, and n networks are at most 2n + 1 pieces: 12 bytes each for IPv4, 24 for IPv6.
    private final int[] starts4;
    private final long[] ends4;
    private final int[] index4;
    private final long[] highs6;
    private final long[] lows6;
    private final long[] ends6;

    private PrefixTable(Pieces four, Pieces six) {
        starts4 = new int[four.count];
        for (int i = 0; i < four.count; i++) {
            starts4[i] = (int) four.lows[i];
        }
        ends4 = Arrays.copyOf(four.ends, four.count);
        index4 = four.count < INDEXED_FROM ? new int[0] : index(starts4);
        highs6 = Arrays.copyOf(six.highs, six.count);
        lows6 = Arrays.copyOf(six.lows, six.count);
        ends6 = Arrays.copyOf(six.ends, six.count);
    }

    /** A table of a list's entries. Bits behind a prefix are ignored. */
    static PrefixTable of(List<Entry> entries) {
        List<Network> four = new ArrayList<>();
        List<Network> six = new ArrayList<>();
        for (Entry entry : entries) {
            Source first = Source.of(entry.address());
            boolean wasFour = entry.address().getAddress().length * 8 == IPV4_BITS;
            if (first.ipv4() && (wasFour || entry.prefixBits() >= MAPPED_BITS)) {
                int bits = wasFour ? entry.prefixBits() : entry.prefixBits() - MAPPED_BITS;
                long host = bits == 0 ? IPV4_MASK : IPV4_MASK >>> bits;
                long start = first.low() & IPV4_MASK & ~host;
                four.add(new Network(0, start, 0, start | host, bits, entry.expiresAt()));
            } else {
                six.add(network6(first.high(), first.low(), entry.prefixBits(), entry.expiresAt()));
            }
        }
        return new PrefixTable(flat(four, IPV4_MASK), flat(six, -1));
    }

    private static Network network6(long high, long low, int bits, long end) {
        long hostHigh = bits >= 64 ? 0 : bits == 0 ? -1 : -1L >>> bits;
        long hostLow = bits <= 64 ? -1 : bits == IPV6_BITS ? 0 : -1L >>> bits - 64;
        return new Network(high & ~hostHigh, low & ~hostLow, high | hostHigh, low | hostLow, bits, end);
    }

    boolean empty() {
        return starts4.length == 1 && ends4[0] == 0 && highs6.length == 1 && ends6[0] == 0;
    }

    /** Until when an address is listed, in epoch milliseconds of service time, exclusive; 0 if it is not. */
    long listedUntil(Source source) {
        return source.ipv4() ? until4((int) source.low()) : until6(source.high(), source.low());
    }

    /** Whether an address is listed at a moment of service time. */
    boolean holds(Source source, long serviceMillis) {
        return listedUntil(source) > serviceMillis;
    }

    private long until4(int address) {
        int from = 0;
        int to = starts4.length - 1;
        if (index4.length > 0) {
            from = index4[address >>> 16];
            to = index4[(address >>> 16) + 1];
        }
        while (from < to) {
            int middle = from + to + 1 >>> 1;
            if (Integer.compareUnsigned(starts4[middle], address) <= 0) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return ends4[from];
    }

    private long until6(long high, long low) {
        int from = 0;
        int to = highs6.length - 1;
        while (from < to) {
            int middle = from + to + 1 >>> 1;
            if (atMost(highs6[middle], lows6[middle], high, low)) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return ends6[from];
    }

    /** For each first 16 bits, the piece that their first address lies in; one more at the end for the last piece. */
    private static int[] index(int[] starts) {
        int[] index = new int[(1 << 16) + 1];
        int piece = 0;
        for (int first = 0; first < 1 << 16; first++) {
            while (piece + 1 < starts.length && Integer.compareUnsigned(starts[piece + 1], first << 16) <= 0) {
                piece++;
            }
            index[first] = piece;
        }
        index[1 << 16] = starts.length - 1;
        return index;
    }

    private static Pieces flat(List<Network> networks, long lastLow) {
        networks.sort(Comparator.naturalOrder());
        long lastHigh = lastLow == -1 ? -1 : 0;
        Pieces pieces = new Pieces(networks.size() * 2 + 1);
        pieces.add(0, 0, 0);
        Deque<Network> around = new ArrayDeque<>();
        for (Network network : networks) {
            while (!around.isEmpty() && !atMost(network.high, network.low, around.peek().lastHigh, around.peek().lastLow)) {
                leave(pieces, around, lastHigh, lastLow);
            }
            long end = around.isEmpty() ? network.end : Math.max(network.end, around.peek().end);
            around.push(new Network(network.high, network.low, network.lastHigh, network.lastLow, network.bits, end));
            pieces.add(network.high, network.low, end);
        }
        while (!around.isEmpty()) {
            leave(pieces, around, lastHigh, lastLow);
        }
        return pieces;
    }

    private static void leave(Pieces pieces, Deque<Network> around, long lastHigh, long lastLow) {
        Network inner = around.pop();
        if (inner.lastHigh != lastHigh || inner.lastLow != lastLow) {
            long low = inner.lastLow + 1;
            pieces.add(low == 0 ? inner.lastHigh + 1 : inner.lastHigh, low, around.isEmpty() ? 0 : around.peek().end);
        }
    }

    private static boolean atMost(long high, long low, long otherHigh, long otherLow) {
        int byHigh = Long.compareUnsigned(high, otherHigh);
        return byHigh < 0 || byHigh == 0 && Long.compareUnsigned(low, otherLow) <= 0;
    }

    /** From its first to its last address; shorter prefixes sort before longer ones with the same start, so around comes before within. */
    private record Network(long high, long low, long lastHigh, long lastLow, int bits, long end) implements Comparable<Network> {
        @Override
        public int compareTo(Network other) {
            int byHigh = Long.compareUnsigned(high, other.high);
            int byLow = byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
            return byLow != 0 ? byLow : Integer.compare(bits, other.bits);
        }
    }

    /** Pieces in order of their start. */
    private static final class Pieces {
        private final long[] highs;
        private final long[] lows;
        private final long[] ends;
        private int count;

        Pieces(int max) {
            highs = new long[max];
            lows = new long[max];
            ends = new long[max];
        }

        /** One that starts where the last one does replaces it; one that ends as the last one does is part of it. */
        void add(long high, long low, long end) {
            if (count > 0 && highs[count - 1] == high && lows[count - 1] == low) {
                count--;
            }
            if (count == 0 || ends[count - 1] != end) {
                highs[count] = high;
                lows[count] = low;
                ends[count] = end;
                count++;
            }
        }
    }
}
