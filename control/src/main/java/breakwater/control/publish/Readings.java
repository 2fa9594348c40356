package breakwater.control.publish;

import breakwater.control.store.Store;
import breakwater.control.store.Transaction;
import breakwater.model.reading.Reading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes the readings of traffic planes and makes stored history of them: each counted exactly once, also when it is sent again after a
 * restart of either side, since the sequence that was taken is written in the transaction of what it counted.
 *
 * <p>Used from any thread; one at a time writes. {@link ReadingFeed} is for a plane in the same process, that must not wait.
 */
public final class Readings {
    private static final System.Logger LOG = System.getLogger(Readings.class.getName());
    private static final Upsert SECONDS = new Upsert("traffic_history",
            List.of("instance_id", "layer", "at", "transport", "port"), List.of(Tally.SUMS.split(", ")),
            List.of(Tally.PEAKS.split(", ")), List.of());
    private static final Upsert EDGES = new Upsert("traffic_edge", List.of("edge_id"), List.of(), List.of(),
            List.of("sequence", "taken_at", "wall_at", "applied_revision"));

    private final Store store;
    private final InstantSource wall;
    private final TrafficMeters meters;
    private final ReadingEffects effects;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@code lock}, as all that follows. The sequences as this process knows them; the stored ones decide. */
    private final Map<String, Heard> edges = new HashMap<>();
    private final KnownInstances instances = new KnownInstances();
    private final RuleStates states = new RuleStates();
    private final AttackLog attacks = new AttackLog();
    private final TrafficHistory history = new TrafficHistory();
    private final TrafficOrigins origins = new TrafficOrigins();
    private final Backlog backlog = new Backlog();
    private final ReadingFold.Gauges gauges = new ReadingFold.Gauges();
    private final ReadingFold.Coverage coverage = new ReadingFold.Coverage();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();

    /**
     * How far a plane was heard.
     *
     * @param sequence the last reading that was taken
     * @param stored   the last one whose sequence is on disk; those between said nothing
     * @param storedAt wall time of that
     * @param revision as on disk
     * @param wallAt   wall time of the last reading
     */
    private record Heard(long sequence, long stored, Instant storedAt, long revision, Instant wallAt) {
    }

    /**
     * @param wall    the wall clock, for how long ago a plane was heard
     * @param effects what else follows from a reading, in its transaction
     */
    public Readings(Store store, InstantSource wall, TrafficMeters meters, ReadingEffects effects) {
        this.effects = effects;
        this.store = store;
        this.wall = wall;
        this.meters = meters;
    }

    /** As {@link #accept(List)}, of one. */
    public void accept(Reading reading) {
        accept(List.of(reading));
    }

    /**
     * Takes readings, of one plane in the order of their sequence; one that was taken already is dropped. When this returns, they are on
     * disk and a Describe operation shows them. Taking several at once costs little more than taking one.
     *
     * @throws breakwater.control.store.StoreFailure if they could not be written; nothing of them was counted, so they may be sent again
     */
    public void accept(List<Reading> readings) {
        lock.lock();
        try {
            forgetSilent();
            while (!taken(readings)) {
                LOG.log(System.Logger.Level.DEBUG, "another process heard the same plane; its sequence is read again");
            }
        } finally {
            lock.unlock();
        }
    }

    /** The greatest sequence of a plane that is on disk; 0 when none is. A plane may forget its readings up to it. */
    public long sequenceTaken(String edgeId) {
        return store.read(transaction -> sequence(transaction, edgeId));
    }

    /** @return false if the sequences of this process were out of date: they are right now, and it is to be tried again */
    private boolean taken(List<Reading> readings) {
        Map<String, Long> before = new LinkedHashMap<>();
        List<Reading> fresh = new ArrayList<>();
        Map<String, Long> after = new HashMap<>();
        for (Reading reading : readings) {
            String edge = reading.edgeId();
            boolean heard = edges.containsKey(edge) || after.containsKey(edge);
            long last = after.computeIfAbsent(edge, this::known);
            before.computeIfAbsent(edge, id -> edges.containsKey(id) ? edges.get(id).stored() : last);
            if (reading.sequence() > last) {
                missed.addAndGet(heard ? reading.sequence() - last - 1 : 0);
                fresh.add(reading);
                after.put(edge, reading.sequence());
            }
        }
        repeated.addAndGet(readings.size() - fresh.size());
        if (fresh.isEmpty()) {
            return true;
        }
        ReadingFold fold = new ReadingFold(gauges, coverage);
        fresh.forEach(fold::add);
        backlog.add(fold);
        Instant wallNow = wall.instant();
        if (fresh.stream().allMatch(reading -> saysNothing(reading, wallNow))) {
            for (Reading reading : fresh) {
                Heard heard = edges.get(reading.edgeId());
                edges.put(reading.edgeId(), new Heard(reading.sequence(), heard.stored(), heard.storedAt(), heard.revision(), wallNow));
            }
            meters.count(fresh, gauges);
            return true;
        }
        Written written;
        try {
            written = store.write(transaction -> write(transaction, before, fresh, fold, wallNow));
        } catch (RuntimeException e) {
            backlog.takeBack(fold);
            throw e;
        }
        if (written.outdated()) {
            backlog.takeBack(fold);
            edges.keySet().removeAll(before.keySet());
            return false;
        }
        fresh.forEach(reading -> edges.put(reading.edgeId(), new Heard(reading.sequence(), reading.sequence(), wallNow,
                reading.appliedRevision(), wallNow)));
        instances.written(written.known());
        states.written(fresh);
        backlog.written(written.batch());
        meters.count(fresh, gauges);
        return true;
    }

    /** Whether nothing would be lost if it were not written: an idle plane must not keep the disk busy. */
    private boolean saysNothing(Reading reading, Instant wallNow) {
        Heard heard = edges.get(reading.edgeId());
        return heard != null && reading.rules().isEmpty() && reading.events().isEmpty() && reading.listed().isEmpty()
                && reading.origins().isEmpty() && reading.appliedRevision() == heard.revision()
                && wallNow.isBefore(heard.storedAt().plus(HistoryLimits.EDGE_NOTED));
    }

    /** What a transaction did. */
    private record Written(boolean outdated, Map<String, KnownInstances.Known> known, Backlog.Batch batch) {
    }

    private Written write(Transaction transaction, Map<String, Long> before, List<Reading> fresh, ReadingFold fold, Instant wallNow) {
        for (Map.Entry<String, Long> edge : before.entrySet()) {
            if (sequence(transaction, edge.getKey()) != edge.getValue()) {
                return new Written(true, Map.of(), new Backlog.Batch(List.of(), List.of()));
            }
        }
        Set<String> named = new HashSet<>();
        fresh.forEach(reading -> {
            reading.rules().forEach(rule -> named.add(rule.rule().instanceId()));
            reading.events().forEach(event -> named.add(event.instanceId()));
        });
        Map<String, KnownInstances.Known> known = instances.of(transaction, named);
        List<Object[]> rows = new ArrayList<>();
        fold.seconds().forEach((second, tally) -> {
            if (known.containsKey(second.rule().instanceId())) {
                rows.add(row(second.rule().instanceId(), Layer.SECOND, second.at(), second.rule().transport().name(),
                        second.rule().frontendPort(), tally));
            }
        });
        SECONDS.write(transaction, rows);
        Backlog.Batch batch = backlog.write(transaction);
        for (Reading reading : fresh) {
            attacks.write(transaction, reading.events(), known, reading.takenAt());
        }
        states.write(transaction, fresh);
        follow(transaction, fresh, known.keySet());
        Map<String, Object[]> edgeRows = new LinkedHashMap<>();
        fresh.forEach(reading -> edgeRows.put(reading.edgeId(), new Object[] {reading.edgeId(), reading.sequence(),
            reading.takenAt(), wallNow, reading.appliedRevision()}));
        EDGES.write(transaction, List.copyOf(edgeRows.values()));
        return new Written(false, known, batch);
    }

    /** A plane that tells of something impossible must not keep what it counted from being counted. */
    private void follow(Transaction transaction, List<Reading> fresh, Set<String> known) {
        for (Reading reading : fresh) {
            if (reading.events().isEmpty() && reading.listed().isEmpty()) {
                continue;
            }
            try {
                transaction.attempt(() -> {
                    effects.follow(transaction, reading, known);
                    return reading;
                });
            } catch (IllegalArgumentException e) {
                LOG.log(System.Logger.Level.WARNING, "what follows from a reading of a traffic plane was left out", e);
            }
        }
    }

    /** A row of history as {@link Upsert} takes it. */
    static Object[] row(String instanceId, Layer layer, long at, String transport, int port, Tally tally) {
        Object[] row = new Object[5 + Tally.Sum.values().length + Tally.Peak.values().length];
        row[0] = instanceId;
        row[1] = layer.number();
        row[2] = at;
        row[3] = transport;
        row[4] = port;
        tally.write(row, 5);
        return row;
    }

    /** The statement that adds rows made by {@link #row}. */
    static Upsert seconds() {
        return SECONDS;
    }

    private long known(String edgeId) {
        Heard heard = edges.get(edgeId);
        if (heard != null) {
            return heard.sequence();
        }
        return store.read(transaction -> {
            states.load(transaction, edgeId);
            return sequence(transaction, edgeId);
        });
    }

    private static long sequence(Transaction transaction, String edgeId) {
        return transaction.number("SELECT sequence FROM traffic_edge WHERE edge_id = ?", edgeId);
    }

    /** A plane that has fallen silent has nothing open any more that could be known. */
    private void forgetSilent() {
        Instant since = wall.instant().minus(HistoryLimits.EDGE_SILENT_MAX);
        List<String> silent = edges.entrySet().stream().filter(edge -> edge.getValue().wallAt().isBefore(since))
                .map(Map.Entry::getKey).toList();
        for (String edge : silent) {
            edges.remove(edge);
            gauges.forget(edge);
            coverage.forget(edge);
            states.forget(edge);
        }
    }

    /** Nothing of this instance is stored any more. */
    void forget(String instanceId) {
        lock.lock();
        try {
            instances.forget(instanceId);
        } finally {
            lock.unlock();
        }
    }

    /** How much traffic there was. */
    public TrafficHistory history() {
        return history;
    }

    /** Where it came from. */
    public TrafficOrigins origins() {
        return origins;
    }

    /** What the planes last said of rules and their origins. */
    public RuleStates states() {
        return states;
    }

    /** The attacks they told of. */
    public AttackLog attacks() {
        return attacks;
    }

    /** Readings that had been taken before, since the start. */
    public long repeated() {
        return repeated.get();
    }

    /** Readings that a plane made and that never came, since the start. */
    public long missed() {
        return missed.get();
    }
}
