package breakwater.traffic;

import breakwater.model.reading.Reading;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.traffic.forward.OriginDenyList;
import breakwater.traffic.forward.Persistence;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.forward.health.HealthChecks;
import breakwater.traffic.listener.EventLoops;
import breakwater.traffic.listener.Listeners;
import breakwater.traffic.meter.Meters;
import breakwater.traffic.policy.CountryTable;
import breakwater.traffic.policy.Guards;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A running traffic plane: given snapshots, it carries and protects traffic and gives readings back. Any thread may call it, except
 * its own event loops.
 */
public final class TrafficPlane implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TrafficPlane.class.getName());
    private static final long GUARD_TICK_MILLIS = 100;

    private final String edgeId = "edge-" + UUID.randomUUID();
    private final InstantSource wall;
    private final LongSupplier ticker;
    private final Meters meters;
    private final Guards guards;
    private final OriginDenyList denyList;
    private final EventLoops loops;
    private final HealthChecks health;
    private final Listeners listeners;
    private final ScheduledExecutorService clockwork = thread("traffic-clock");
    private final ScheduledExecutorService reader = thread("traffic-readings");
    private volatile ProtectionSnapshot snapshot = ProtectionSnapshot.EMPTY;
    private final Object readingLock = new Object();
    private long sequence;
    private long readAt;

    private TrafficPlane(TrafficSettings settings, Sockets sockets, CountryTable countries, InstantSource wall, LongSupplier ticker,
                         Consumer<Reading> readings) {
        this.wall = wall;
        this.ticker = ticker;
        this.readAt = ticker.getAsLong();
        // The first line of a log reads the time zone's file. When there are no descriptors left it could not, and would never be again.
        LOG.log(System.Logger.Level.DEBUG, "times in the log are of " + ZoneId.systemDefault().getRules().getOffset(wall.instant()));
        meters = new Meters(ticker, settings.loops());
        guards = new Guards(settings.policy(), wall, ticker, meters, countries);
        denyList = new OriginDenyList(settings.loopbackOriginsAllowed(), settings.withheldOrigins());
        loops = EventLoops.start(settings.loops(), sockets, settings.relay(), denyList, ticker);
        health = new HealthChecks(settings.health(), ticker, loops.sockets(), denyList, turn -> loops.loop(turn % loops.count()).eventLoop());
        listeners = new Listeners(settings.listener(), settings.sessions(), loops, guards, meters,
                new Persistence(settings.persistencePlaces(), ticker), denyList, health, wall, ticker);
        every(clockwork, settings.listener().tickMillis(), listeners::tick);
        every(clockwork, settings.listener().tickMillis(), health::tick);
        every(clockwork, GUARD_TICK_MILLIS, guards::tick);
        every(reader, settings.readingIntervalMillis(), () -> readings.accept(read()));
    }

    /**
     * Starts a plane that forwards nothing yet.
     *
     * @param countries which country a source is in; {@link CountryTable#UNKNOWN} if that is not known
     * @param wall     the wall clock, from which the snapshot's service time is read: deadlines
     * @param ticker   monotonic nanoseconds: rates, idle times, intervals
     * @param readings is given a reading every {@link TrafficSettings#readingIntervalMillis}, one at a time, on a thread of the plane; what
     *                 it throws is logged
     */
    public static TrafficPlane start(TrafficSettings settings, CountryTable countries, InstantSource wall, LongSupplier ticker,
                                     Consumer<Reading> readings) {
        return start(settings, Sockets.best(), countries, wall, ticker, readings);
    }

    /** The same on these sockets, though the machine may have better ones. */
    static TrafficPlane start(TrafficSettings settings, Sockets sockets, CountryTable countries, InstantSource wall, LongSupplier ticker,
                              Consumer<Reading> readings) {
        return new TrafficPlane(settings, sockets, countries, wall, ticker, readings);
    }

    /**
     * Puts a snapshot in force. When this returns, it is in force on the sockets: removed rules are closed and their connections ended,
     * new ones are bound or their fault is in the next reading. Connections that the change does not concern are not touched.
     *
     * @throws IllegalArgumentException if its revision is lower than the one in force, or if it has more rules than there are descriptors; what
     *                                  was in force stays
     */
    public synchronized void apply(ProtectionSnapshot next) {
        if (next.revision() < snapshot.revision()) {
            throw new IllegalArgumentException("revision " + next.revision() + " is older than " + snapshot.revision() + ", which is in force");
        }
        listeners.demandRoom(next);
        denyList.serviceAddresses(next.instances().values().stream().map(ProtectedInstance::serviceAddress).collect(Collectors.toSet()));
        guards.apply(next);
        listeners.apply(next);
        snapshot = next;
    }

    /**
     * Why it takes no new connections, for whoever shares clients out; empty while it takes them. It does not while there are no descriptors for them, and
     * for up to a second afterwards. Those that live go on either way.
     */
    public Optional<String> unready() {
        return listeners.accepting() ? Optional.empty() : Optional.of("there are no descriptors for new connections; those that are open go on");
    }

    /** The name of this plane in its readings; new with every start. */
    public String edgeId() {
        return edgeId;
    }

    /** Takes a reading now; it is not given to the consumer. */
    public Reading read() {
        synchronized (readingLock) {
            long now = ticker.getAsLong();
            long spanMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(now - readAt));
            readAt = now;
            ProtectionSnapshot inForce = snapshot;
            return new Reading(edgeId, ++sequence, inForce.time().nowMillis(wall), spanMillis, meters.drain(), guards.drainEvents(),
                    guards.drainListed(), health.drain(), inForce.revision());
        }
    }

    /** Ends every connection and listener, and stops. */
    @Override
    public synchronized void close() {
        if (clockwork.isShutdown()) {
            return;
        }
        clockwork.shutdownNow();
        reader.shutdownNow();
        listeners.close();
        loops.close();
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name(name).factory());
    }

    /** A task that fails is logged and tried again the next time: the plane has nobody to restart it. */
    private static void every(ScheduledExecutorService thread, long millis, Runnable task) {
        thread.scheduleWithFixedDelay(() -> {
            try {
                task.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.log(System.Logger.Level.ERROR, "a recurring task of the traffic plane failed", e);
            }
        }, millis, millis, TimeUnit.MILLISECONDS);
    }
}
