package breakwater.traffic.policy;

import breakwater.model.reading.Ending;

/**
 * The checks of one rule. Any thread; lock-free for a source that is known, and nothing is allocated to refuse. It stays the same object
 * as long as the rule exists, whatever changes in its policy.
 */
public final class RuleGuard {
    /**
     * Whether a new TCP connection, or the first datagram of a UDP session, may go on. {@link Ending#NONE} means that it now counts as
     * open, until {@link #connectionClosed} is called once.
     */
    public Ending admitConnection(Source source) {
        return Ending.NONE;
    }

    /**
     * A connection or session that was let in is over.
     *
     * @param carriedData whether its client ever sent a byte
     */
    public void connectionClosed(Source source, boolean carriedData) {
    }

    /**
     * Whether an open TCP connection may go on after this read; its first bytes included. What is not {@link Ending#NONE} ends it. Rates
     * of a TCP source do not end it, they are {@link #readPauseNanos paced}.
     */
    public Ending received(Source source, int bytes) {
        return Ending.NONE;
    }

    /** Whether a UDP datagram may go on; asked before its session is looked for. */
    public Ending datagram(Source source, int sourcePort, int bytes) {
        return Ending.NONE;
    }

    /** How long this connection may not be read now, so that its source and the plan keep their rates; 0 for not at all. */
    public long readPauseNanos(Source source) {
        return 0;
    }

    /** Bytes are on their way to a client. Answers how long nothing more should be written, so that the plan keeps its bandwidth. */
    public long sent(int bytes) {
        return 0;
    }

    /** Whether one more datagram of so many bytes may go out to a client, by the plan's bandwidth. */
    public boolean maySend(int bytes) {
        return true;
    }
}
