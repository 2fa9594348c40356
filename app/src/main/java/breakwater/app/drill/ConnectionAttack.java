package breakwater.app.drill;

import breakwater.app.drill.DrillPlan.Attacker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Sources that open connections. Any thread; every attempt has a virtual thread of its own, {@link DrillBounds} says how many at once. */
final class ConnectionAttack implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;
    /** A refusal comes at once; what is still open after so long was let in. */
    private static final int SILENT_MILLIS = 1_000;

    private final LoopbackTarget target;
    private final Tally tally;
    private final LongSupplier ticker;
    private final Semaphore inFlight = new Semaphore(DrillBounds.IN_FLIGHT_MAX);
    private final Set<Socket> kept = ConcurrentHashMap.newKeySet();
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean over;

    ConnectionAttack(LoopbackTarget target, Tally tally, LongSupplier ticker) {
        this.target = target;
        this.tally = tally;
        this.ticker = ticker;
    }

    /** Plays one source until the end. */
    void play(Attacker attacker, long beginNanos, long endNanos) {
        Pace pace = new Pace(ticker, beginNanos + TimeUnit.MILLISECONDS.toNanos(attacker.delayMillis()), attacker.perSecond());
        while (pace.next(endNanos)) {
            inFlight.acquireUninterruptibly();
            if (attacker.behaviour() == Behaviour.KNOCK) {
                // One after the other: the check is about connections in a row.
                attempt(attacker);
            } else {
                attempts.execute(() -> attempt(attacker));
            }
        }
    }

    private void attempt(Attacker attacker) {
        tally.sent(attacker);
        try (Socket socket = new Socket()) {
            boolean passed;
            try {
                passed = letIn(attacker, socket);
            } finally {
                inFlight.release();
            }
            if (!passed) {
                tally.refused(attacker);
                return;
            }
            tally.passed(attacker);
            if (attacker.behaviour().keeps() && tally.open(attacker) < DrillBounds.OPEN_PER_SOURCE_MAX) {
                keep(attacker, socket);
            }
        } catch (IOException refused) {
            tally.refused(attacker);
        }
    }

    /** Connects and finds out what became of it. */
    private boolean letIn(Attacker attacker, Socket socket) throws IOException {
        socket.bind(new InetSocketAddress(attacker.address(), 0));
        // A reset at the end leaves nothing behind in this machine's kernel.
        socket.setSoLinger(true, 0);
        socket.setSoTimeout(attacker.behaviour() == Behaviour.SILENT ? SILENT_MILLIS : PATIENCE_MILLIS);
        socket.connect(target.address(), PATIENCE_MILLIS);
        return switch (attacker.behaviour()) {
            case RUSH, HOARD, TRICKLE -> {
                socket.getOutputStream().write(Mark.ATTACK);
                yield socket.getInputStream().read() == Mark.ATTACK;
            }
            case KNOCK -> {
                // Let in, its end is carried to the origin, which ends too; refused, it is reset.
                socket.shutdownOutput();
                yield socket.getInputStream().read() < 0;
            }
            case SILENT -> {
                try {
                    yield socket.getInputStream().read() >= 0;
                } catch (SocketTimeoutException stillOpen) {
                    yield true;
                }
            }
            case MANY, LARGE, REFLECT -> throw new IllegalStateException("datagrams are not connections");
        };
    }

    private void keep(Attacker attacker, Socket socket) {
        kept.add(socket);
        tally.opened(attacker);
        try {
            socket.setSoTimeout(0);
            if (attacker.behaviour() == Behaviour.TRICKLE) {
                trickle(socket);
            } else if (!over) {
                // Whoever says that it is over closes what is kept after that: one of the two sees the other.
                socket.getInputStream().read();
            }
        } catch (IOException ended) {
            // The service ended it, or the drill is over; which of the two is counted below.
            kept.remove(socket);
        } finally {
            kept.remove(socket);
            tally.closed(attacker, !over);
        }
    }

    private void trickle(Socket socket) throws IOException {
        while (!over && Pace.waited(ticker, ticker.getAsLong() + TimeUnit.SECONDS.toNanos(1))) {
            socket.getOutputStream().write(Mark.ATTACK);
            if (socket.getInputStream().read() < 0) {
                return;
            }
        }
    }

    /** Waits for what is in flight and ends everything that is kept. */
    @Override
    public void close() {
        inFlight.acquireUninterruptibly(DrillBounds.IN_FLIGHT_MAX);
        over = true;
        for (Socket socket : kept) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed all the same, and nobody reads it any more.
                kept.remove(socket);
            }
        }
        attempts.close();
    }
}
