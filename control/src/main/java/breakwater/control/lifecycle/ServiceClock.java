package breakwater.control.lifecycle;

import breakwater.control.store.Store;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ServiceTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Service time: what instances live by, in milliseconds. It never goes back. Used from any thread.
 *
 * <p>In production it is the database's clock (this machine's wall clock plus {@link Store#clockOffsetMillis()}) as far
 * as {@link BelievedWall} believes it, and cannot be moved. In development it can be advanced, frozen and resumed; that
 * state is a row of the database, so it survives a restart and is shared by all processes on the database.
 *
 * <p>An advance is a target in that row. While it is there, the {@link Worker} plays what is due and moves the
 * clock's position from one due instant to the next, so every call in between sees the time of the latest effect.
 * Arrived, the clock runs on from the target, or stands there when it is frozen. A further advance during one adds to
 * its target.
 */
public final class ServiceClock implements InstantSource {
    /** The most that one call may advance the clock: a hundred years of 365.25 days. */
    public static final Duration ADVANCE_MAX = Duration.ofDays(36_525);
    /** The latest service time that the clock can be advanced to; years of five digits have no place in an answer. */
    public static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    /** How long after a move of this process every reading comes from the transaction itself. */
    private static final long REREAD_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** How far apart two readings of one clock may be when a busy machine makes them one after the other. */
    private static final long READING_MILLIS_MAX = 250;

    private final Store store;
    private final boolean movable;
    private final boolean shared;
    private final LongSupplier machineMillis;
    private final LongSupplier wallMillis;
    private final LongSupplier monotonicNanos;
    private final AtomicLong greatest = new AtomicLong(Long.MIN_VALUE);
    /** The newest committed state that this process knows. */
    private final AtomicReference<ClockRow> known;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean moved;
    private volatile long movedAtNanos;

    private ServiceClock(Store store, boolean movable, boolean shared, LongSupplier machineMillis, LongSupplier wallMillis,
                         LongSupplier monotonicNanos, ClockRow row) {
        this.store = store;
        this.machineMillis = machineMillis;
        this.movable = movable;
        this.shared = shared;
        this.wallMillis = wallMillis;
        this.monotonicNanos = monotonicNanos;
        this.known = new AtomicReference<>(row);
    }

    /**
     * The clock of production.
     *
     * @param wall           this machine's wall clock
     * @param monotonicNanos a clock that is never set, such as {@code System::nanoTime}
     * @throws IllegalStateException if the clock of this database was ever moved: going on by the wall clock would take it back
     */
    public static ServiceClock system(Store store, InstantSource wall, LongSupplier monotonicNanos) {
        ClockRow row = store.read(ClockRow::read);
        if (!row.untouched()) {
            throw new IllegalStateException("the clock of this database was moved in development, so it cannot be served "
                    + "by the system's clock; use another data folder or database");
        }
        BelievedWall believed = new BelievedWall(() -> wall.millis() + store.clockOffsetMillis(), monotonicNanos);
        return new ServiceClock(store, false, false, wall::millis, believed::millis, monotonicNanos, row);
    }

    /**
     * The clock of development.
     *
     * @param wall           this machine's wall clock, or one that a test moves
     * @param monotonicNanos a clock that is never set, such as {@code System::nanoTime}
     * @param shared         whether other processes may move it too (PostgreSQL): it is then read in every transaction
     */
    public static ServiceClock movable(Store store, InstantSource wall, LongSupplier monotonicNanos, boolean shared) {
        return new ServiceClock(store, true, shared, wall::millis, () -> wall.millis() + store.clockOffsetMillis(), monotonicNanos,
                store.read(ClockRow::read));
    }

    /** Service time outside of any transaction; inside one, {@link #instant(Transaction)} is the one to ask. */
    @Override
    public Instant instant() {
        return movable && shared ? store.read(this::instant) : Instant.ofEpochMilli(latest(known.get()));
    }

    /**
     * Service time for the work of this transaction: at or after every effect that the transaction can see. One
     * primary-key look-up where other processes, or a move just now, may have changed the clock; otherwise from
     * memory.
     */
    public Instant instant(Transaction transaction) {
        return Instant.ofEpochMilli(latest(current(transaction)));
    }

    /** What it shows and how it goes, for the work of this transaction. */
    public ClockReading reading(Transaction transaction) {
        return reading(current(transaction));
    }

    private ClockReading reading(ClockRow current) {
        long now = latest(current);
        ClockReading.Mode mode = ClockReading.Mode.SYSTEM;
        if (movable) {
            mode = current.frozenAt().isPresent() ? ClockReading.Mode.FROZEN : ClockReading.Mode.RUNNING;
        }
        OptionalLong target = current.target();
        return new ClockReading(mode, Instant.ofEpochMilli(now), now - wallMillis.getAsLong(),
                target.isPresent() ? Optional.of(Instant.ofEpochMilli(target.getAsLong())) : Optional.empty());
    }

    /**
     * How service time is read from this machine's wall clock, for the work of this transaction. While an advance is in progress it
     * stands at the latest effect.
     */
    public ServiceTime serviceTime(Transaction transaction) {
        ClockRow current = current(transaction);
        long wall = wallMillis.getAsLong();
        boolean stands = current.position().isPresent() || current.frozenAt().isPresent()
                || wall + current.offsetMillis() < current.leastMillis();
        long usual = store.clockOffsetMillis();
        long ahead = wall - machineMillis.getAsLong();
        // The two readings are not of one instant; only a wall that is not believed makes a real difference.
        long offset = current.offsetMillis() + (Math.abs(ahead - usual) <= READING_MILLIS_MAX ? usual : ahead);
        return new ServiceTime(offset, stands ? OptionalLong.of(current.now(wall)) : OptionalLong.empty());
    }

    /** Whether it may be moved, that is, whether this is development. */
    public boolean movable() {
        return movable;
    }

    /**
     * Begins an advance, or lets the one in progress go on further. Whoever calls this lets {@link
     * Worker#finishAdvance()} run after the commit.
     */
    public ClockMove.Outcome advance(Transaction transaction, ClockMove move) {
        if (!movable) {
            return new ClockMove.Outcome.NotMovable();
        }
        ClockRow current = ClockRow.read(transaction);
        long now = latest(current);
        long from = current.target().orElse(now);
        long target;
        switch (move) {
            case ClockMove.By(Duration duration) -> {
                if (duration.isNegative()) {
                    return new ClockMove.Outcome.Backwards(Instant.ofEpochMilli(now));
                }
                if (duration.compareTo(ADVANCE_MAX) > 0) {
                    return new ClockMove.Outcome.TooFar(Instant.ofEpochMilli(now));
                }
                target = from + duration.toMillis();
            }
            case ClockMove.To(Instant instant) -> {
                if (instant.isBefore(Instant.ofEpochMilli(now))) {
                    return new ClockMove.Outcome.Backwards(Instant.ofEpochMilli(now));
                }
                if (instant.isAfter(Instant.ofEpochMilli(now).plus(ADVANCE_MAX))) {
                    return new ClockMove.Outcome.TooFar(Instant.ofEpochMilli(now));
                }
                target = Math.max(from, instant.toEpochMilli());
            }
        }
        if (target > LATEST.toEpochMilli()) {
            return new ClockMove.Outcome.TooFar(Instant.ofEpochMilli(now));
        }
        store(transaction, current.at(now).towards(target, wallMillis.getAsLong()));
        return new ClockMove.Outcome.Begun(Instant.ofEpochMilli(now), Instant.ofEpochMilli(target));
    }

    /**
     * Lets the clock stand where it is, or at the end of the advance in progress. Nothing happens when it stands already.
     *
     * @return what it shows then; in mode SYSTEM it cannot be frozen and nothing was changed
     */
    public ClockReading freeze(Transaction transaction) {
        if (!movable) {
            return reading(known.get());
        }
        ClockRow current = ClockRow.read(transaction);
        ClockRow frozen = current.frozen(Math.max(wallMillis.getAsLong(), latest(current) - current.offsetMillis()));
        store(transaction, frozen);
        return reading(frozen);
    }

    /** Lets the clock run again from where it stands. Nothing happens when it runs. @return as {@link #freeze} does */
    public ClockReading resume(Transaction transaction) {
        if (!movable) {
            return reading(known.get());
        }
        ClockRow resumed = ClockRow.read(transaction).resumed(wallMillis.getAsLong());
        store(transaction, resumed);
        return reading(resumed);
    }

    /** Called after each move of the clock by this process, on the moving thread; must be quick. */
    public void onMove(Runnable listener) {
        listeners.add(listener);
    }

    /** For the worker: the row as this transaction sees it. */
    ClockRow row(Transaction transaction) {
        return movable ? ClockRow.read(transaction) : known.get();
    }

    /** For the worker: service time at that row. */
    long millis(ClockRow current) {
        return latest(current);
    }

    /** For the worker: the wall clock, as the database has it. */
    long wallMillis() {
        return wallMillis.getAsLong();
    }

    /** For the worker: an effect of the advance in progress was played as of this time. */
    void moveTo(Transaction transaction, ClockRow current, long reached) {
        store(transaction, current.at(reached));
    }

    /** For the worker: everything up to the target was played. */
    void arrive(Transaction transaction, ClockRow current) {
        store(transaction, current.arrived(wallMillis.getAsLong()));
    }

    private ClockRow current(Transaction transaction) {
        boolean reread = movable && (shared || moved && monotonicNanos.getAsLong() - movedAtNanos < REREAD_NANOS);
        return reread ? ClockRow.read(transaction) : known.get();
    }

    private void store(Transaction transaction, ClockRow next) {
        // Waiting transactions may commit together, so this one's successor can run before afterCommit does: from here on
        // every reading comes from its own transaction for a while. Set too early or in vain, it costs a look-up.
        movedAtNanos = monotonicNanos.getAsLong();
        moved = true;
        next.write(transaction);
        transaction.afterCommit(() -> {
            known.accumulateAndGet(next, (old, mine) -> mine.version() > old.version() ? mine : old);
            listeners.forEach(Runnable::run);
        });
    }

    private long latest(ClockRow current) {
        long now = current.now(wallMillis.getAsLong());
        return greatest.accumulateAndGet(now, Math::max);
    }
}
