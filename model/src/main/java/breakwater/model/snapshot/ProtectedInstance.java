package breakwater.model.snapshot;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * One instance as the traffic plane sees it. Immutable.
 *
 * @param id              the instance
 * @param serviceAddress  where its listeners bind
 * @param deadlines       until when it mitigates and forwards
 * @param capacity        what was bought
 * @param sources         sources that are always refused or always let through
 * @param regionBlock     countries that are refused
 * @param reflectionPorts UDP source ports that are dropped as reflection, 1 to 65535
 * @param automatic       whether and how eagerly a port under attack is tightened by itself
 * @param scenes          the scene policies that are in force now or later, in any order; they may overlap, see {@link #sceneAt}
 * @param blackhole       what the control plane says about the blackhole
 * @param lineBlock       until when sources outside mainland China are refused (ModifyBlockStatus), epoch milliseconds; 0 for not
 * @param rules           what it forwards, at most one per transport and port
 */
public record ProtectedInstance(String id, InetAddress serviceAddress, Deadlines deadlines, Capacity capacity,
                                SourceLists sources, RegionBlock regionBlock, Set<Integer> reflectionPorts,
                                AutomaticMode automatic, List<SceneSpan> scenes, Blackhole blackhole, long lineBlock,
                                List<ForwardingRule> rules) {
    public ProtectedInstance {
        reflectionPorts = Set.copyOf(reflectionPorts);
        scenes = List.copyOf(scenes);
        rules = List.copyOf(rules);
        if (reflectionPorts.stream().anyMatch(port -> port < 1 || port > 65_535)) {
            throw new IllegalArgumentException("a reflection port must be 1 to 65535: " + reflectionPorts);
        }
    }

    /**
     * What the scene policies say at an instant. Where spans overlap, {@link Scene#BYPASS} wins.
     *
     * @param serviceMillis service time in epoch milliseconds
     */
    public Scene sceneAt(long serviceMillis) {
        Scene found = Scene.NONE;
        for (SceneSpan span : scenes) {
            if (serviceMillis >= span.from() && serviceMillis < span.until() && span.scene().compareTo(found) > 0) {
                found = span.scene();
            }
        }
        return found;
    }

    /**
     * Until when an instance works, in epoch milliseconds of service time, both exclusive: at the instant itself it is over.
     *
     * @param mitigateUntil from then on no check applies but the platform's basic blackhole
     * @param forwardUntil  from then on its listeners are closed and its connections ended; not before {@code mitigateUntil}
     */
    public record Deadlines(long mitigateUntil, long forwardUntil) {
        public Deadlines {
            if (forwardUntil < mitigateUntil) {
                throw new IllegalArgumentException("forwarding cannot end before mitigation");
            }
        }
    }

    /**
     * What was bought. 0 means none of it.
     *
     * @param connections             open connections at most, over all rules
     * @param newConnectionsPerSecond connections opened at most, over all rules
     * @param cleanBitsPerSecond      traffic forwarded at most in each direction, bit/s
     * @param protectionBitsPerSecond attack traffic beyond which the address is blackholed, bit/s, already scaled by the operator's
     *                                rehearsal setting
     * @param basicBitsPerSecond      the platform's basic blackhole threshold for an expired instance, bit/s, scaled likewise
     * @param blackholeSeconds        how long a blackhole lasts
     */
    public record Capacity(long connections, long newConnectionsPerSecond, long cleanBitsPerSecond,
                           long protectionBitsPerSecond, long basicBitsPerSecond, long blackholeSeconds) {
    }

    /**
     * Countries whose sources are refused.
     *
     * @param enabled   false lets every country through, whatever is listed
     * @param countries ISO 3166-1 alpha-2 codes, upper case
     */
    public record RegionBlock(boolean enabled, Set<String> countries) {
        /** Nothing is refused for its country. */
        public static final RegionBlock NONE = new RegionBlock(false, Set.of());

        public RegionBlock {
            countries = Set.copyOf(countries);
        }
    }

    /**
     * What a blackhole was told from above. A plane starts blackholes itself; it learns here of those that others started and of
     * those that the owner ended.
     *
     * @param since service time of the start in epoch milliseconds; 0 when there is none
     * @param until service time of the end, exclusive; 0 when there is none
     * @param lifted service time when the owner last ended one; a blackhole that began before is over. 0 for never
     */
    public record Blackhole(long since, long until, long lifted) {
        /** No blackhole, and none was ever lifted. */
        public static final Blackhole NONE = new Blackhole(0, 0, 0);
    }

    /** How eagerly a port under attack is tightened by itself (ModifyPortAutoCcStatus). */
    public enum AutomaticMode {
        /** Not at all. */
        OFF,
        /** Only what is far beyond the port's usual traffic. */
        LOOSE,
        /** The middle. */
        NORMAL,
        /** What is little beyond the port's usual traffic. */
        STRICT
    }

    /**
     * One scene policy's span. The plane reads the clock, so a scene starts and ends without a word from above.
     *
     * @param scene what it says
     * @param from  service time of its start in epoch milliseconds
     * @param until service time of its end in epoch milliseconds, exclusive
     */
    public record SceneSpan(Scene scene, long from, long until) {
        public SceneSpan {
            if (until < from) {
                throw new IllegalArgumentException("a scene cannot end before it starts");
            }
        }
    }

    /** What a scene policy says while it is in force; the later of two that hold at once wins. */
    public enum Scene {
        /** No policy is in force. */
        NONE,
        /** A promotion is expected: more traffic than usual is no attack, so nothing is tightened by itself. */
        PROMOTION,
        /** Everything is let through: no check applies but the blackhole. */
        BYPASS
    }
}
