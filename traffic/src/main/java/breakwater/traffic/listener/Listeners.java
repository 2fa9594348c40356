package breakwater.traffic.listener;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.RuleKey;
import breakwater.traffic.forward.OriginDenyList;
import breakwater.traffic.forward.Persistence;
import breakwater.traffic.forward.health.HealthChecks;
import breakwater.traffic.forward.udp.SessionSettings;
import breakwater.traffic.meter.Meters;
import breakwater.traffic.policy.Guards;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps the listening sockets as the snapshot and its deadlines want them: bound while the instance forwards, closed from the instant
 * on at which it does not. Any thread but the event loops; calls take turns.
 */
public final class Listeners implements AutoCloseable {
    private final Shared shared;
    private final InstantSource wall;
    private final LongSupplier ticker;
    private final Map<RuleKey, RuleListener> listeners = new HashMap<>();
    /** Ids of instances whose listeners are wanted. */
    private final Set<String> forwarding = new HashSet<>();
    /** Rules that the snapshot being put in force does not have any more. */
    private final List<RuleKey> forgotten = new ArrayList<>();
    private ProtectionSnapshot snapshot = ProtectionSnapshot.EMPTY;
    private long nextDeadline = Long.MAX_VALUE;
    private long retryAt;
    private int turn;

    /**
     * @param wall   from which service time is read: deadlines
     * @param ticker monotonic nanoseconds: when failed binds are tried again
     */
    public Listeners(ListenerSettings settings, SessionSettings sessions, EventLoops loops, Guards guards, Meters meters,
                     Persistence persistence, OriginDenyList denyList, HealthChecks health, InstantSource wall,
                     LongSupplier ticker) {
        this.shared = Shared.of(settings, sessions, loops, guards, meters, persistence, denyList, health, ticker);
        this.wall = wall;
        this.ticker = ticker;
        this.retryAt = ticker.getAsLong();
    }

    /**
     * Refuses what no process with these descriptors could listen for: each of its rules would be a fault in every reading. What is in force stays.
     *
     * @throws IllegalArgumentException if it has more rules than there are descriptors
     */
    public void demandRoom(ProtectionSnapshot next) {
        long rules = next.instances().values().stream().mapToLong(instance -> instance.rules().size()).sum();
        if (rules > shared.descriptors().max()) {
            throw new IllegalArgumentException("it has " + rules + " rules, which listen, and this process may have " + shared.descriptors().max()
                    + " descriptors for listening and for connections");
        }
    }

    /** Whether connections are accepted; false while there are no descriptors for them, and for up to a second afterwards. */
    public boolean accepting() {
        return shared.descriptors().accepting();
    }

    /** Puts a snapshot in force on the sockets; returns when it is. The guards know it already. */
    public synchronized void apply(ProtectionSnapshot next) {
        Map<String, ProtectedInstance> before = snapshot.instances();
        snapshot = next;
        for (ProtectedInstance gone : before.values()) {
            if (!next.instances().containsKey(gone.id())) {
                forwarding.remove(gone.id());
                gone.rules().forEach(rule -> {
                    close(key(gone, rule), Ending.EDGE_INSTANCE_RELEASED);
                    forgotten.add(key(gone, rule));
                });
            }
        }
        long now = next.time().nowMillis(wall);
        nextDeadline = Long.MAX_VALUE;
        for (ProtectedInstance instance : next.instances().values()) {
            ProtectedInstance known = before.get(instance.id());
            if (known != instance || forwarding.contains(instance.id()) != forwards(instance, now)) {
                reconcile(known == null ? instance : known, instance, now);
            }
            noteDeadline(instance, now);
        }
        try {
            shared.loops().await();
        } finally {
            // Only now: a bind that was tried again meanwhile would tell of its fault after it was forgotten, for good.
            forgotten.forEach(shared.meters()::forget);
            forgotten.clear();
        }
    }

    /** Looks at the deadlines and at binds that failed; called often by one thread. */
    public synchronized void tick() {
        long now = snapshot.time().nowMillis(wall);
        if (now >= nextDeadline) {
            nextDeadline = Long.MAX_VALUE;
            for (ProtectedInstance instance : snapshot.instances().values()) {
                if (forwarding.contains(instance.id()) && !forwards(instance, now)) {
                    reconcile(instance, instance, now);
                }
                noteDeadline(instance, now);
            }
        }
        if (ticker.getAsLong() - retryAt >= 0) {
            shared.descriptors().tryAgain();
            retryAt = ticker.getAsLong() + TimeUnit.MILLISECONDS.toNanos(shared.settings().bindRetryMillis());
            for (int count = shared.failed().size(); count > 0 && shared.descriptors().roomForListener(); count--) {
                RuleListener listener = shared.failed().poll();
                if (listener != null && listeners.get(listener.key()) == listener) {
                    listener.bind();
                }
            }
        }
    }

    /** Service time at which {@link #tick} has something to do; {@link Long#MAX_VALUE} for never. */
    public synchronized long nextDeadline() {
        return nextDeadline;
    }

    private void noteDeadline(ProtectedInstance instance, long now) {
        if (forwards(instance, now)) {
            nextDeadline = Math.min(nextDeadline, instance.deadlines().forwardUntil());
        }
    }

    private static boolean forwards(ProtectedInstance instance, long now) {
        return now < instance.deadlines().forwardUntil();
    }

    private void reconcile(ProtectedInstance before, ProtectedInstance instance, long now) {
        Set<RuleKey> wanted = new HashSet<>();
        List<RuleListener> made = new ArrayList<>();
        boolean forwards = forwards(instance, now);
        for (ForwardingRule rule : instance.rules()) {
            RuleKey key = key(instance, rule);
            wanted.add(key);
            RuleListener known = listeners.get(key);
            if (!forwards) {
                close(key, Ending.EDGE_FORWARDING_ENDED);
            } else if (known == null) {
                made.add(listen(instance, rule));
            } else if (!known.address().equals(instance.serviceAddress())) {
                close(key, Ending.EDGE_ADDRESS_CHANGED);
                made.add(listen(instance, rule));
            } else if (!known.rule().equals(rule)) {
                known.change(rule);
                shared.health().check(key, rule.healthCheck(), known.origins());
            }
        }
        for (ForwardingRule rule : before.rules()) {
            RuleKey key = key(before, rule);
            if (!wanted.contains(key)) {
                close(key, Ending.EDGE_RULE_REMOVED);
                forgotten.add(key);
            }
        }
        if (forwards) {
            forwarding.add(instance.id());
        } else {
            forwarding.remove(instance.id());
        }
        made.forEach(RuleListener::bind);
    }

    private RuleListener listen(ProtectedInstance instance, ForwardingRule rule) {
        RuleKey key = key(instance, rule);
        RuleListener listener = switch (rule.transport()) {
            case TCP -> new TcpListener(key, instance.serviceAddress(), rule, shared,
                    shared.loops().loop(Math.floorMod(turn++, shared.loops().count())));
            case UDP -> new UdpListener(key, instance.serviceAddress(), rule, shared);
        };
        listeners.put(key, listener);
        shared.health().check(key, rule.healthCheck(), listener.origins());
        return listener;
    }

    private void close(RuleKey key, Ending ending) {
        RuleListener listener = listeners.remove(key);
        if (listener != null) {
            listener.close(ending);
            shared.health().forget(key);
        }
    }

    private static RuleKey key(ProtectedInstance instance, ForwardingRule rule) {
        return new RuleKey(instance.id(), rule.transport(), rule.frontendPort());
    }

    /** Closes every listener and ends its connections. */
    @Override
    public synchronized void close() {
        listeners.values().forEach(listener -> listener.close(Ending.EDGE_STOPPED));
        listeners.clear();
        forwarding.clear();
        snapshot = ProtectionSnapshot.EMPTY;
        nextDeadline = Long.MAX_VALUE;
        shared.loops().await();
    }
}
