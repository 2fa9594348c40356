package breakwater.bench.l4;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Connections that had one answer each and then are quiet, so that both of a relay's sides are there. */
final class IdleConnections implements AutoCloseable {
    private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_NANOS = 20_000L;

    private final Kernel kernel;
    private final int[] sockets;

    private IdleConnections(Kernel kernel, int count) {
        this.kernel = kernel;
        sockets = new int[count];
    }

    static IdleConnections open(Kernel kernel, MemorySegment target, int count, MemorySegment[] sources) {
        IdleConnections idle = new IdleConnections(kernel, count);
        MemorySegment request = Exchange.request();
        MemorySegment input = Arena.ofAuto().allocate(Exchange.ANSWER_BYTES);
        for (int i = 0; i < count; i++) {
            idle.sockets[i] = Kernel.must("connect", Sockets.connect(kernel, sources[i % sources.length], target));
            // On loopback a connection is whole when connect returns.
            Kernel.must("send", (int) kernel.send(idle.sockets[i], request, Exchange.REQUEST_BYTES));
            long until = System.nanoTime() + ANSWER_NANOS_MAX;
            long got = 0;
            while (got < Exchange.ANSWER_BYTES) {
                long read = kernel.receive(idle.sockets[i], input, Exchange.ANSWER_BYTES - got, 0);
                if (read == 0 || read < 0 && read != -Kernel.EAGAIN || System.nanoTime() > until) {
                    throw new IllegalStateException("connection " + i + " got no answer: " + read);
                }
                got += Math.max(0, read);
                if (read < 0) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
            }
        }
        return idle;
    }

    @Override
    public void close() {
        for (int socket : sockets) {
            kernel.close(socket);
        }
    }
}
