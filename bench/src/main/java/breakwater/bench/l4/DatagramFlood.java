package breakwater.bench.l4;

import java.lang.foreign.MemorySegment;

/** Datagrams from many sources, a fixed number a second, to whom they concern or not. */
record DatagramFlood(MemorySegment target, MemorySegment[] sources, double perSecond) implements Attack {
    private static final int BATCH = 8;

    @Override
    public String name() {
        return "UDP flood";
    }

    @Override
    public void run(Kernel kernel, AttackRun run) {
        Messages messages = new Messages(BATCH, Exchange.DATAGRAM_BYTES, true);
        for (int i = 0; i < BATCH; i++) {
            messages.address(i, target);
        }
        int[] sockets = new int[sources.length];
        for (int i = 0; i < sockets.length; i++) {
            sockets[i] = Sockets.unconnectedDatagrams(kernel, sources[i]);
        }
        int next = 0;
        int due = 0;
        Pace pace = new Pace(perSecond);
        run.ready();
        // Nothing is waited for but the time: answers are left unread.
        try (Poll poll = new Poll(kernel)) {
            while (run.going()) {
                poll.await(1);
                due += pace.due(System.nanoTime());
                while (due >= BATCH) {
                    run.attempted(Math.max(0, kernel.sendMany(sockets[next], messages.all(), BATCH)));
                    due -= BATCH;
                    next = (next + 1) % sockets.length;
                }
            }
        }
        for (int socket : sockets) {
            kernel.close(socket);
        }
    }
}
