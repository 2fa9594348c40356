package breakwater.traffic.policy;

import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ProtectedInstance.Scene;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.Transport;
import breakwater.traffic.meter.RuleMeter;
import java.util.List;
import java.util.Optional;

/**
 * The checks of one rule. Any thread; lock-free for a source that is known, and nothing is allocated to refuse. It stays the same object
 * as long as the rule exists, whatever changes in its policy.
 *
 * <p>The order, the cheapest first: blackhole; is there mitigation at all; white list, black list, UDP source port, line, region; payload; what
 * the source may do; what the port may do; what the plan may do. After the mitigation deadline only the blackhole is left, in a BYPASS
 * scene the blackhole and the plan. Who is on the white list skips to the plan.
 */
public final class RuleGuard {
    private final RuleKey key;
    private final InstanceGuard instance;
    private final Clocks clocks;
    private final RuleMeter meter;
    private final AutomaticDefence automatic;
    private final SourceLimits sources;
    private final OpenLimit open = new OpenLimit();
    private final RateLimit newConnections = new RateLimit();
    private final Arrivals arrivals = new Arrivals();
    private final Arrivals admitted = new Arrivals();
    private final Sampler sampler = new Sampler();
    private final AttackVector flood;
    private final AttackWatch connectionsWatch;
    private final AttackWatch defenseWatch;
    private volatile RuleLimits limits;

    private final SlidingSecond bytesLastSecond = new SlidingSecond();
    private final SlidingSecond packetsLastSecond = new SlidingSecond();
    private final SlidingSecond connectionsLastSecond = new SlidingSecond();
    /** Nothing came within the last second and nothing is going on: of ten thousand rules most are so, and a tick passes them by. */
    private volatile boolean quiet = true;

    RuleGuard(RuleKey key, RulePolicy policy, InstanceGuard instance, SourceStates states, RuleMeter meter) {
        this.key = key;
        this.instance = instance;
        this.clocks = instance.clocks();
        this.meter = meter;
        this.automatic = new AutomaticDefence(key.transport(), instance.settings().relaxSeconds());
        this.sources = new SourceLimits(states, instance, automatic);
        this.flood = AttackVector.ofPort(key.transport(), key.frontendPort());
        this.connectionsWatch = watch(AttackEvent.Kind.CONNECTIONS);
        this.defenseWatch = watch(AttackEvent.Kind.DEFENSE);
        this.limits = RuleLimits.of(policy);
    }

    private AttackWatch watch(AttackEvent.Kind kind) {
        return new AttackWatch(key.instanceId(), kind, Optional.of(key.transport()), key.frontendPort(), instance.settings());
    }

    void apply(RulePolicy policy) {
        limits = RuleLimits.of(policy);
    }

    /**
     * Whether a new TCP connection, or the first datagram of a UDP session, may go on. {@link Ending#NONE} means that it now counts as
     * open, until {@link #connectionClosed} is called once.
     */
    public Ending admitConnection(Source source) {
        arrivals.connection();
        long serviceMillis = clocks.serviceMillis();
        Ending ending = instance.blackholed(serviceMillis) ? Ending.REFUSED_BLACKHOLE : open(source, serviceMillis);
        if (ending == Ending.NONE) {
            admitted.connection();
        } else {
            refused(ending, source, ending == Ending.REFUSED_EMPTY ? AttackVector.TCP_EMPTY : flood, 0);
        }
        tell(source, 0, 0, 1, ending);
        return ending;
    }

    private Ending open(Source source, long serviceMillis) {
        InstancePolicy policy = instance.policy();
        RuleLimits current = limits;
        long now = clocks.nanos();
        boolean planned = policy.mitigates(serviceMillis);
        boolean checked = planned && policy.checks(serviceMillis);
        if (checked) {
            automatic.saw(source);
            Ending who = instance.checkWho(policy, source, 0, serviceMillis);
            if (who != Ending.NONE) {
                return who;
            }
            checked = !source.trusted();
        }
        Ending ending = sources.open(current, source, checked, now, serviceMillis);
        if (ending != Ending.NONE) {
            return ending;
        }
        ending = checked && sources.newcomer(source) && !automatic.letsNewcomerIn(now) ? Ending.REFUSED_AUTOMATIC
                : openOfPort(current, checked, now);
        if (ending == Ending.NONE) {
            ending = instance.openOfPlan(policy, now, planned);
            if (ending == Ending.NONE) {
                return Ending.NONE;
            }
            open.giveBack();
        }
        sources.unopen(source);
        return ending;
    }

    private Ending openOfPort(RuleLimits current, boolean limited, long now) {
        if (!open.take(limited && current.portConnections() > 0 ? current.portConnections() : Long.MAX_VALUE)) {
            return Ending.REFUSED_PORT_CONNECTIONS;
        }
        Cost cost = current.portNewConnections();
        if (limited && !cost.unlimited() && !newConnections.take(now, cost.nanos(1), cost.toleranceNanos())) {
            open.giveBack();
            return Ending.REFUSED_PORT_NEW_CONNECTIONS;
        }
        return Ending.NONE;
    }

    /**
     * A connection or session that was let in is over.
     *
     * @param carriedData whether its client ever sent a byte
     */
    public void connectionClosed(Source source, boolean carriedData) {
        instance.closeOfPlan();
        open.giveBack();
        sources.close(source, !carriedData && key.transport() == Transport.TCP, clocks.nanos());
    }

    /**
     * Whether an open TCP connection may go on after this read; its first bytes included. What is not {@link Ending#NONE} ends it. Rates
     * of a TCP source do not end it, they are {@link #readPauseNanos paced}: its bytes are here already, and TCP slows down by itself.
     */
    public Ending received(Source source, int bytes) {
        arrivals.packet(bytes);
        long serviceMillis = clocks.serviceMillis();
        Ending ending = instance.blackholed(serviceMillis) ? Ending.REFUSED_BLACKHOLE : read(source, bytes, serviceMillis);
        if (ending == Ending.NONE) {
            admitted.packet(bytes);
        } else {
            refused(ending, source, AttackVector.TCP_DATA, bytes);
        }
        tell(source, 1, bytes, 0, ending);
        return ending;
    }

    private Ending read(Source source, int bytes, long serviceMillis) {
        InstancePolicy policy = instance.policy();
        boolean first = source.speaksFirst();
        source.pauseNanos(0);
        if (!policy.mitigates(serviceMillis)) {
            return Ending.NONE;
        }
        long now = clocks.nanos();
        long pause = 0;
        if (policy.checks(serviceMillis)) {
            if (source.checkedVersion() != instance.version()) {
                Ending who = instance.checkWho(policy, source, 0, serviceMillis);
                if (who != Ending.NONE) {
                    return who;
                }
            }
            if (!source.trusted()) {
                RuleLimits current = limits;
                if (first && current.payload().refuses(bytes)) {
                    return Ending.REFUSED_PAYLOAD;
                }
                pause = sources.read(current, source, bytes, now, serviceMillis);
            }
        }
        source.pauseNanos(Math.max(pause, instance.chargeIn(policy, now, bytes)));
        return Ending.NONE;
    }

    /** Whether a UDP datagram may go on; asked before its session is looked for. */
    public Ending datagram(Source source, int sourcePort, int bytes) {
        arrivals.packet(bytes);
        long serviceMillis = clocks.serviceMillis();
        Ending ending = instance.blackholed(serviceMillis) ? Ending.REFUSED_BLACKHOLE
                : passed(source, sourcePort, bytes, serviceMillis);
        if (ending == Ending.NONE) {
            admitted.packet(bytes);
        } else {
            refused(ending, source, AttackVector.ofDatagram(sourcePort, flood), bytes);
        }
        tell(source, 1, bytes, 0, ending);
        return ending;
    }

    private Ending passed(Source source, int sourcePort, int bytes, long serviceMillis) {
        InstancePolicy policy = instance.policy();
        if (!policy.mitigates(serviceMillis)) {
            return Ending.NONE;
        }
        long now = clocks.nanos();
        if (policy.checks(serviceMillis)) {
            automatic.saw(source);
            Ending who = instance.checkWho(policy, source, sourcePort, serviceMillis);
            if (who != Ending.NONE) {
                return who;
            }
            if (!source.trusted()) {
                RuleLimits current = limits;
                if (current.payload().refuses(bytes)) {
                    return Ending.REFUSED_PAYLOAD;
                }
                Ending ending = sources.datagram(current, source, bytes, now, serviceMillis);
                if (ending != Ending.NONE) {
                    return ending;
                }
            }
        }
        return instance.takeIn(policy, now, bytes) ? Ending.NONE : Ending.REFUSED_PLAN_BANDWIDTH;
    }

    /**
     * The check that refuses whatever a source sends now, as the lists and the region do; {@link Ending#NONE} if none does, or if it depends on
     * the datagram.
     */
    Ending refusedWhateverItSends(Source source) {
        InstancePolicy policy = instance.policy();
        long serviceMillis = clocks.serviceMillis();
        return policy.mitigates(serviceMillis) && policy.checks(serviceMillis) ? instance.checkWho(policy, source, 0, serviceMillis) : Ending.NONE;
    }

    /** The UDP source ports that are refused now whoever sends from them: none while somebody is on the white list. */
    int[] refusedPorts() {
        InstancePolicy policy = instance.policy();
        long serviceMillis = clocks.serviceMillis();
        return policy.mitigates(serviceMillis) && policy.checks(serviceMillis) && policy.white().empty() ? policy.reflection().all() : new int[0];
    }

    /**
     * Datagrams came to this port that nobody has looked at, since the kernel dropped them. Their sources are not known, so no source is told
     * of them.
     *
     * @param ending by which check, or for want of what
     */
    void unseen(Ending ending, long packets, long bytes) {
        arrivals.packets(packets, bytes);
        meter.refused(ending, packets, bytes);
        if (ending == Ending.REFUSED_BLACKHOLE) {
            instance.refusedByBlackhole(flood, packets);
        } else if (ending.attack()) {
            (ofConnections(ending) ? connectionsWatch : defenseWatch).refused(flood, packets);
        }
    }

    /** The limits in force. */
    RuleLimits limits() {
        return limits;
    }

    /** Monotonic nanoseconds since the start. */
    long nanos() {
        return clocks.nanos();
    }

    FloodSettings floodSettings() {
        return instance.settings().flood();
    }

    /** How long this connection may not be read now, so that its source and the plan keep their rates; 0 for not at all. */
    public long readPauseNanos(Source source) {
        InstancePolicy policy = instance.policy();
        long serviceMillis = clocks.serviceMillis();
        if (!policy.mitigates(serviceMillis)) {
            return 0;
        }
        return pause(policy, source, clocks.nanos(), serviceMillis);
    }

    private long pause(InstancePolicy policy, Source source, long now, long serviceMillis) {
        long pause = instance.pauseIn(policy, now);
        return policy.checks(serviceMillis) && !source.trusted() ? Math.max(pause, sources.pause(limits, source, now)) : pause;
    }

    /** Bytes are on their way to a client. Answers how long nothing more should be written, so that the plan keeps its bandwidth. */
    public long sent(int bytes) {
        InstancePolicy policy = instance.policy();
        return policy.mitigates(clocks.serviceMillis()) ? instance.chargeOut(policy, clocks.nanos(), bytes) : 0;
    }

    /** How long nothing should be written to clients now, so that the plan keeps its bandwidth; 0 for not at all. */
    public long writePauseNanos() {
        return sent(0);
    }

    /** Whether one more datagram of so many bytes may go out to a client, by the blackhole and the plan's bandwidth. */
    public boolean maySend(int bytes) {
        long serviceMillis = clocks.serviceMillis();
        if (instance.blackholed(serviceMillis)) {
            return false;
        }
        InstancePolicy policy = instance.policy();
        return !policy.mitigates(serviceMillis) || instance.takeOut(policy, clocks.nanos(), bytes);
    }

    /** Whether the instance's address is blackholed now: nothing goes in or out. */
    public boolean blackholed() {
        return instance.mayBeBlackholed() && instance.blackholed(clocks.serviceMillis());
    }

    /** How long a connection may carry no byte in either direction from its start, in milliseconds; 0 for as long as it likes. */
    public int emptyConnectionMillis() {
        InstancePolicy policy = instance.policy();
        long serviceMillis = clocks.serviceMillis();
        return limits.emptyRefused() && policy.mitigates(serviceMillis) && policy.checks(serviceMillis)
                ? instance.settings().emptyConnectionMillis() : 0;
    }

    /** An open connection is ended because it carried nothing. */
    void refusedEmpty(Source source) {
        quiet = false;
        refused(Ending.REFUSED_EMPTY, source, AttackVector.TCP_EMPTY, 0);
    }

    private void refused(Ending ending, Source source, AttackVector vector, int bytes) {
        if (ending == Ending.REFUSED_BLACKHOLE) {
            instance.refusedByBlackhole(source, vector, bytes);
        } else if (ending.attack()) {
            (key.transport() == Transport.TCP || ofConnections(ending) ? connectionsWatch : defenseWatch)
                    .refused(source, instance.countries(), vector, bytes);
        }
    }

    private static boolean ofConnections(Ending ending) {
        return ending == Ending.REFUSED_SOURCE_NEW_CONNECTIONS || ending == Ending.REFUSED_SOURCE_CONNECTIONS
                || ending == Ending.REFUSED_PORT_NEW_CONNECTIONS || ending == Ending.REFUSED_PORT_CONNECTIONS;
    }

    /** Tells the meter who it was. */
    private void tell(Source source, int packets, int bytes, int connections, Ending ending) {
        int weight = sampler.weight();
        if (weight > 0) {
            boolean refused = ending != Ending.NONE;
            meter.saw(source.high(), source.low(), source.country(instance.countries()), packets * weight, bytes * weight,
                    refused ? 0 : connections * weight, refused ? weight : 0);
        }
    }

    /** Looks at what came since the last tick. */
    Arrivals.Since tick(long now, long serviceMillis) {
        Arrivals.Since arrived = arrivals.read();
        if (quiet && arrived.nothing()) {
            return arrived;
        }
        bytesLastSecond.add(now, arrived.bytes());
        packetsLastSecond.add(now, arrived.packets());
        connectionsLastSecond.add(now, arrived.connections());
        AttackWatch.Rates rates = new AttackWatch.Rates(bytesLastSecond.sum() * 8, packetsLastSecond.sum(), connectionsLastSecond.sum());
        InstancePolicy policy = instance.policy();
        automatic.tick(now, policy.instance().automatic(), policy.mitigates(serviceMillis) && policy.scene(serviceMillis) == Scene.NONE,
                rates, admitted.read());
        connectionsWatch.tick(now, serviceMillis, 0, rates);
        defenseWatch.tick(now, serviceMillis, 0, rates);
        sampler.refill();
        quiet = arrived.nothing() && rates.nothing() && !automatic.attacked() && connectionsWatch.quiet() && defenseWatch.quiet();
        return arrived;
    }

    void drainEventsInto(List<AttackEvent> events) {
        connectionsWatch.drainInto(events);
        defenseWatch.drainInto(events);
    }

    /** The rule is gone; its connections may still close. */
    void end() {
        connectionsWatch.end();
        defenseWatch.end();
    }

    /** How many connections or sessions are open. */
    long open() {
        return open.open();
    }

    /** Whether the port is found under attack. */
    boolean attacked() {
        return automatic.attacked();
    }
}
