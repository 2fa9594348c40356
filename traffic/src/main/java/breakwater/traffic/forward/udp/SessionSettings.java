package breakwater.traffic.forward.udp;

import io.netty.util.internal.PlatformDependent;

/**
 * The limits of UDP sessions. Immutable.
 *
 * @param sessionsMax           sessions of all rules together, 1 to 1,000,000. Each takes one descriptor and one local port towards its
 *                              origin; Linux has 28,232 local ports unless told otherwise (net.ipv4.ip_local_port_range), which the
 *                              default stays below
 * @param ruleSessionsMax       sessions of one rule, 1 to {@code sessionsMax}, so that one rule under flood leaves places to the others
 * @param idleMillis            how long a session in which both sides spoke may carry nothing, 1,000 to 86,400,000
 * @param unansweredIdleMillis  the same until the client has spoken again after an answer, 1,000 to {@code idleMillis}; short, because
 *                              such a client may be a forged address
 * @param sweepMillis           how often idle sessions are looked for, 10 to 10,000
 * @param amplificationFactorMax how many times the bytes that a client sent may go out to it until it has proven that it hears the
 *                              answers ({@link EchoProof}), with and without the headers of its datagrams, 1 to 1,000; 3 as QUIC has it
 *                              (RFC 9000 section 8.1)
 * @param originTries           how many origins are tried for one session when the system refuses to connect, 1 to 20
 * @param loopHeldBytesMax      memory of one event loop in which datagrams may lie that the network does not take yet, from 1 MiB: past it, a
 *                              socket for which something waits takes nothing more, and what comes is dropped as on a full link
 */
public record SessionSettings(int sessionsMax, int ruleSessionsMax, long idleMillis, long unansweredIdleMillis, long sweepMillis,
                              int amplificationFactorMax, int originTries, long loopHeldBytesMax) {
    /**
     * For production and development alike. All loops, of which there is one a core, may hold an eighth of the direct memory of this process together, and
     * each at least twice the 16 MiB that it keeps to read into.
     */
    public static final SessionSettings USUAL = new SessionSettings(24_000, 16_000, 60_000, 15_000, 1_000, 3, 3,
            Math.max(32 << 20, PlatformDependent.maxDirectMemory() / 8 / Runtime.getRuntime().availableProcessors()));

    /** As {@link #USUAL}, with another factor. */
    public static SessionSettings amplifying(int factorMax) {
        return new SessionSettings(USUAL.sessionsMax, USUAL.ruleSessionsMax, USUAL.idleMillis, USUAL.unansweredIdleMillis,
                USUAL.sweepMillis, factorMax, USUAL.originTries, USUAL.loopHeldBytesMax);
    }

    public SessionSettings {
        within("sessionsMax", sessionsMax, 1, 1_000_000);
        within("ruleSessionsMax", ruleSessionsMax, 1, sessionsMax);
        within("idleMillis", idleMillis, 1_000, 86_400_000);
        within("unansweredIdleMillis", unansweredIdleMillis, 1_000, idleMillis);
        within("sweepMillis", sweepMillis, 10, 10_000);
        within("amplificationFactorMax", amplificationFactorMax, 1, 1_000);
        within("originTries", originTries, 1, 20);
        within("loopHeldBytesMax", loopHeldBytesMax, 1 << 20, Long.MAX_VALUE);
    }

    private static void within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
