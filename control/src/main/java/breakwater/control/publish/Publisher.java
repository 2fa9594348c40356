package breakwater.control.publish;

import breakwater.control.background.BackgroundThread;
import breakwater.control.lifecycle.ServiceClock;
import breakwater.control.protection.ProtectionReader;
import breakwater.control.protection.ProtectionRevision;
import breakwater.control.store.Store;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.ServiceTime;
import breakwater.model.snapshot.SnapshotChange;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells subscribers what the traffic plane is to know: the whole state, again after every change of it. Woken at once by commits of this process
 * and by moves of the service clock; where other processes change the store too, it looks every {@value #POLL_MILLIS} ms. Changes that come
 * faster than it reads become one. Used from any thread; one thread of its own reads, and each subscriber is called by a thread of its own, so a
 * slow or failing one holds up nobody.
 */
public final class Publisher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Publisher.class.getName());
    /** How often a shared store is asked: with the reading and the way to the sockets it stays within 100 ms of the answer. */
    static final int POLL_MILLIS = 50;
    /** How often an unshared one is asked, for nothing but a wall clock that service time does not believe. */
    private static final int IDLE_MILLIS = 1_000;
    /** Between two readings: a rule that is changed a thousand times a second is read a hundred times. */
    private static final int PAUSE_MILLIS = 10;
    /** After a failed reading; the state that was published stays good meanwhile. */
    private static final int FAILURE_MILLIS = 250;
    /** Changed instances up to which they are read one by one; more are cheaper to read with all others. */
    private static final int CHANGED_MAX = 5_000;

    private final Store store;
    private final ServiceClock clock;
    private final ProtectionRevision revision;
    private final ProtectionReader reader;
    private final int waitMillis;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final BackgroundThread thread = new BackgroundThread("publisher");
    private final Object publishing = new Object();
    private volatile Optional<ProtectionSnapshot> known = Optional.empty();

    /** @param storeShared whether other processes change the store as well */
    public Publisher(Store store, ServiceClock clock, ProtectionRevision revision, ProtectionReader reader, boolean storeShared) {
        this.store = store;
        this.clock = clock;
        this.revision = revision;
        this.reader = reader;
        this.waitMillis = storeShared ? POLL_MILLIS : IDLE_MILLIS;
        revision.onChange(thread::wake);
        clock.onMove(thread::wake);
    }

    /** Starts reading; returns at once. */
    public void start() {
        thread.start(this::run);
    }

    /**
     * Begins to tell a subscriber: the state that is known now, as soon as there is one, and from then on newer ones. It is called by one
     * thread at a time, which is its own: it may take as long as it likes, and gets the newest state when it is done, not every one in
     * between. When it throws, it gets the newest after a pause. An instance that did not change is the same object as in the state before.
     *
     * @param name for the log
     */
    public Subscription subscribe(String name, Consumer<ProtectionSnapshot> subscriber) {
        synchronized (publishing) {
            Subscription subscription = new Subscription(name, subscriber, known, subscriptions::remove);
            subscriptions.add(subscription);
            return subscription;
        }
    }

    /**
     * Looks now, and offers what is new to every subscriber before it returns.
     *
     * @return what is published then
     * @throws breakwater.control.store.StoreFailure if the store cannot be read; nothing is published then
     */
    public ProtectionSnapshot publish() {
        synchronized (publishing) {
            Optional<ProtectionSnapshot> before = known;
            ProtectionSnapshot reached = store.read(transaction -> look(transaction, before));
            boolean same = before.filter(snapshot -> snapshot.revision() == reached.revision() && snapshot.time().equals(reached.time()))
                    .isPresent();
            if (!same) {
                known = Optional.of(reached);
                subscriptions.forEach(subscription -> subscription.offer(reached));
            }
            return reached;
        }
    }

    private ProtectionSnapshot look(Transaction transaction, Optional<ProtectionSnapshot> before) {
        ServiceTime time = clock.serviceTime(transaction);
        long now = revision.current(transaction);
        if (before.isPresent() && now >= before.get().revision() && before.get().revision() >= revision.pruned(transaction)) {
            long from = before.get().revision();
            List<String> ids = now == from ? List.of() : revision.changedSince(transaction, from, CHANGED_MAX + 1);
            if (ids.size() <= CHANGED_MAX) {
                List<ProtectedInstance> changed = reader.of(transaction, ids);
                Set<String> removed = new HashSet<>(ids);
                changed.forEach(instance -> removed.remove(instance.id()));
                return before.get().after(new SnapshotChange(from, now, time, changed, List.copyOf(removed)));
            }
        }
        return new ProtectionSnapshot(now, time, reader.all(transaction).stream()
                .collect(Collectors.toMap(ProtectedInstance::id, Function.identity())));
    }

    private void run() {
        boolean failing = false;
        while (!thread.closing()) {
            try {
                publish();
                if (failing) {
                    LOG.log(System.Logger.Level.INFO, "what the traffic plane is to know can be read again");
                }
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.log(System.Logger.Level.WARNING, "what the traffic plane is to know cannot be read; it goes on with what it has", e);
                }
                failing = true;
            }
            thread.rest(TimeUnit.MILLISECONDS.toNanos(failing ? FAILURE_MILLIS : PAUSE_MILLIS));
            thread.pause(TimeUnit.MILLISECONDS.toNanos(waitMillis));
        }
    }

    /** Stops reading and calls no subscriber any more. */
    @Override
    public void close() {
        thread.close();
        subscriptions.forEach(Subscription::close);
    }
}
