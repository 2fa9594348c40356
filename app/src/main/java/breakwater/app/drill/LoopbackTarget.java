package breakwater.app.drill;

import java.net.InetSocketAddress;

/**
 * Where a drill may send to: a port of this machine's loopback, and nothing else can be one of these.
 *
 * @param address resolved
 */
record LoopbackTarget(InetSocketAddress address) {
    /** @throws IllegalArgumentException for any other address */
    LoopbackTarget {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("a drill attacks loopback only, not " + address);
        }
    }
}
