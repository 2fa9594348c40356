package breakwater.traffic.meter;

import breakwater.model.reading.Ending;

/**
 * What is counted for one open connection, or one UDP session, of a rule. Belongs to the connection's event loop, except that
 * {@link #ended} may be called by any thread once the loop has let go of it.
 */
public final class ConnectionMeter {
    private final RuleMeter rule;
    private long carriedSecond = Cells.NEVER;
    private boolean over;

    ConnectionMeter(RuleMeter rule) {
        this.rule = rule;
    }

    /** A read of the client's bytes was let through. */
    public void received(int bytes) {
        carriedSecond = rule.carried(Cells.IN_PACKETS, Cells.IN_BYTES, bytes, carriedSecond);
    }

    /** Bytes went out to the client. */
    public void sent(int bytes) {
        carriedSecond = rule.carried(Cells.OUT_PACKETS, Cells.OUT_BYTES, bytes, carriedSecond);
    }

    /** A read of the client's bytes was refused. If that ends the connection, {@link #ended} is called as well. */
    public void refused(Ending ending, int bytes) {
        rule.refusedRead(ending, bytes);
    }

    /** Whether it carried bytes of the client or of the origin. */
    public boolean carriedData() {
        return carriedSecond != Cells.NEVER;
    }

    /** It ended; what is told first counts, anything after that is ignored. */
    public void ended(Ending ending) {
        if (over) {
            return;
        }
        over = true;
        rule.ended(ending);
        rule.closed(carriedSecond);
    }
}
