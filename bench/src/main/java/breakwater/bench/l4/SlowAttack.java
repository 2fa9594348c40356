package breakwater.bench.l4;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Connections that stay and do next to nothing, a quarter of them each: one that says nothing, one that sends a byte of its request a
 * second, one that asks for a lot and reads nothing, one that reads its answer a byte a second. What is ended is opened again,
 * at most {@value #OPENED_PER_SECOND} a second. Ready when all were opened once and each has begun: that the
 * third kind's requests are answered is not what a slow connection costs.
 */
record SlowAttack(MemorySegment target, MemorySegment[] sources, int connections) implements Attack {
    private static final int OPENED_PER_SECOND = 4_000;
    private static final long STEP_NANOS = 1_000_000_000L;
    private static final int REQUESTS_UNREAD = 300;
    private static final int DESCRIPTORS_MAX = 65_536;
    private static final int MODES = 4;
    private static final int NONE = -1;

    @Override
    public String name() {
        return "slow connections";
    }

    @Override
    public void run(Kernel kernel, AttackRun run) {
        int[] sockets = new int[connections];
        int[] slots = new int[DESCRIPTORS_MAX];
        boolean[] asked = new boolean[connections];
        Arrays.fill(sockets, NONE);
        MemorySegment one = Exchange.request();
        MemorySegment many = Arena.ofAuto().allocate((long) REQUESTS_UNREAD * Exchange.REQUEST_BYTES);
        for (int i = 0; i < REQUESTS_UNREAD; i++) {
            MemorySegment.copy(one, 0, many, (long) i * Exchange.REQUEST_BYTES, Exchange.REQUEST_BYTES);
        }
        MemorySegment input = Arena.ofAuto().allocate(64);
        int held = 0;
        int next = 0;
        boolean allOpened = false;
        long started = System.nanoTime();
        long steps = 0;
        Pace opening = new Pace(OPENED_PER_SECOND);
        // Only ends are waited for: what can be read is left where it is.
        try (Poll poll = new Poll(kernel)) {
            while (run.going()) {
                int count = poll.await(1);
                for (int i = 0; i < count; i++) {
                    int socket = poll.descriptor(i);
                    if ((poll.events(i) & Poll.ENDED) != 0 || (poll.events(i) & Poll.CLOSED) != 0) {
                        kernel.close(socket);
                        sockets[slots[socket]] = NONE;
                        run.refused();
                        held--;
                    }
                }
                long now = System.nanoTime();
                for (int due = opening.due(now); due > 0; due--) {
                    if (sockets[next] == NONE) {
                        run.attempted(1);
                        int socket = next % MODES == 2 ? Sockets.connectNarrow(kernel, sources[next % sources.length], target)
                                : Sockets.connect(kernel, sources[next % sources.length], target);
                        if (socket < 0) {
                            run.refused();
                        } else {
                            held++;
                            sockets[next] = socket;
                            slots[socket] = next;
                            asked[next] = false;
                            poll.add(socket, Poll.CLOSED);
                        }
                    }
                    next = (next + 1) % connections;
                    allOpened |= next == 0;
                }
                if (now - started > steps * STEP_NANOS) {
                    steps++;
                    boolean allBegan = allOpened;
                    for (int slot = 0; slot < connections; slot++) {
                        if (sockets[slot] != NONE) {
                            step(kernel, sockets[slot], slot, asked, one, many, input);
                        }
                    }
                    if (allBegan) {
                        run.ready();
                    }
                }
                run.held(held);
            }
            for (int socket : sockets) {
                if (socket != NONE) {
                    kernel.close(socket);
                }
            }
        }
    }

    private static void step(Kernel kernel, int socket, int slot, boolean[] asked, MemorySegment one, MemorySegment many,
                             MemorySegment input) {
        switch (slot % MODES) {
            case 1 -> kernel.send(socket, one, 1);
            case 2 -> {
                if (!asked[slot]) {
                    asked[slot] = kernel.send(socket, many, many.byteSize()) > 0;
                }
            }
            case 3 -> {
                if (asked[slot]) {
                    kernel.receive(socket, input, 1, 0);
                } else {
                    asked[slot] = kernel.send(socket, one, Exchange.REQUEST_BYTES) > 0;
                }
            }
            default -> {
                // This quarter says nothing at all.
            }
        }
    }
}
