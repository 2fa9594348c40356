package breakwater.bench.l4;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;

/**
 * Sources that hold the one connection they are allowed and go on trying for more: ready when every source has tried once, then a number
 * of further attempts a second, from one source after the other. An attempt that is not ended by the other side within a quarter of a
 * second is closed here.
 */
record ConnectionAttack(MemorySegment target, MemorySegment[] sources, double perSecond) implements Attack {
    private static final double HOLDING_PER_SECOND = 20_000;
    private static final long PATIENCE_NANOS = 250_000_000L;
    private static final int DESCRIPTORS_MAX = 65_536;

    private record Attempt(int socket, int number, long until) {
    }

    @Override
    public String name() {
        return "connections";
    }

    @Override
    public void run(Kernel kernel, AttackRun run) {
        // By descriptor: 0 not open, -1 held, else the number of the attempt.
        int[] state = new int[DESCRIPTORS_MAX];
        ArrayDeque<Attempt> attempts = new ArrayDeque<>();
        MemorySegment input = Arena.ofAuto().allocate(64);
        int held = 0;
        int number = 0;
        int source = 0;
        boolean holding = true;
        Pace pace = new Pace(HOLDING_PER_SECOND);
        try (Poll poll = new Poll(kernel)) {
            while (run.going()) {
                int count = poll.await(1);
                for (int i = 0; i < count; i++) {
                    int socket = poll.descriptor(i);
                    if (kernel.receive(socket, input, input.byteSize(), 0) != -Kernel.EAGAIN && state[socket] != 0) {
                        kernel.close(socket);
                        held -= state[socket] == -1 ? 1 : 0;
                        if (state[socket] > 0) {
                            run.refused();
                        }
                        state[socket] = 0;
                    }
                }
                long now = System.nanoTime();
                while (!attempts.isEmpty() && attempts.peek().until() < now) {
                    Attempt over = attempts.poll();
                    if (state[over.socket()] == over.number()) {
                        kernel.close(over.socket());
                        state[over.socket()] = 0;
                    }
                }
                for (int due = pace.due(now); due > 0; due--) {
                    int socket = Sockets.connect(kernel, sources[source], target);
                    source = (source + 1) % sources.length;
                    if (holding) {
                        held += socket < 0 ? 0 : 1;
                    } else {
                        run.attempted(1);
                        number++;
                        if (socket < 0) {
                            run.refused();
                        } else {
                            attempts.add(new Attempt(socket, number, now + PATIENCE_NANOS));
                        }
                    }
                    if (socket >= 0) {
                        state[socket] = holding ? -1 : number;
                        poll.add(socket, Poll.READABLE);
                    }
                    if (holding && source == 0) {
                        holding = false;
                        pace = new Pace(perSecond);
                        run.ready();
                        break;
                    }
                }
                run.held(held);
            }
            for (int socket = 0; socket < DESCRIPTORS_MAX; socket++) {
                if (state[socket] != 0) {
                    kernel.close(socket);
                }
            }
        }
    }
}
