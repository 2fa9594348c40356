package breakwater.traffic.forward.tcp;

import io.netty.util.internal.PlatformDependent;

/**
 * The limits of relayed connections. Immutable.
 *
 * @param connectTimeoutMillis how long an origin may take to accept before the next one is tried, 100 to 60,000
 * @param originTries          how many origins are tried for one connection, 1 to 20
 * @param idleTimeoutMillis    how long a connection may carry no byte in either direction, 1,000 to 86,400,000
 * @param halfCloseMillis      how long it may carry no byte once one side has ended its half, 1,000 to 86,400,000
 * @param readBytes            the largest single read, 4,096 to 1,048,576: more means fewer system calls for bulk. Allocated for the
 *                             length of a read only
 * @param heldBytesLow         when a receiver that was too slow has read so far that less than this is held for it, its sender is read
 *                             again, 1 to {@code heldBytesHigh}
 * @param heldBytesHigh        when more than this is held for a receiver, its sender is not read, 4,096 to 16,777,216. What one
 *                             connection can hold: 2 × (high + reads of one turn), which is 2 × (512 KiB + 2 × 256 KiB) = 2 MiB
 * @param planeHeldBytesMax    what all connections together can hold, from 1 MiB: each event loop has an equal share of it ({@link HeldBytes}). The memory
 *                             is at most twice that, since what waits fills more than half of its buffer
 */
public record RelaySettings(int connectTimeoutMillis, int originTries, long idleTimeoutMillis, long halfCloseMillis, int readBytes,
                            int heldBytesLow, int heldBytesHigh, long planeHeldBytesMax) {
    /**
     * For production and development alike: idle connections as the product ends them, after 900 seconds. What is held may be a quarter of the direct memory
     * of this process ({@code -XX:MaxDirectMemorySize}, or else as much as its heap may have), so its buffers take a half at most; the
     * other one is for UDP and for what is being read.
     */
    public static final RelaySettings USUAL = new RelaySettings(5_000, 3, 900_000, 120_000, 262_144, 131_072, 524_288,
            Math.max(1 << 20, PlatformDependent.maxDirectMemory() / 4));

    public RelaySettings {
        within("connectTimeoutMillis", connectTimeoutMillis, 100, 60_000);
        within("originTries", originTries, 1, 20);
        within("idleTimeoutMillis", idleTimeoutMillis, 1_000, 86_400_000);
        within("halfCloseMillis", halfCloseMillis, 1_000, 86_400_000);
        within("readBytes", readBytes, 4_096, 1_048_576);
        within("heldBytesHigh", heldBytesHigh, 4_096, 16_777_216);
        within("heldBytesLow", heldBytesLow, 1, heldBytesHigh);
        within("planeHeldBytesMax", planeHeldBytesMax, 1 << 20, Long.MAX_VALUE);
    }

    private static void within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
