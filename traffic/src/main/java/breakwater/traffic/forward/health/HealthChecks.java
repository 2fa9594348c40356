package breakwater.traffic.forward.health;

import breakwater.model.reading.OriginHealth;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.RuleKey;
import breakwater.traffic.forward.Origin;
import breakwater.traffic.forward.OriginDenyList;
import breakwater.traffic.forward.OriginSet;
import breakwater.traffic.forward.Sockets;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Probes the origins of all rules that ask for it, each at its rule's interval, and takes them out of use and back. Any thread but the
 * event loops; calls take turns. An event loop only opens sockets and hands in what a probe found, so nothing here blocks one.
 */
public final class HealthChecks {
    private final HealthSettings settings;
    private final LongSupplier ticker;
    private final OriginDenyList denyList;
    private final Prober prober;
    private final IntFunction<EventLoop> loops;
    private final Map<RuleKey, List<CheckedOrigin>> rules = new HashMap<>();
    /** By difference, since the ticker may pass from the largest number to the smallest. */
    private final PriorityQueue<CheckedOrigin> due =
            new PriorityQueue<>((one, other) -> Long.signum(one.dueNanos() - other.dueNanos()));
    private final Set<Probe> underWay = new LinkedHashSet<>();
    /** Bounded by {@code underWay}. */
    private final ConcurrentLinkedQueue<Probe> decided = new ConcurrentLinkedQueue<>();
    private final List<OriginHealth> left = new ArrayList<>();
    private boolean untold;
    private int turn;

    /**
     * @param ticker   monotonic nanoseconds: intervals and timeouts
     * @param sockets  makes the sockets of probes
     * @param denyList origins that may not be reached are not probed either
     * @param loops    the event loop for any number from 0
     */
    public HealthChecks(HealthSettings settings, LongSupplier ticker, Sockets sockets, OriginDenyList denyList, IntFunction<EventLoop> loops) {
        this.settings = settings;
        this.ticker = ticker;
        this.denyList = denyList;
        this.prober = new Prober(sockets);
        this.loops = loops;
    }

    /**
     * Checks these origins of a rule from now on, and no others. What is known about those that stay is kept. Without a check all are in
     * use.
     */
    public synchronized void check(RuleKey rule, Optional<HealthCheck> check, OriginSet origins) {
        if (check.isEmpty()) {
            forget(rule);
            return;
        }
        List<CheckedOrigin> before = rules.getOrDefault(rule, List.of());
        List<CheckedOrigin> after = new ArrayList<>();
        for (Origin origin : origins.origins()) {
            after.add(before.stream().filter(known -> known.origin() == origin).findFirst().orElseGet(() -> added(rule, origin, check.get())));
        }
        for (CheckedOrigin known : before) {
            if (after.contains(known)) {
                known.check(check.get());
            } else {
                known.leave();
            }
        }
        rules.put(rule, after);
    }

    /** Checks a rule no more. Its origins are in use, which is told if it was not so. */
    public synchronized void forget(RuleKey rule) {
        List<CheckedOrigin> known = rules.remove(rule);
        if (known != null) {
            for (CheckedOrigin origin : known) {
                boolean wasOut = !origin.origin().normal();
                origin.leave();
                if (wasOut) {
                    left.add(origin.health());
                }
            }
        }
    }

    private CheckedOrigin added(RuleKey rule, Origin origin, HealthCheck check) {
        long spread = settings.firstWithinMillis() == 0 ? 0
                : Integer.toUnsignedLong((rule.hashCode() * 31 + origin.address().hashCode()) * 0x9E3779B9) % settings.firstWithinMillis();
        CheckedOrigin added = new CheckedOrigin(rule, origin, check, ticker.getAsLong() + TimeUnit.MILLISECONDS.toNanos(spread));
        due.add(added);
        untold = true;
        return added;
    }

    /** Takes what probes found, gives up those that are overdue and starts those that are due; called often by one thread. */
    public synchronized void tick() {
        long now = ticker.getAsLong();
        for (Probe probe : underWay) {
            if (probe.overdue(now)) {
                probe.giveUp();
            }
        }
        for (Probe probe = decided.poll(); probe != null; probe = decided.poll()) {
            underWay.remove(probe);
            if (!probe.origin().gone()) {
                untold |= probe.origin().found(probe.outcome());
                due.add(probe.origin());
            }
        }
        while (!due.isEmpty() && due.peek().dueNanos() - now <= 0 && underWay.size() < settings.probesMax()) {
            CheckedOrigin origin = due.poll();
            if (!origin.gone()) {
                origin.dueNanos(now + TimeUnit.SECONDS.toNanos(origin.check().intervalSeconds()));
                start(origin, now);
            }
        }
    }

    private void start(CheckedOrigin checked, long now) {
        if (denyList.denies(checked.origin())) {
            due.add(checked);
            return;
        }
        HealthCheck check = checked.check();
        InetSocketAddress forwarded = checked.origin().address();
        Probe.Kind kind = Probe.Kind.of(check, checked.rule().transport(), forwarded);
        long millis = TimeUnit.SECONDS.toMillis(check.timeoutSeconds());
        long patience = kind == Probe.Kind.DATAGRAM ? Math.min(millis, settings.silenceMillis()) : millis;
        InetSocketAddress probed = check.port() == 0 ? forwarded : new InetSocketAddress(forwarded.getAddress(), check.port());
        Probe probe = new Probe(checked, check, kind, probed, now + TimeUnit.MILLISECONDS.toNanos(patience), decided);
        underWay.add(probe);
        prober.start(probe, loops.apply(turn++ & Integer.MAX_VALUE));
    }

    /** Origins whose health changed since the last call; each origin once when it is new. */
    public synchronized List<OriginHealth> drain() {
        List<OriginHealth> changed = new ArrayList<>(left);
        left.clear();
        if (!untold) {
            return changed;
        }
        untold = false;
        for (List<CheckedOrigin> origins : rules.values()) {
            for (CheckedOrigin origin : origins) {
                if (origin.untold()) {
                    changed.add(origin.health());
                }
            }
        }
        return changed;
    }

    /** How many probes are under way. */
    synchronized int underWay() {
        return underWay.size();
    }
}
