package breakwater.traffic.policy;

import breakwater.model.reading.AttackEvent;
import breakwater.model.snapshot.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells when an attack of one kind begins, grows and ends, from what was refused. Any thread reports refusals; the tick alone decides.
 * An attack begins with {@link PolicySettings#attackRefusals} refusals within a second and ends when none came for
 * {@link PolicySettings#attackQuietSeconds}; a blackhole begins and ends when whoever has it says so.
 */
final class AttackWatch {
    private final String instanceId;
    private final AttackEvent.Kind kind;
    private final Optional<Transport> transport;
    private final int port;
    private final PolicySettings settings;
    private final LongAdder refused = new LongAdder();
    private final Sampler sampler = new Sampler();
    /** Made by the first refusal after a quiet time, so a rule that is not attacked has none. */
    private volatile AttackTally tally;

    private final SlidingSecond lastSecond = new SlidingSecond();
    private long refusedRead;
    private String id = "";
    private long startedAt;
    private long lastAt;
    private long lastNanos;
    private long peakBits;
    private long peakPackets;
    private long peakConnections;
    private boolean grown;
    private final List<AttackEvent> ended = new ArrayList<>();

    AttackWatch(String instanceId, AttackEvent.Kind kind, Optional<Transport> transport, int port, PolicySettings settings) {
        this.instanceId = instanceId;
        this.kind = kind;
        this.transport = transport;
        this.port = port;
        this.settings = settings;
    }

    /** Something was refused. */
    void refused(Source source, CountryTable countries, AttackVector vector, int bytes) {
        refused.increment();
        int weight = sampler.weight();
        if (weight > 0) {
            AttackTally current = tally;
            if (current == null) {
                current = begun();
            }
            current.add(source, source.country(countries), vector, bytes, weight);
        }
    }

    /** So many were refused of which nobody knows where they came from. */
    void refused(AttackVector vector, long packets) {
        refused.add(packets);
        AttackTally current = tally;
        (current == null ? begun() : current).add(vector, packets);
    }

    private synchronized AttackTally begun() {
        if (tally == null) {
            tally = new AttackTally();
        }
        return tally;
    }

    /**
     * Looks at what was refused since the last tick.
     *
     * @param standsSince since when the attack stands for another reason than refusals: the address is blackholed; 0 for none
     * @param rates       what came in within the last second
     */
    synchronized void tick(long now, long serviceMillis, long standsSince, Rates rates) {
        sampler.refill();
        long sum = refused.sum();
        long more = sum - refusedRead;
        refusedRead = sum;
        lastSecond.add(now, more);
        boolean stands = standsSince != 0;
        // What a blackhole refuses begins nothing: it may be counted when that is over already.
        if (stands || kind != AttackEvent.Kind.BLACKHOLE && more > 0) {
            if (startedAt == 0) {
                startedAt = stands ? standsSince : serviceMillis;
            }
            lastAt = serviceMillis;
            lastNanos = now;
        }
        if (startedAt == 0) {
            return;
        }
        if (id.isEmpty() && (stands || lastSecond.sum() >= settings.attackRefusals())) {
            id = UUID.randomUUID().toString();
        }
        grown |= more > 0 || rates.bits() > peakBits || rates.packets() > peakPackets || rates.connections() > peakConnections;
        peakBits = Math.max(peakBits, rates.bits());
        peakPackets = Math.max(peakPackets, rates.packets());
        peakConnections = Math.max(peakConnections, rates.connections());
        if (now - lastNanos >= settings.attackQuietSeconds() * 1_000_000_000L) {
            end();
        }
    }

    /**
     * What the attack stood for is over; told before the next {@link #tick}, each time that it does not stand.
     *
     * @param at service time, which lies far behind where the clock was moved; 0 for the last tick
     */
    synchronized void over(long at) {
        if (startedAt != 0 || tally != null) {
            lastAt = Math.max(lastAt, at);
            end();
        }
    }

    /** Whether nothing was refused for so long that nothing is remembered. */
    synchronized boolean quiet() {
        return startedAt == 0;
    }

    /** The attack is over, or the rule is: what was seen of it is told with an end. */
    synchronized void end() {
        if (!id.isEmpty()) {
            ended.add(event(Math.max(lastAt, startedAt + 1)));
        }
        id = "";
        startedAt = 0;
        peakBits = 0;
        peakPackets = 0;
        peakConnections = 0;
        grown = false;
        tally = null;
    }

    /** Adds the attacks that ended since the last call, and the one that goes on if it grew. */
    synchronized void drainInto(List<AttackEvent> events) {
        events.addAll(ended);
        ended.clear();
        if (grown && !id.isEmpty()) {
            grown = false;
            events.add(event(0));
        }
    }

    private AttackEvent event(long endedAt) {
        AttackTally current = tally;
        AttackTally.Told told = (current == null ? new AttackTally() : current).told();
        return new AttackEvent(id, instanceId, kind, transport, port, startedAt, endedAt, peakBits, peakPackets, peakConnections,
                told.byVector(), told.byCountry(), told.sources());
    }

    /** What came in within the last second, refused or not. */
    record Rates(long bits, long packets, long connections) {
        boolean nothing() {
            return packets == 0 && connections == 0;
        }
    }
}
