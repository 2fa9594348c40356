package breakwater.traffic.policy;

import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.Ending;
import breakwater.model.reading.ListedSource;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.SourceLists.Entry;
import breakwater.traffic.meter.AddressText;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What all rules of an instance share: its lists and regions, the plan's limits, the blackhole. Any thread; lock-free on the packet path.
 */
final class InstanceGuard {
    private final PolicySettings settings;
    private final Clocks clocks;
    private final CountryTable countries;
    private final ListedSources listed;
    private final Queue<ListedSource> untold;
    private final long salt = ThreadLocalRandom.current().nextLong();
    private final Blackhole blackhole = new Blackhole();
    private final AttackWatch blackholeWatch;
    private final OpenLimit open = new OpenLimit();
    private final RateLimit newConnections = new RateLimit();
    private final RateLimit bytesIn = new RateLimit();
    private final RateLimit bytesOut = new RateLimit();
    private volatile InstancePolicy policy;
    /** Grows whenever a source that was checked has to be checked again; never 0. */
    private volatile int version = 1;
    /** Whether {@link #listed} may hold a source of this instance. */
    private volatile boolean listedHere;

    private final SlidingSecond bytesLastSecond = new SlidingSecond();
    private final SlidingSecond towardsBlackhole = new SlidingSecond();
    private final SlidingSecond packetsLastSecond = new SlidingSecond();
    private final SlidingSecond connectionsLastSecond = new SlidingSecond();
    private long versionSecond;

    InstanceGuard(ProtectedInstance instance, PolicySettings settings, Clocks clocks, CountryTable countries, ListedSources listed,
                  Queue<ListedSource> untold) {
        this.settings = settings;
        this.clocks = clocks;
        this.countries = countries;
        this.listed = listed;
        this.untold = untold;
        this.policy = InstancePolicy.of(instance, countries);
        this.blackholeWatch = new AttackWatch(instance.id(), AttackEvent.Kind.BLACKHOLE, Optional.empty(), 0, settings);
        blackhole.told(instance.blackhole());
    }

    /** Puts a change in force. */
    void apply(ProtectedInstance next) {
        InstancePolicy before = policy;
        blackhole.told(next.blackhole());
        ListChange black = ListChange.between(before.instance().sources().black(), next.sources().black());
        policy = before.after(next, black, countries);
        if (listedHere) {
            unlist(black);
        }
        version = nextVersion();
    }

    /** A source that the owner has taken off the black list is not kept on it by what was noted here. */
    private void unlist(ListChange change) {
        Set<InetAddress> kept = new HashSet<>();
        change.added().forEach(entry -> kept.add(entry.address()));
        for (Entry entry : change.removed()) {
            if (!kept.contains(entry.address())) {
                listed.remove(SourceStates.tag(Source.of(entry.address()).hash(), salt));
            }
        }
    }

    private int nextVersion() {
        return Math.max(1, version + 1);
    }

    InstancePolicy policy() {
        return policy;
    }

    int version() {
        return version;
    }

    boolean blackholed(long serviceMillis) {
        return blackhole.refuses(serviceMillis);
    }

    /** False while there is none, whatever the time is: cheaper to ask than the clock. */
    boolean mayBeBlackholed() {
        return blackhole.known();
    }

    void refusedByBlackhole(Source source, AttackVector vector, int bytes) {
        blackholeWatch.refused(source, countries, vector, bytes);
    }

    void refusedByBlackhole(AttackVector vector, long packets) {
        blackholeWatch.refused(vector, packets);
    }

    /**
     * Checks who it is: white list, black list, UDP source port, line, region.
     *
     * @param sourcePort of a datagram; 0 for TCP
     * @return {@link Ending#NONE} also for those of the white list, who are then {@link Source#trusted}
     */
    Ending checkWho(InstancePolicy current, Source source, int sourcePort, long serviceMillis) {
        int checked = version;
        if (current.white().holds(source, serviceMillis)) {
            source.checked(checked, true);
            return Ending.NONE;
        }
        if (current.black().holds(source, serviceMillis)
                || listedHere && listed.holds(SourceStates.tag(source.hash(), salt), serviceMillis)) {
            return Ending.REFUSED_BLACKLIST;
        }
        if (sourcePort != 0 && current.reflection().refuses(sourcePort)) {
            return Ending.REFUSED_REFLECTION;
        }
        Ending region = current.regions().check(source, serviceMillis);
        if (region == Ending.NONE) {
            source.checked(checked, false);
        }
        return region;
    }

    /** Puts a source on the black list: in force here at once, told to the control plane with the next reading. */
    void list(Source source, long serviceMillis, int seconds) {
        long until = serviceMillis + seconds * 1_000L;
        listed.add(SourceStates.tag(source.hash(), salt), until);
        listedHere = true;
        version = nextVersion();
        // Full: the control plane does not learn of it, and it is refused here all the same.
        untold.offer(new ListedSource(policy.instance().id(), AddressText.of(source.high(), source.low()), until));
    }

    /** Takes a connection from the plan. What is not {@link Ending#NONE} took nothing. */
    Ending openOfPlan(InstancePolicy current, long now, boolean limited) {
        if (!limited) {
            open.take(Long.MAX_VALUE);
            return Ending.NONE;
        }
        if (!open.take(current.instance().capacity().connections())) {
            return Ending.REFUSED_PLAN_CONNECTIONS;
        }
        Cost cost = current.newConnections();
        if (cost.nothing() || !newConnections.take(now, cost.nanos(1), cost.toleranceNanos())) {
            open.giveBack();
            return Ending.REFUSED_PLAN_NEW_CONNECTIONS;
        }
        return Ending.NONE;
    }

    void closeOfPlan() {
        open.giveBack();
    }

    /** Whether the plan's bandwidth lets a datagram in. */
    boolean takeIn(InstancePolicy current, long now, int bytes) {
        return take(bytesIn, current.bytes(), now, bytes);
    }

    /** Whether the plan's bandwidth lets a datagram out. */
    boolean takeOut(InstancePolicy current, long now, int bytes) {
        return take(bytesOut, current.bytes(), now, bytes);
    }

    private static boolean take(RateLimit limit, Cost cost, long now, int bytes) {
        return !cost.nothing() && limit.take(now, cost.nanos(bytes), cost.volumeToleranceNanos());
    }

    /** Bytes of a connection came in and cannot be refused any more. Answers how long no more should be read. */
    long chargeIn(InstancePolicy current, long now, int bytes) {
        return charge(bytesIn, current.bytes(), now, bytes);
    }

    /** How long the plan's bandwidth wants a connection not to be read. */
    long pauseIn(InstancePolicy current, long now) {
        return pause(current.bytes(), bytesIn.debt(now));
    }

    /** Bytes of a connection go out. Answers how long nothing more should. */
    long chargeOut(InstancePolicy current, long now, int bytes) {
        return charge(bytesOut, current.bytes(), now, bytes);
    }

    private static long charge(RateLimit limit, Cost cost, long now, int bytes) {
        return pause(cost, cost.nothing() ? 0 : limit.charge(now, cost.nanos(bytes)));
    }

    private static long pause(Cost cost, long debtNanos) {
        return cost.nothing() ? Long.MAX_VALUE : Math.max(0, debtNanos - cost.volumeToleranceNanos());
    }

    /** Looks at what came to all rules of this instance since the last tick. */
    void tick(long now, long serviceMillis, Arrivals.Since arrived) {
        bytesLastSecond.add(now, arrived.bytes());
        if (!blackhole.refuses(serviceMillis)) {
            // Before the next may begin, which is an event of its own.
            blackholeWatch.over(blackhole.until());
            // What comes during a blackhole counts towards none: a flood that ended before the blackhole was lifted does not bring it back.
            towardsBlackhole.add(now, arrived.bytes());
        }
        packetsLastSecond.add(now, arrived.packets());
        connectionsLastSecond.add(now, arrived.connections());
        InstancePolicy current = policy;
        long bits = bytesLastSecond.sum() * 8;
        long bitsMax = current.mitigates(serviceMillis) ? current.instance().capacity().protectionBitsPerSecond()
                : current.instance().capacity().basicBitsPerSecond();
        if (towardsBlackhole.sum() * 8 > bitsMax && blackhole.begin(serviceMillis, current.instance().capacity().blackholeSeconds())) {
            // What led to this blackhole does not lead to the next one, should this one be ended at once.
            towardsBlackhole.clear();
        }
        // Its own beginning, also on a plane that was told of it later: the control plane reckons its end from there.
        blackholeWatch.tick(now, serviceMillis, blackhole.refuses(serviceMillis) ? blackhole.since() : 0,
                new AttackWatch.Rates(bits, packetsLastSecond.sum(), connectionsLastSecond.sum()));
        // Entries end by the clock, not by a change: open connections look again once a second.
        long second = now / 1_000_000_000L;
        if (second != versionSecond) {
            versionSecond = second;
            version = nextVersion();
        }
    }

    void drainEventsInto(List<AttackEvent> events) {
        blackholeWatch.drainInto(events);
    }

    /** The instance is gone. */
    void end() {
        blackholeWatch.end();
    }

    Clocks clocks() {
        return clocks;
    }

    CountryTable countries() {
        return countries;
    }

    PolicySettings settings() {
        return settings;
    }

    /** How many connections are open over all rules. */
    long open() {
        return open.open();
    }
}
