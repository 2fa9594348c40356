package breakwater.control.publish;

import breakwater.control.store.Row;
import breakwater.model.reading.Ending;
import breakwater.model.reading.RuleReading;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The numbers of one row of history, being added up. Belongs to one thread. */
final class Tally {
    /** What adds up over time and over rules. The names in lower case are columns. */
    enum Sum {
        /** Monotonic time that was observed: more than the row's own span when service time stood still meanwhile. */
        COVERED_MILLIS,
        IN_BYTES, IN_PACKETS, OUT_BYTES, OUT_PACKETS, ATTACK_BYTES, ATTACK_PACKETS, NEW_CONNECTIONS,
        /** Refused because of the bandwidth that was bought. */
        BANDWIDTH_REFUSED_BYTES, BANDWIDTH_REFUSED_PACKETS,
        /** Refused because too many connections were opened at once: the port's limit or the plan's. */
        OPENING_REFUSED_BYTES, OPENING_REFUSED_PACKETS,
        /** Refused because too many connections were open: the port's limit or the plan's. */
        OPEN_REFUSED_BYTES, OPEN_REFUSED_PACKETS
    }

    /** The largest of a second: adds up over rules at one time, and is the largest over time. */
    enum Peak {
        PEAK_CONNECTIONS, PEAK_ACTIVE, PEAK_IDLE, PEAK_ATTACK_BITS, PEAK_ATTACK_PACKETS, PEAK_NEW_CONNECTIONS
    }

    static final String SUMS = names(Sum.values());
    static final String PEAKS = names(Peak.values());

    private final long[] sums = new long[Sum.values().length];
    private final long[] peaks = new long[Peak.values().length];

    private static String names(Enum<?>[] columns) {
        return String.join(", ", Stream.of(columns).map(column -> column.name().toLowerCase(Locale.ROOT)).toList());
    }

    /** The numbers of a row whose next columns are {@link #SUMS} and {@link #PEAKS}. */
    static Tally read(Row row) {
        Tally read = new Tally();
        for (int i = 0; i < read.sums.length; i++) {
            read.sums[i] = row.number();
        }
        for (int i = 0; i < read.peaks.length; i++) {
            read.peaks[i] = row.number();
        }
        return read;
    }

    /** The values in the order of {@link #SUMS} and {@link #PEAKS}, from a place of an array on. */
    void write(Object[] values, int from) {
        for (int i = 0; i < sums.length; i++) {
            values[from + i] = sums[i];
        }
        for (int i = 0; i < peaks.length; i++) {
            values[from + sums.length + i] = peaks[i];
        }
    }

    long of(Sum sum) {
        return sums[sum.ordinal()];
    }

    long of(Peak peak) {
        return peaks[peak.ordinal()];
    }

    void add(Sum sum, long more) {
        sums[sum.ordinal()] += more;
    }

    /** Raises a peak to at least this. */
    void raise(Peak peak, long to) {
        peaks[peak.ordinal()] = Math.max(peaks[peak.ordinal()], to);
    }

    /** Another rule's numbers of the same time. */
    void beside(Tally other) {
        long covered = Math.max(of(Sum.COVERED_MILLIS), other.of(Sum.COVERED_MILLIS));
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        sums[Sum.COVERED_MILLIS.ordinal()] = covered;
        for (int i = 0; i < peaks.length; i++) {
            peaks[i] += other.peaks[i];
        }
    }

    /** The same rule's numbers of another time. */
    void after(Tally other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        for (int i = 0; i < peaks.length; i++) {
            peaks[i] = Math.max(peaks[i], other.peaks[i]);
        }
    }

    /** Turns the numbers of one second into its peaks. Rates are by the time that was observed, at least a second. */
    void peakOfSecond() {
        long millis = Math.max(1_000, of(Sum.COVERED_MILLIS));
        raise(Peak.PEAK_ATTACK_BITS, perSecond(of(Sum.ATTACK_BYTES) * 8, millis));
        raise(Peak.PEAK_ATTACK_PACKETS, perSecond(of(Sum.ATTACK_PACKETS), millis));
        raise(Peak.PEAK_NEW_CONNECTIONS, perSecond(of(Sum.NEW_CONNECTIONS), millis));
    }

    /** A rate, rounded up so that traffic never shows as none. */
    static long perSecond(long count, long millis) {
        return Math.ceilDiv(count * 1_000, millis);
    }

    /**
     * Adds the share of a reading that falls into one second: from {@code from} to {@code to} of {@code whole} milliseconds. The
     * shares of all seconds add up to the reading exactly.
     */
    void addShare(RuleReading rule, long from, long to, long whole) {
        add(Sum.IN_BYTES, share(rule.inBytes(), from, to, whole));
        add(Sum.IN_PACKETS, share(rule.inPackets(), from, to, whole));
        add(Sum.OUT_BYTES, share(rule.outBytes(), from, to, whole));
        add(Sum.OUT_PACKETS, share(rule.outPackets(), from, to, whole));
        add(Sum.NEW_CONNECTIONS, share(rule.newConnections(), from, to, whole));
        refused(rule.endedBytes(), from, to, whole, true);
        refused(rule.endedPackets(), from, to, whole, false);
    }

    /** What falls into a part of this row's time when it is spread evenly; peaks may have been in any part. */
    Tally share(long from, long to, long whole) {
        if (from == 0 && to == whole) {
            return this;
        }
        Tally part = new Tally();
        for (int i = 0; i < sums.length; i++) {
            part.sums[i] = share(sums[i], from, to, whole);
        }
        System.arraycopy(peaks, 0, part.peaks, 0, peaks.length);
        return part;
    }

    private void refused(Map<Ending, Long> counts, long from, long to, long whole, boolean bytes) {
        counts.forEach((ending, count) -> {
            long share = share(count, from, to, whole);
            if (ending.attack()) {
                add(bytes ? Sum.ATTACK_BYTES : Sum.ATTACK_PACKETS, share);
            }
            switch (ending) {
                case REFUSED_PLAN_BANDWIDTH ->
                        add(bytes ? Sum.BANDWIDTH_REFUSED_BYTES : Sum.BANDWIDTH_REFUSED_PACKETS, share);
                case REFUSED_PORT_NEW_CONNECTIONS, REFUSED_PLAN_NEW_CONNECTIONS ->
                        add(bytes ? Sum.OPENING_REFUSED_BYTES : Sum.OPENING_REFUSED_PACKETS, share);
                case REFUSED_PORT_CONNECTIONS, REFUSED_PLAN_CONNECTIONS ->
                        add(bytes ? Sum.OPEN_REFUSED_BYTES : Sum.OPEN_REFUSED_PACKETS, share);
                // The others are no limit of the port or of what was bought.
                case NONE, CLIENT_CLOSED, CLIENT_RESET, CLIENT_IDLE, ORIGIN_CLOSED, ORIGIN_RESET, ORIGIN_REFUSED,
                     ORIGIN_TIMED_OUT, ORIGIN_ABNORMAL, ORIGIN_FORBIDDEN, REFUSED_BLACKHOLE, REFUSED_BLACKLIST,
                     REFUSED_REGION, REFUSED_LINE, REFUSED_REFLECTION, REFUSED_PAYLOAD, REFUSED_EMPTY,
                     REFUSED_SOURCE_NEW_CONNECTIONS, REFUSED_SOURCE_CONNECTIONS, REFUSED_SOURCE_PACKETS,
                     REFUSED_SOURCE_BYTES, REFUSED_AUTOMATIC, REFUSED_AMPLIFICATION, EDGE_FULL, EDGE_RULE_REMOVED,
                     EDGE_ORIGIN_REMOVED, EDGE_ADDRESS_CHANGED, EDGE_FORWARDING_ENDED, EDGE_INSTANCE_RELEASED, EDGE_STOPPED,
                     EDGE_FAULT -> {
                }
            }
        });
    }

    private static long share(long count, long from, long to, long whole) {
        return until(Math.max(0, count), to, whole) - until(Math.max(0, count), from, whole);
    }

    /** count × at / whole, rounded down, without overflow: whole is no more than a reading may cover. */
    private static long until(long count, long at, long whole) {
        return count / whole * at + count % whole * at / whole;
    }
}
