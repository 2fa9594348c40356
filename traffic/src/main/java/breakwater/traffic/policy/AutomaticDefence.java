package breakwater.traffic.policy;

import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.Transport;

/**
 * Recognises that a port is under attack, from its own usual traffic, and says what one source may do until it is over. The tick alone
 * decides; any thread reads.
 *
 * <p>Usual is the mean of a second's new connections, packets and sources, weighted towards the last half minute; it goes on during an
 * attack only slowly and from what was let through, so an attacker teaches it little and a port that has really become busier is not taken for attacked
 * for ever. A port is attacked when the last second brought more than the mode's factor times the usual, and more than the mode's floor, below
 * which no port is worth an alarm. Tightened means: a source gets what it usually needs times the factor, and all sources that have nothing
 * open yet share the rate above which it is an attack, so a flood from ever new sources is held as well as one from a few. It is over when {@link PolicySettings#relaxSeconds} passed with less than half of that.
 */
final class AutomaticDefence {
    private static final double LEARNED_SECONDS = 30;
    private static final double ATTACKED_SECONDS = 240;

    private final Transport transport;
    private final int relaxSeconds;
    private final SourceCensus census = new SourceCensus();
    private double usualConnections;
    private double usualPackets;
    private double usualSources;
    private long secondsLearned;
    private long learnedAt = -1;
    private long admittedConnections;
    private long admittedPackets;
    private long calmSince;
    private volatile boolean attacked;
    private volatile Cost newConnections = Cost.NONE;
    private volatile Cost packets = Cost.NONE;
    private volatile Cost newcomers = Cost.NONE;
    private final RateLimit newcomersLet = new RateLimit();

    AutomaticDefence(Transport transport, int relaxSeconds) {
        this.transport = transport;
        this.relaxSeconds = relaxSeconds;
    }

    /**
     * How eager a mode is.
     *
     * @param factor           how many times the usual makes an attack, and how many times the usual of a source it is left
     * @param connectionsFloor new connections a second that are never an attack
     * @param packetsFloor     datagrams a second that are never an attack
     * @param sourceConnections new connections a second that a source is left at least
     * @param sourcePackets    datagrams a second that a source is left at least
     */
    private record Eagerness(int factor, long connectionsFloor, long packetsFloor, long sourceConnections, long sourcePackets) {
        /** Where nothing is tightened, an attack is still recognised for limits that hold during one only (CpsMode 2). */
        static Eagerness of(AutomaticMode mode) {
            return switch (mode) {
                case LOOSE -> new Eagerness(8, 2_000, 80_000, 100, 5_000);
                case OFF, NORMAL -> new Eagerness(4, 1_000, 40_000, 50, 2_000);
                case STRICT -> new Eagerness(2, 500, 20_000, 20, 1_000);
            };
        }
    }

    /** A source sent something. */
    void saw(Source source) {
        census.add(source.hash());
    }

    /** Whether the port is found under attack. */
    boolean attacked() {
        return attacked;
    }

    /** What one source may open a second while the port is tightened; no limit else. */
    Cost newConnections() {
        return newConnections;
    }

    /** Whether one more source that has nothing open yet may open something: while the port is tightened, all of them share what is no attack. */
    boolean letsNewcomerIn(long now) {
        Cost cost = newcomers;
        return cost.unlimited() || newcomersLet.take(now, cost.nanos(1), cost.toleranceNanos());
    }

    /** How many datagrams one source may send a second while the port is tightened; no limit else. */
    Cost packets() {
        return packets;
    }

    /**
     * Looks at the last second.
     *
     * @param arrived     what came within the last second, refused or not
     * @param admitted    what was let through since the last tick
     * @param recognising false when more traffic than usual is expected, or nothing is checked
     */
    void tick(long now, AutomaticMode mode, boolean recognising, AttackWatch.Rates arrived, Arrivals.Since admitted) {
        admittedConnections += admitted.connections();
        admittedPackets += admitted.packets();
        if (!recognising) {
            relax();
        } else {
            recognise(now, mode, arrived);
        }
        long second = now / 1_000_000_000L;
        if (second != learnedAt) {
            if (learnedAt >= 0) {
                learn(second - learnedAt);
            }
            learnedAt = second;
        }
    }

    private void recognise(long now, AutomaticMode mode, AttackWatch.Rates arrived) {
        Eagerness eagerness = Eagerness.of(mode);
        double connectionsMax = Math.max(eagerness.connectionsFloor, eagerness.factor * usualConnections);
        double packetsMax = transport == Transport.UDP ? Math.max(eagerness.packetsFloor, eagerness.factor * usualPackets) : Double.MAX_VALUE;
        if (arrived.connections() > connectionsMax || arrived.packets() > packetsMax) {
            calmSince = now;
            attacked = true;
        } else if (attacked && (arrived.connections() > connectionsMax / 2 || arrived.packets() > packetsMax / 2)) {
            calmSince = now;
        } else if (attacked && now - calmSince >= relaxSeconds * 1_000_000_000L) {
            relax();
        }
        if (attacked && mode != AutomaticMode.OFF) {
            double sources = Math.max(1, usualSources);
            newConnections = Cost.of(Math.max(eagerness.sourceConnections,
                    (long) Math.ceil(eagerness.factor * usualConnections / sources)));
            packets = transport == Transport.UDP
                    ? Cost.of(Math.max(eagerness.sourcePackets, (long) Math.ceil(eagerness.factor * usualPackets / sources))) : Cost.NONE;
            newcomers = Cost.of((long) Math.ceil(connectionsMax));
        } else {
            loosen();
        }
    }

    private void relax() {
        attacked = false;
        loosen();
    }

    private void loosen() {
        newConnections = Cost.NONE;
        packets = Cost.NONE;
        newcomers = Cost.NONE;
    }

    private void learn(long seconds) {
        long sources = census.count();
        secondsLearned += seconds;
        double share = Math.min(1, attacked ? seconds / ATTACKED_SECONDS : Math.max(seconds / LEARNED_SECONDS, seconds / (double) secondsLearned));
        usualConnections += (admittedConnections / (double) seconds - usualConnections) * share;
        usualPackets += (admittedPackets / (double) seconds - usualPackets) * share;
        if (!attacked) {
            usualSources += (sources - usualSources) * share;
        }
        admittedConnections = 0;
        admittedPackets = 0;
    }
}
