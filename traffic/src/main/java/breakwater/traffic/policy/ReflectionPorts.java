package breakwater.traffic.policy;

import java.util.BitSet;
import java.util.Set;

/** Check: a datagram comes from a UDP source port that is dropped as reflection (ConfigUdpReflect). Immutable. */
final class ReflectionPorts {
    private final BitSet ports = new BitSet();

    ReflectionPorts(Set<Integer> dropped) {
        dropped.forEach(ports::set);
    }

    /** All of them, in order. */
    int[] all() {
        return ports.stream().toArray();
    }

    boolean refuses(int sourcePort) {
        return ports.get(sourcePort);
    }
}
