package breakwater.traffic.forward.tcp;

import breakwater.model.reading.Ending;
import breakwater.traffic.forward.OriginDenyList;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.meter.ConnectionMeter;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The relayed connections of one event loop. Both sockets of a connection are on it, so a byte never changes threads. What is public
 * here may be called from any thread and takes place on the loop.
 */
public final class RelayLoop {
    /** Reads a socket may do before others have their turn: 2 × 256 KiB is what the high mark holds. */
    private static final int READS_PER_TURN = 2;
    private static final long NANOS_BETWEEN_LINES = TimeUnit.MINUTES.toNanos(1);
    private static final System.Logger LOG = System.getLogger(RelayLoop.class.getName());

    private final EventLoop eventLoop;
    private final Sockets sockets;
    private final RelaySettings settings;
    private final OriginDenyList denyList;
    private final LongSupplier ticker;
    private final ByteBufAllocator buffers;
    private final LoopReads reads;
    private final HeldBytes heldBytes;
    private final Map<RelayRule, Relays> relays = new HashMap<>();
    /** Open connections, for whoever distributes new ones; written on the loop and by those who hand over a connection. */
    private final AtomicInteger load = new AtomicInteger();
    /** Connections that were ended for want of room and are not in the log yet, and the time from which a line may be written. */
    private long endedForRoom;
    private long nextLineNanos;

    /**
     * @param eventLoop    whose connections they are
     * @param heldBytesMax what its connections can hold together: its share of {@link RelaySettings#planeHeldBytesMax}
     * @param buffers      where buffers come from, for the length of a read and a write
     * @param ticker       monotonic nanoseconds
     */
    public RelayLoop(EventLoop eventLoop, Sockets sockets, RelaySettings settings, long heldBytesMax, OriginDenyList denyList,
                     LongSupplier ticker, ByteBufAllocator buffers) {
        this.eventLoop = eventLoop;
        this.sockets = sockets;
        this.settings = settings;
        this.denyList = denyList;
        this.ticker = ticker;
        this.buffers = buffers;
        this.reads = new LoopReads(buffers, settings.readBytes(), READS_PER_TURN);
        this.heldBytes = new HeldBytes(heldBytesMax, settings, reads);
        this.nextLineNanos = ticker.getAsLong();
    }

    /** Starts looking at idle times, so often. */
    public void start(long sweepMillis) {
        eventLoop.scheduleWithFixedDelay(this::sweep, sweepMillis, sweepMillis, TimeUnit.MILLISECONDS);
    }

    /** Which event loop. */
    public EventLoop eventLoop() {
        return eventLoop;
    }

    /** How many connections it has or is about to have. */
    public int load() {
        return load.get();
    }

    /**
     * The handler that relays an accepted connection, to be put last into its pipeline. It tells the meter how the connection ended. A
     * handler before it that refuses the connection sends {@link breakwater.traffic.meter.Ended} down the pipeline.
     *
     * @param sourceHash of the client's address without its port, spread over all 64 bits: the source that an origin is kept for
     * @param owner      who is told when it is over
     */
    public ChannelHandler relay(RelayRule rule, Channel client, long sourceHash, ConnectionMeter meter, RelayOwner owner) {
        load.incrementAndGet();
        configure(client.config());
        return new Relay(this, rule, client, sourceHash, meter, owner);
    }

    /** Begins to carry an accepted connection, whose pipeline has what {@link #relay} made for it. It ends at once if the kernel cannot watch it. */
    public void carry(Channel client) {
        eventLoop.register(client).addListener(registered -> {
            if (!registered.isSuccess()) {
                client.unsafe().closeForcibly();
                client.pipeline().get(Relay.class).neverBegan();
            }
        });
    }

    /** Ends every connection of a rule. */
    public void end(RelayRule rule, Ending ending) {
        onLoop(() -> {
            Relays of = relays.get(rule);
            if (of != null) {
                of.all().forEach(relay -> relay.abort(ending));
            }
        });
    }

    /** Ends those connections of a changed rule whose origin it does not have any more. */
    public void changed(RelayRule rule) {
        onLoop(() -> {
            Relays of = relays.get(rule);
            if (of != null) {
                of.all().forEach(relay -> relay.endUnlessOriginIn(rule.origins()));
            }
        });
    }

    /** Ends every connection, and gives back the memory of the loop: it will read no more. */
    public void close(Ending ending) {
        onLoop(() -> {
            List.copyOf(relays.values()).forEach(of -> of.all().forEach(relay -> relay.abort(ending)));
            reads.close();
        });
    }

    private void onLoop(Runnable task) {
        if (eventLoop.inEventLoop()) {
            task.run();
        } else {
            eventLoop.execute(task);
        }
    }

    private void sweep() {
        long now = ticker.getAsLong();
        for (Relays of : List.copyOf(relays.values())) {
            of.sweep(now);
        }
        if (endedForRoom > 0 && now - nextLineNanos >= 0) {
            LOG.log(System.Logger.Level.WARNING, "connections ended for want of memory since the last such line: " + endedForRoom + ", those that held most for "
                    + "slow receivers; " + heldBytes.held() + " bytes wait on this event loop now");
            endedForRoom = 0;
            nextLineNanos = now + NANOS_BETWEEN_LINES;
        }
    }

    /**
     * Ends those that hold most if the loop is full. What receivers have taken since they were last counted is not held against them; but an eighth is to be free
     * even then, or all would be counted again with each of the next reads.
     */
    void makeRoom() {
        if (!heldBytes.full()) {
            return;
        }
        List<Relay> holding = new ArrayList<>();
        for (Relays of : relays.values()) {
            for (Relay relay : of.all()) {
                relay.count();
                if (relay.heldBytes() > 0) {
                    holding.add(relay);
                }
            }
        }
        holding.sort(Comparator.comparingLong(Relay::heldBytes).reversed());
        for (Relay relay : holding) {
            if (heldBytes.roomy()) {
                break;
            }
            relay.abort(Ending.EDGE_FULL);
            endedForRoom++;
        }
    }

    void add(Relay relay) {
        relays.computeIfAbsent(relay.rule(), unused -> new Relays()).add(relay);
    }

    void remove(Relay relay) {
        load.decrementAndGet();
        Relays of = relays.get(relay.rule());
        if (of != null && of.remove(relay)) {
            relays.remove(relay.rule());
        }
    }

    /** Sets what client and origin sockets have alike. */
    void configure(ChannelConfig config) {
        // TCP_NODELAY is set already: what is written was read as one, so the kernel has nothing to wait for.
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        config.setAllocator(buffers);
        config.setRecvByteBufAllocator(reads);
        config.setWriteBufferWaterMark(heldBytes.waterMark());
        // Connects that take too long are found by the sweep: no timer for each.
        config.setConnectTimeoutMillis(0);
    }

    Sockets sockets() {
        return sockets;
    }

    RelaySettings settings() {
        return settings;
    }

    HeldBytes heldBytes() {
        return heldBytes;
    }

    OriginDenyList denyList() {
        return denyList;
    }

    long now() {
        return ticker.getAsLong();
    }

    /** The connections of one rule on this loop: a list through the connections themselves, so that one costs no entry. */
    private static final class Relays {
        private Relay first;

        void add(Relay relay) {
            relay.next = first;
            if (first != null) {
                first.previous = relay;
            }
            first = relay;
        }

        /** Answers whether none is left. */
        boolean remove(Relay relay) {
            if (relay.previous != null) {
                relay.previous.next = relay.next;
            } else if (first == relay) {
                first = relay.next;
            }
            if (relay.next != null) {
                relay.next.previous = relay.previous;
            }
            relay.previous = null;
            relay.next = null;
            return first == null;
        }

        /** A copy, since ending one takes it out. */
        List<Relay> all() {
            List<Relay> all = new ArrayList<>();
            for (Relay relay = first; relay != null; relay = relay.next) {
                all.add(relay);
            }
            return all;
        }

        void sweep(long now) {
            Relay relay = first;
            while (relay != null) {
                Relay next = relay.next;
                relay.sweep(now);
                relay = next;
            }
        }
    }
}
