package breakwater.bench.l4;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Datagrams there and back on one thread: a number of sessions, each with a window of datagrams on their way; each that comes back sends
 * the next. Where nothing came back for a while, its window counts as lost and is sent anew.
 */
final class DatagramLoad {
    /** With 32 sessions, 256 datagrams are on their way: as many as a socket's usual buffer holds, so what is lost is not the load's doing. */
    private static final int WINDOW = 8;
    private static final long LOST_NANOS = 50_000_000L;

    private DatagramLoad() {
    }

    /**
     * What came back.
     *
     * @param perSecond datagrams that went to the origin and back, a second
     * @param lostShare of those sent, how many did not come back, 0 to 1
     */
    record Echoed(double perSecond, double lostShare) {
    }

    static Echoed run(Kernel kernel, MemorySegment target, int sessions, MemorySegment[] sources, Duration time) {
        Messages out = new Messages(WINDOW, Exchange.DATAGRAM_BYTES, false);
        Messages in = new Messages(WINDOW, Exchange.DATAGRAM_BYTES, false);
        int[] sockets = new int[sessions];
        int[] indexes = new int[65_536];
        long[] heardAt = new long[sessions];
        long sent = 0;
        long back = 0;
        try (Poll poll = new Poll(kernel)) {
            long start = System.nanoTime();
            for (int i = 0; i < sessions; i++) {
                sockets[i] = Sockets.datagrams(kernel, sources[i], target);
                indexes[sockets[i]] = i;
                heardAt[i] = start - LOST_NANOS - 1;
                poll.add(sockets[i], Poll.READABLE);
            }
            long now = start;
            long lookAt = start;
            long end = start + time.toNanos();
            while (now < end) {
                if (now >= lookAt) {
                    for (int i = 0; i < sessions; i++) {
                        if (now - heardAt[i] > LOST_NANOS) {
                            sent += Math.max(0, kernel.sendMany(sockets[i], out.all(), WINDOW));
                            heardAt[i] = now;
                        }
                    }
                    lookAt = now + LOST_NANOS / 4;
                }
                int count = poll.await(5);
                now = System.nanoTime();
                for (int i = 0; i < count; i++) {
                    int socket = poll.descriptor(i);
                    int received = kernel.receiveMany(socket, in.all(), WINDOW);
                    if (received > 0) {
                        back += received;
                        heardAt[indexes[socket]] = now;
                        sent += Math.max(0, kernel.sendMany(socket, out.all(), received));
                    }
                }
            }
            double lost = sent == 0 ? 1 : Math.max(0, sent - back - (double) sessions * WINDOW) / sent;
            return new Echoed(back * 1e9 / (now - start), lost);
        } finally {
            for (int socket : sockets) {
                kernel.close(socket);
            }
        }
    }
}
