package breakwater.traffic.listener;

import breakwater.model.reading.Ending;
import breakwater.traffic.forward.OriginDenyList;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.forward.tcp.RelayLoop;
import breakwater.traffic.forward.tcp.RelaySettings;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The event loops of a plane, each with the connections that it relays. Any thread but the loops themselves. */
public final class EventLoops implements AutoCloseable {
    private static final long SWEEP_MILLIS = 200;
    /** How long a loop may take to do what it was told; longer means that something blocks it, which is a fault of ours. */
    private static final long ANSWER_SECONDS = 30;

    private final MultiThreadIoEventLoopGroup group;
    private final Sockets sockets;
    private final List<RelayLoop> relays;

    private EventLoops(MultiThreadIoEventLoopGroup group, Sockets sockets, List<RelayLoop> relays) {
        this.group = group;
        this.sockets = sockets;
        this.relays = relays;
    }

    /** Starts so many loops. */
    public static EventLoops start(int loops, Sockets sockets, RelaySettings settings, OriginDenyList denyList, LongSupplier ticker) {
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(loops, new DefaultThreadFactory("traffic", true), sockets.ioHandlers());
        List<RelayLoop> relays = new ArrayList<>();
        for (EventExecutor loop : group) {
            RelayLoop relay = new RelayLoop((EventLoop) loop, sockets, settings, settings.planeHeldBytesMax() / loops, denyList, ticker,
                    PooledByteBufAllocator.DEFAULT);
            relay.start(SWEEP_MILLIS);
            relays.add(relay);
        }
        return new EventLoops(group, sockets, List.copyOf(relays));
    }

    /** How sockets are made. */
    public Sockets sockets() {
        return sockets;
    }

    /** How many there are. */
    public int count() {
        return relays.size();
    }

    /** One of them, 0 to {@code count() - 1}. */
    public RelayLoop loop(int index) {
        return relays.get(index);
    }

    /**
     * The loop for a new connection: the one that accepted it, since that needs no other thread to wake up, unless another has clearly
     * less to do.
     */
    RelayLoop forConnection(RelayLoop accepting) {
        RelayLoop best = accepting;
        int least = accepting.load() - 1;
        for (RelayLoop other : relays) {
            if (other.load() < least) {
                best = other;
                least = other.load();
            }
        }
        return best;
    }

    void forEach(Consumer<RelayLoop> action) {
        relays.forEach(action);
    }

    /**
     * Returns when every loop has done what it was told before, and what loops told each other while they did it: a UDP rule's first
     * socket, once bound, has the other loops bind theirs. A client that spoke between the two would be given to another socket, and with
     * it to another session, by the second one.
     */
    void await() {
        awaitOnce();
        awaitOnce();
    }

    /** Awaits a turn of each loop that begins after what it was told before: a socket on the JDK's selectors is closed by the turn after its close. */
    private void awaitOnce() {
        CountDownLatch done = new CountDownLatch(relays.size());
        for (EventExecutor loop : group) {
            loop.execute(() -> ((SingleThreadEventLoop) loop).executeAfterEventLoopIteration(() -> loop.execute(done::countDown)));
        }
        try {
            if (!done.await(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("an event loop did not answer within " + ANSWER_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a change was put in force", e);
        }
    }

    /** Ends every connection and stops. */
    @Override
    public void close() {
        relays.forEach(relay -> relay.close(Ending.EDGE_STOPPED));
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
    }
}
