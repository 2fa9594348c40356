package breakwater.traffic.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Networks of one address family, laid flat: pieces without overlap, sorted, each from its start to the next one's, with the end of its listing
 * or 0. Nested networks cost nothing at lookup then, and n networks are at most 2n + 1 pieces. Immutable.
 *
 * <p>The networks themselves are kept beside the pieces, sorted, so that a change lays out anew only the ranges that it touches: what else it costs is
 * the copy of the arrays. A piece takes 16 bytes for IPv4 and 24 for IPv6, a network 17 and 25.
 */
final class FlatNetworks {
    /** Above so many pieces a lookup of IPv4 starts from an index by the first 16 bits, 256 KiB; below it would be larger than the table. */
    private static final int INDEXED_FROM = 8_192;
    private static final int IPV4_BITS = 32;
    private static final long IPV4_LAST = 0xffff_ffffL;
    /** Of so many networks one may change before it is cheaper to lay out all: for each that changed, those around it are looked for, 32 or 128 times. */
    private static final int CHANGED_PART_MAX = 64;
    /** A network within a network within a network, each of another prefix length. */
    private static final int DEPTH_MAX = 129;

    private final Rows networks;
    private final byte[] bits;
    private final Rows pieces;
    private final int[] index;

    /** From its first to its last address; shorter prefixes sort before longer ones with the same start, so around comes before within. */
    record Network(long high, long low, long lastHigh, long lastLow, int bits, long end) implements Comparable<Network> {
        @Override
        public int compareTo(Network other) {
            int byHigh = Long.compareUnsigned(high, other.high);
            int byLow = byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
            int byBits = byLow != 0 ? byLow : Integer.compare(bits, other.bits);
            return byBits != 0 ? byBits : Long.compare(end, other.end);
        }

        /** The network of a prefix that an address is in. @param wide for IPv6 */
        static Network of(boolean wide, long high, long low, int bits, long end) {
            long hostHigh = hostHigh(wide, bits);
            long hostLow = hostLow(wide, bits);
            return new Network(high & ~hostHigh, low & ~hostLow, high | hostHigh, low | hostLow, bits, end);
        }

        boolean holds(Network other) {
            return atMost(high, low, other.high, other.low) && atMost(other.lastHigh, other.lastLow, lastHigh, lastLow);
        }
    }

    /** The part of an address's upper half that a prefix leaves open. */
    private static long hostHigh(boolean wide, int bits) {
        return !wide || bits >= 64 ? 0 : bits == 0 ? -1 : -1L >>> bits;
    }

    /** The part of its lower half. */
    private static long hostLow(boolean wide, int bits) {
        int open = wide ? 128 - bits : IPV4_BITS - bits;
        return open >= 64 ? -1 : (1L << open) - 1;
    }

    private FlatNetworks(Rows networks, byte[] bits, Rows pieces) {
        this.networks = networks;
        this.bits = bits;
        this.pieces = pieces;
        this.index = pieces.wide() || pieces.count < INDEXED_FROM ? new int[0] : index(pieces);
    }

    /** No network. @param wide for IPv6 */
    static FlatNetworks none(boolean wide) {
        Rows pieces = new Rows(wide, 1);
        pieces.add(0, 0, 0);
        return new FlatNetworks(new Rows(wide, 0), new byte[0], pieces);
    }

    private static FlatNetworks of(boolean wide, List<Network> networks) {
        Network[] sorted = networks.toArray(Network[]::new);
        Arrays.sort(sorted);
        Rows rows = new Rows(wide, sorted.length);
        byte[] bits = new byte[sorted.length];
        for (Network network : sorted) {
            bits[rows.count] = (byte) network.bits;
            rows.append(network.high, network.low, network.end);
        }
        return new FlatNetworks(rows, bits, laidWhole(rows, bits));
    }

    boolean empty() {
        return networks.count == 0;
    }

    /** The end of the listing of an address; 0 if no network holds it. */
    long end(long high, long low) {
        int from = 0;
        int to = pieces.count - 1;
        if (index.length > 0) {
            int first = (int) (low >>> 16);
            from = index[first];
            to = index[first + 1];
        }
        return pieces.ends[pieces.last(from, to, high, low)];
    }

    /** These networks after a change. What is to be removed and is not there is left out. */
    FlatNetworks after(List<Network> removed, List<Network> added) {
        if (removed.isEmpty() && added.isEmpty()) {
            return this;
        }
        if (empty()) {
            return of(pieces.wide(), added);
        }
        List<Step> steps = new ArrayList<>(removed.size() + added.size());
        removed.forEach(network -> steps.add(new Step(network, false)));
        added.forEach(network -> steps.add(new Step(network, true)));
        steps.sort((one, other) -> one.network.compareTo(other.network));
        Rows next = new Rows(pieces.wide(), networks.count + added.size());
        byte[] nextBits = new byte[networks.count + added.size()];
        int from = 0;
        for (Step step : steps) {
            int at = Math.max(from, first(step.network));
            System.arraycopy(bits, from, nextBits, next.count, at - from);
            next.copy(networks, from, at);
            from = at;
            if (step.add) {
                nextBits[next.count] = (byte) step.network.bits;
                next.append(step.network.high, step.network.low, step.network.end);
            } else if (from < networks.count && at(from, step.network)) {
                from++;
            }
        }
        System.arraycopy(bits, from, nextBits, next.count, networks.count - from);
        next.copy(networks, from, networks.count);
        return new FlatNetworks(next, nextBits, laid(next, nextBits, steps));
    }

    private record Step(Network network, boolean add) {
    }

    /** The first network that is not before this one. */
    private int first(Network network) {
        int from = 0;
        int to = networks.count;
        while (from < to) {
            int middle = from + to >>> 1;
            if (before(middle, network)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private boolean before(int at, Network network) {
        int order = networks.compare(at, network.high, network.low);
        order = order != 0 ? order : Integer.compare(prefix(bits, at), network.bits);
        return order < 0 || order == 0 && networks.ends[at] < network.end;
    }

    private boolean at(int at, Network network) {
        return networks.compare(at, network.high, network.low) == 0 && prefix(bits, at) == network.bits && networks.ends[at] == network.end;
    }

    private static Rows laidWhole(Rows networks, byte[] bits) {
        Layout layout = new Layout(networks, bits);
        layout.lay(Network.of(networks.wide(), 0, 0, 0, 0));
        return layout.pieces;
    }

    /** The pieces of other networks, which differ from these by steps only. */
    private Rows laid(Rows next, byte[] nextBits, List<Step> steps) {
        if (steps.size() > next.count / CHANGED_PART_MAX) {
            return laidWhole(next, nextBits);
        }
        Layout layout = new Layout(next, nextBits);
        int from = 0;
        Network range = null;
        for (Step step : steps) {
            if (range != null && range.holds(step.network)) {
                continue;
            }
            range = step.network;
            int touched = pieces.firstNotBefore(range.high, range.low);
            if (touched > from) {
                layout.pieces.copy(pieces, from, touched);
            }
            layout.lay(range);
            from = pieces.count;
            boolean last = pieces.wide() ? range.lastHigh == -1 && range.lastLow == -1 : range.lastLow == IPV4_LAST;
            if (!last) {
                long low = range.lastLow + 1;
                long high = low == 0 ? range.lastHigh + 1 : range.lastHigh;
                int behind = pieces.last(0, pieces.count - 1, high, low);
                layout.pieces.add(high, low, pieces.ends[behind]);
                from = behind + 1;
            }
        }
        layout.pieces.copy(pieces, from, pieces.count);
        return layout.pieces;
    }

    /** For each first 16 bits, the piece that their first address lies in; one more at the end for the last piece. */
    private static int[] index(Rows pieces) {
        int[] index = new int[(1 << 16) + 1];
        int piece = 0;
        for (int first = 0; first < 1 << 16; first++) {
            while (piece + 1 < pieces.count && pieces.lows[piece + 1] <= (long) first << 16) {
                piece++;
            }
            index[first] = piece;
        }
        index[1 << 16] = pieces.count - 1;
        return index;
    }

    /** Prefix lengths go up to 128, one more than a byte has positive numbers. */
    private static int prefix(byte[] bits, int at) {
        return bits[at] & 0xff;
    }

    /** Whether an address is not behind another. */
    private static boolean atMost(long high, long low, long otherHigh, long otherLow) {
        int byHigh = Long.compareUnsigned(high, otherHigh);
        return byHigh < 0 || byHigh == 0 && Long.compareUnsigned(low, otherLow) <= 0;
    }

    /** Lays networks flat, range by range. Of one thread. */
    private static final class Layout {
        private final Rows networks;
        private final byte[] bits;
        private final Rows pieces;
        /** The networks around the one that is laid: each within the one before it. */
        private final Rows around = new Rows(true, DEPTH_MAX);

        Layout(Rows networks, byte[] bits) {
            this.networks = networks;
            this.bits = bits;
            // One more than are left in the end: what is behind a range is noted before it is known that the next range begins there.
            this.pieces = new Rows(networks.wide(), 2 * networks.count + 2);
        }

        private int prefix(int at) {
            return FlatNetworks.prefix(bits, at);
        }

        /** Lays out one range, within whatever networks are around it. */
        void lay(Network range) {
            long outside = endAround(range);
            pieces.add(range.high, range.low, outside);
            int at = networks.firstNotBefore(range.high, range.low);
            while (at < networks.count && networks.compare(at, range.high, range.low) == 0 && prefix(at) < range.bits) {
                at++;
            }
            around.count = 0;
            for (; at < networks.count && networks.compare(at, range.lastHigh, range.lastLow) <= 0; at++) {
                long high = networks.high(at);
                long low = networks.lows[at];
                while (around.count > 0 && around.compare(around.count - 1, high, low) < 0) {
                    leave(range, outside);
                }
                long end = Math.max(networks.ends[at], around.count > 0 ? around.ends[around.count - 1] : outside);
                if (around.count > 0 && networks.compare(at - 1, high, low) == 0 && prefix(at - 1) == prefix(at)) {
                    // The same network once more, with another end.
                    around.count--;
                }
                pieces.add(high, low, end);
                around.append(high | hostHigh(networks.wide(), prefix(at)), low | hostLow(networks.wide(), prefix(at)), end);
            }
            while (around.count > 0) {
                leave(range, outside);
            }
        }

        private void leave(Network range, long outside) {
            int inner = --around.count;
            if (around.compare(inner, range.lastHigh, range.lastLow) != 0) {
                long low = around.lows[inner] + 1;
                pieces.add(low == 0 ? around.highs[inner] + 1 : around.highs[inner], low, inner > 0 ? around.ends[inner - 1] : outside);
            }
        }

        /** The latest end of the networks that are wider than a range and hold it. */
        private long endAround(Network range) {
            long end = 0;
            for (int prefix = 0; prefix < range.bits; prefix++) {
                long high = range.high & ~hostHigh(networks.wide(), prefix);
                long low = range.low & ~hostLow(networks.wide(), prefix);
                for (int at = networks.firstNotBefore(high, low); at < networks.count && networks.compare(at, high, low) == 0
                        && prefix(at) <= prefix; at++) {
                    end = prefix(at) == prefix ? Math.max(end, networks.ends[at]) : end;
                }
            }
            return end;
        }
    }

    /** Addresses in order, each with an end. */
    private static final class Rows {
        private static final long[] NARROW = new long[0];

        private final long[] highs;
        private final long[] lows;
        private final long[] ends;
        private int count;

        Rows(boolean wide, int max) {
            highs = wide ? new long[max] : NARROW;
            lows = new long[max];
            ends = new long[max];
        }

        boolean wide() {
            return highs != NARROW;
        }

        long high(int at) {
            return wide() ? highs[at] : 0;
        }

        int compare(int at, long high, long low) {
            int byHigh = wide() ? Long.compareUnsigned(highs[at], high) : 0;
            return byHigh != 0 ? byHigh : Long.compareUnsigned(lows[at], low);
        }

        void append(long high, long low, long end) {
            if (wide()) {
                highs[count] = high;
            }
            lows[count] = low;
            ends[count] = end;
            count++;
        }

        /** A piece: one that starts where the last one does replaces it; one that ends as the last one does is part of it. */
        void add(long high, long low, long end) {
            if (count > 0 && compare(count - 1, high, low) == 0) {
                count--;
            }
            if (count == 0 || ends[count - 1] != end) {
                append(high, low, end);
            }
        }

        void copy(Rows from, int start, int until) {
            int length = Math.max(0, until - start);
            if (wide()) {
                System.arraycopy(from.highs, start, highs, count, length);
            }
            System.arraycopy(from.lows, start, lows, count, length);
            System.arraycopy(from.ends, start, ends, count, length);
            count += length;
        }

        int firstNotBefore(long high, long low) {
            int from = 0;
            int to = count;
            while (from < to) {
                int middle = from + to >>> 1;
                if (compare(middle, high, low) < 0) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }

        /** The last row from {@code from} to {@code to} that is not behind an address; {@code from} is not. */
        int last(int from, int to, long high, long low) {
            int least = from;
            int most = to;
            while (least < most) {
                int middle = least + most + 1 >>> 1;
                if (compare(middle, high, low) <= 0) {
                    least = middle;
                } else {
                    most = middle - 1;
                }
            }
            return least;
        }
    }
}
