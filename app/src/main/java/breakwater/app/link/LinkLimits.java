package breakwater.app.link;

import java.time.Duration;

/** Every bound of the stream between a control node and an edge. */
final class LinkLimits {
    /**
     * One frame at most. A whole snapshot is the largest: 10,000 rules of about 1 KB and 100 lists of 2,000 sources of about 60 bytes
     * make 22 MB, so six times that.
     */
    static final int FRAME_BYTES_MAX = 128 * 1024 * 1024;
    /** Edges of one control node; one more is turned away and tries another node. */
    static final int EDGES_MAX = 64;
    /** How long accepting rests when it failed: ten tries a second cost nothing, and no edge waits long when it works again. */
    static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);
    /** How long a peer may take over the handshake and its first frame. */
    static final Duration HANDSHAKE = Duration.ofSeconds(5);
    /** Something is said at least this often. */
    static final Duration HEARTBEAT = Duration.ofSeconds(1);
    /** A peer that is silent for this long is gone: five heartbeats. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(5);
    /**
     * Readings an edge keeps for a control plane that is away: five a second for ten minutes. The oldest goes first; what is lost
     * is history, never protection.
     */
    static final int READINGS_KEPT_MAX = 3_000;
    /**
     * Lines of those readings, which are what grows with the traffic: a rule, and each ending, source and country that it tells of. Each is taken for
     * 128 bytes, and all of them may have an eighth of the heap. Ten thousand busy rules would fill any heap within the ten minutes otherwise.
     */
    static final long READING_LINES_KEPT_MAX = Runtime.getRuntime().maxMemory() / 8 / 128;
    /** Readings that are stored in one transaction at most: about 13 seconds of them, so that an edge with much to tell is confirmed as it goes. */
    static final int READINGS_STORED_MAX = 64;
    /** The first pause before an edge connects again; it doubles up to {@link #RECONNECT_MAX}. */
    static final Duration RECONNECT_MIN = Duration.ofMillis(100);
    /** The longest pause before an edge connects again. */
    static final Duration RECONNECT_MAX = Duration.ofSeconds(5);

    private LinkLimits() {
    }
}
