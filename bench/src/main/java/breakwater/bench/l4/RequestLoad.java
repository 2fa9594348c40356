package breakwater.bench.l4;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Legitimate clients on one thread: a number of connections, each with one request on its way at a time. A connection that is over is
 * replaced by one from the next address.
 */
final class RequestLoad {
    private static final long SILENCE_NANOS = 1_000_000_000L;
    private static final long LOOK_NANOS = 100_000_000L;
    private static final long RETRY_NANOS = 5_000_000L;
    private static final int READ_BYTES = 65_536;
    private static final int NONE = -1;

    private final MemorySegment target;
    private final MemorySegment[] sources;
    private final int requestsEach;
    private final boolean originCloses;
    private final int[] sockets;
    private final long[] retryAt;
    private final MemorySegment request = Exchange.request();
    private final MemorySegment input = Arena.ofAuto().allocate(READ_BYTES);
    private int nextSource;
    private int down;

    private int[] slots = new int[1024];
    private long[] sentAt = new long[1024];
    private int[] received = new int[1024];
    private int[] left = new int[1024];
    private boolean[] connecting = new boolean[1024];

    private Kernel kernel;
    private Poll poll;
    private long answers;
    private long failed;
    private Histogram nanos;

    /**
     * @param connections  how many at once
     * @param requestsEach after how many requests a connection is closed and replaced; 0 for never
     * @param originCloses whether the origin closes after the last answer, which then is waited for
     * @param sources      the addresses clients have, in turn
     */
    RequestLoad(MemorySegment target, int connections, int requestsEach, boolean originCloses, MemorySegment[] sources) {
        this.target = target;
        this.sources = sources;
        this.requestsEach = requestsEach;
        this.originCloses = originCloses;
        sockets = new int[connections];
        retryAt = new long[connections];
    }

    /** Runs on the calling thread. */
    Answered run(Kernel onThread, Duration time) {
        kernel = onThread;
        nanos = new Histogram(10_000_000_000L, 3);
        answers = 0;
        failed = 0;
        down = 0;
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (Poll opened = new Poll(kernel)) {
            poll = opened;
            Arrays.fill(sockets, NONE);
            for (int slot = 0; slot < sockets.length; slot++) {
                open(slot);
            }
            long now = start;
            long lookAt = start + LOOK_NANOS;
            while (now < end) {
                int count = poll.await(down > 0 ? 1 : 20);
                for (int i = 0; i < count; i++) {
                    happened(poll.descriptor(i), poll.events(i));
                }
                now = System.nanoTime();
                if (down > 0 || now > lookAt) {
                    look(now);
                    lookAt = now + LOOK_NANOS;
                }
            }
            for (int socket : sockets) {
                if (socket >= 0) {
                    kernel.close(socket);
                }
            }
            return new Answered(answers * 1e9 / (now - start), nanos, failed);
        }
    }

    private void open(int slot) {
        int socket = Sockets.connect(kernel, sources[nextSource], target);
        nextSource = (nextSource + 1) % sources.length;
        if (socket < 0) {
            lost(slot);
            return;
        }
        if (socket >= slots.length) {
            int room = Math.max(socket + 1, slots.length * 2);
            slots = Arrays.copyOf(slots, room);
            sentAt = Arrays.copyOf(sentAt, room);
            received = Arrays.copyOf(received, room);
            left = Arrays.copyOf(left, room);
            connecting = Arrays.copyOf(connecting, room);
        }
        sockets[slot] = socket;
        slots[socket] = slot;
        left[socket] = requestsEach;
        received[socket] = 0;
        sentAt[socket] = System.nanoTime();
        long sent = kernel.send(socket, request, Exchange.REQUEST_BYTES);
        connecting[socket] = sent == -Kernel.EAGAIN;
        if (sent < 0 && sent != -Kernel.EAGAIN) {
            kernel.close(socket);
            lost(slot);
            return;
        }
        poll.add(socket, connecting[socket] ? Poll.WRITABLE : Poll.READABLE);
    }

    private void happened(int socket, int events) {
        if (connecting[socket]) {
            connecting[socket] = false;
            if (kernel.send(socket, request, Exchange.REQUEST_BYTES) < 0) {
                broken(socket);
            } else {
                poll.change(socket, Poll.READABLE);
            }
            return;
        }
        long read = kernel.receive(socket, input, READ_BYTES, Kernel.MSG_TRUNC);
        if (read > 0) {
            received[socket] += (int) read;
            if (received[socket] >= Exchange.ANSWER_BYTES) {
                answered(socket);
            }
        } else if (read == 0 && originCloses && requestsEach > 0 && left[socket] == 0) {
            replace(socket);
        } else if (read != -Kernel.EAGAIN) {
            broken(socket);
        }
    }

    private void answered(int socket) {
        long now = System.nanoTime();
        nanos.recordValue(Math.min(now - sentAt[socket], nanos.getHighestTrackableValue()));
        answers++;
        received[socket] = 0;
        if (requestsEach > 0 && --left[socket] == 0) {
            if (!originCloses) {
                replace(socket);
            }
            return;
        }
        sentAt[socket] = now;
        if (kernel.send(socket, request, Exchange.REQUEST_BYTES) < 0) {
            broken(socket);
        }
    }

    private void replace(int socket) {
        kernel.close(socket);
        open(slots[socket]);
    }

    private void broken(int socket) {
        kernel.close(socket);
        lost(slots[socket]);
    }

    private void lost(int slot) {
        failed++;
        down++;
        sockets[slot] = NONE;
        retryAt[slot] = System.nanoTime() + RETRY_NANOS;
    }

    /** Opens again what was lost, and gives up connections without an answer. */
    private void look(long now) {
        for (int slot = 0; slot < sockets.length; slot++) {
            int socket = sockets[slot];
            if (socket == NONE && now >= retryAt[slot]) {
                down--;
                open(slot);
            } else if (socket != NONE && now - sentAt[socket] > SILENCE_NANOS) {
                broken(socket);
            }
        }
    }
}
