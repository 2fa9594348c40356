package breakwater.bench.l4;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** A few streams from the origin, as fast as they come, on one thread. What arrives is thrown away uncopied. */
final class BulkLoad {
    private static final long READ_BYTES = 4 << 20;
    private static final long SETTLE_NANOS = 300_000_000L;

    private BulkLoad() {
    }

    /** Bits a second that arrived after the streams had settled. */
    static double run(Kernel kernel, MemorySegment target, int streams, MemorySegment[] sources, Duration time) {
        MemorySegment request = Exchange.request();
        MemorySegment input = Arena.ofAuto().allocate(16);
        int[] sockets = new int[streams];
        try (Poll poll = new Poll(kernel)) {
            for (int i = 0; i < streams; i++) {
                sockets[i] = Kernel.must("connect", Sockets.connect(kernel, sources[i], target));
                // On loopback a connection is whole when connect returns.
                Kernel.must("send", (int) kernel.send(sockets[i], request, Exchange.REQUEST_BYTES));
                poll.add(sockets[i], Poll.READABLE);
            }
            long counted = 0;
            long from = 0;
            long start = System.nanoTime();
            long now = start;
            long end = start + SETTLE_NANOS + time.toNanos();
            while (now < end) {
                int count = poll.await(20);
                now = System.nanoTime();
                if (from == 0 && now - start > SETTLE_NANOS) {
                    from = now;
                    counted = 0;
                }
                for (int i = 0; i < count; i++) {
                    long read = kernel.receive(poll.descriptor(i), input, READ_BYTES, Kernel.MSG_TRUNC);
                    if (read == 0 || read < 0 && read != -Kernel.EAGAIN) {
                        throw new IllegalStateException("a stream ended: " + read);
                    }
                    counted += Math.max(0, read);
                }
            }
            return counted * 8e9 / (now - from);
        } finally {
            for (int socket : sockets) {
                kernel.close(socket);
            }
        }
    }
}
