package breakwater.traffic.policy;

import java.util.concurrent.atomic.LongAdder;

/**
 * What came to a port, refused or not. Any thread adds; the tick alone reads. A packet costs one addition: packets are counted above
 * bytes in one number, of which only differences are read.
 */
final class Arrivals {
    /** 2⁴⁰ bytes between two ticks would be 88 Tbit/s. */
    private static final int BYTES_BITS = 40;
    private static final long BYTES_MASK = (1L << BYTES_BITS) - 1;

    private final LongAdder carried = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private long carriedRead;
    private long connectionsRead;

    void packet(int bytes) {
        packets(1, bytes);
    }

    void packets(long count, long bytes) {
        carried.add((count << BYTES_BITS) + bytes);
    }

    void connection() {
        connections.increment();
    }

    /** What came since it was read last. */
    Since read() {
        long carriedNow = carried.sum();
        long connectionsNow = connections.sum();
        long more = carriedNow - carriedRead;
        Since since = new Since(connectionsNow - connectionsRead, more >>> BYTES_BITS, more & BYTES_MASK);
        carriedRead = carriedNow;
        connectionsRead = connectionsNow;
        return since;
    }

    /** Counts between two reads; packets up to 2²⁴, which is 160 million a second. */
    record Since(long connections, long packets, long bytes) {
        boolean nothing() {
            return connections == 0 && packets == 0;
        }
    }
}
