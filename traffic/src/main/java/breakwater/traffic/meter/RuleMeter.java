package breakwater.traffic.meter;

import breakwater.model.reading.Ending;
import breakwater.model.reading.RuleReading;
import breakwater.model.snapshot.RuleKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is counted for one rule. Any thread may count; an event loop counts without an atomic instruction, and nothing is allocated per
 * packet. Each packet is counted once: by {@code received} if it is let through, by {@code refused} if not.
 */
public final class RuleMeter {
    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(Cells[].class);
    private static final VarHandle TOPS = MethodHandles.arrayElementVarHandle(SourceTable[].class);
    private static final long[] NONE_YET = new long[0];

    private final RuleKey key;
    private final Meters meters;
    private final Cells[] cells;
    private final SourceTable[] tops;
    /** Of the drain alone: the totals of the reading before. None until there is something to tell: of ten thousand rules most never have. */
    private long[] drained = NONE_YET;
    private long gaugesDrained;
    private volatile Optional<String> fault = Optional.empty();
    private boolean faultDrained;
    private volatile boolean forgotten;

    RuleMeter(RuleKey key, Meters meters) {
        this.key = key;
        this.meters = meters;
        this.cells = new Cells[meters.stripes().count()];
        this.tops = new SourceTable[meters.stripes().count()];
    }

    /** Which rule. */
    public RuleKey key() {
        return key;
    }

    /** Bytes of a client were let through and belong to no open connection. */
    public void received(int bytes) {
        count(Cells.IN_PACKETS, 1, Cells.IN_BYTES, bytes);
    }

    /** Bytes went out to a client and belong to no open connection. */
    public void sent(int bytes) {
        count(Cells.OUT_PACKETS, 1, Cells.OUT_BYTES, bytes);
    }

    /** A connection, or a UDP session, was let in. What it does from now on is counted by the answer. */
    public ConnectionMeter opened() {
        count(Cells.OPENED, 1, Cells.OPENED, 0);
        return new ConnectionMeter(this);
    }

    /** A datagram was refused. It counts as come in, and as ended. */
    public void refused(Ending ending, int bytes) {
        refusedRead(ending, bytes);
        ended(ending);
    }

    /** So many datagrams were refused that nobody has read; their bytes may be an estimate. They count as come in, and as ended. */
    public void refused(Ending ending, long datagrams, long bytes) {
        count(Cells.IN_PACKETS, datagrams, Cells.IN_BYTES, bytes);
        count(Cells.ENDED_PACKETS + ending.ordinal(), datagrams, Cells.ENDED_BYTES + ending.ordinal(), bytes);
        count(Cells.ENDINGS + ending.ordinal(), datagrams, Cells.ENDINGS + ending.ordinal(), 0);
    }

    /** A datagram of an origin was not sent to its client. It does not count as come in. */
    public void refusedReply(Ending ending, int bytes) {
        count(Cells.ENDED_PACKETS + ending.ordinal(), 1, Cells.ENDED_BYTES + ending.ordinal(), bytes);
        ended(ending);
    }

    /** A connection was refused before it was let in. */
    public void refusedConnection(Ending ending) {
        count(Cells.ENDINGS + ending.ordinal(), 1, Cells.ENDED_PACKETS + ending.ordinal(), 1);
    }

    /** How many connections, or UDP sessions, are open now. */
    public long openNow() {
        // What is closed is summed first: whatever closes meanwhile was opened before it, so the answer is never negative.
        long closed = total(Cells.CLOSED);
        return total(Cells.OPENED) - closed;
    }

    /**
     * What a source did, for the lists of the busiest sources and countries; they are exact while sources are few, and keep the busiest
     * when they are many.
     *
     * @param high           the first 8 bytes of the address; 0 for IPv4
     * @param low            the last 8 bytes; for IPv4 those of its IPv4-mapped form, 0x0000ffff followed by the address
     * @param country        two ASCII letters, the first in bits 8 to 15; 0 where the table does not tell
     * @param packets        packets that came in
     * @param bytes          bytes that came in
     * @param newConnections connections it opened
     * @param refused        packets or connections of it that were refused
     */
    public void saw(long high, long low, int country, int packets, int bytes, int newConnections, int refused) {
        int stripe = meters.stripes().mine();
        SourceTable table = (SourceTable) TOPS.getAcquire(tops, stripe);
        if (table == null) {
            SourceTable made = new SourceTable();
            SourceTable other = (SourceTable) TOPS.compareAndExchange(tops, stripe, null, made);
            table = other == null ? made : other;
        }
        table.saw(high, low, country, packets, bytes, newConnections, refused);
    }

    void refusedRead(Ending ending, int bytes) {
        count(Cells.IN_PACKETS, 1, Cells.IN_BYTES, bytes);
        count(Cells.ENDED_PACKETS + ending.ordinal(), 1, Cells.ENDED_BYTES + ending.ordinal(), bytes);
    }

    void ended(Ending ending) {
        count(Cells.ENDINGS + ending.ordinal(), 1, Cells.ENDINGS + ending.ordinal(), 0);
    }

    /** A connection carries bytes. Answers the second it now is in. */
    long carried(int packetCounter, int byteCounter, int bytes, long from) {
        int stripe = meters.stripes().mine();
        long now = meters.second();
        Cells mine = cells(stripe);
        if (stripe == Stripes.SHARED) {
            synchronized (mine) {
                carried(mine, packetCounter, byteCounter, bytes, from, now);
            }
        } else {
            carried(mine, packetCounter, byteCounter, bytes, from, now);
        }
        return now;
    }

    private static void carried(Cells mine, int packetCounter, int byteCounter, int bytes, long from, long now) {
        mine.add(packetCounter, 1);
        mine.add(byteCounter, bytes);
        if (from != now) {
            mine.carried(from, now);
        }
    }

    /** A connection is gone. */
    void closed(long from) {
        int stripe = meters.stripes().mine();
        Cells mine = cells(stripe);
        if (stripe == Stripes.SHARED) {
            synchronized (mine) {
                closed(mine, from, meters.second());
            }
        } else {
            closed(mine, from, meters.second());
        }
    }

    private static void closed(Cells mine, long from, long now) {
        mine.add(Cells.CLOSED, 1);
        mine.silenced(from, now);
    }

    /** Adds to two counters; for one, the second amount is 0. */
    private void count(int first, long firstAmount, int second, long secondAmount) {
        int stripe = meters.stripes().mine();
        Cells mine = cells(stripe);
        if (stripe == Stripes.SHARED) {
            synchronized (mine) {
                mine.add(first, firstAmount);
                mine.add(second, secondAmount);
            }
        } else {
            mine.add(first, firstAmount);
            mine.add(second, secondAmount);
        }
    }

    private Cells cells(int stripe) {
        Cells mine = (Cells) CELLS.getAcquire(cells, stripe);
        if (mine != null) {
            return mine;
        }
        Cells made = new Cells();
        Cells other = (Cells) CELLS.compareAndExchange(cells, stripe, null, made);
        return other == null ? made : other;
    }

    private long total(int counter) {
        long sum = 0;
        for (int stripe = 0; stripe < cells.length; stripe++) {
            Cells some = (Cells) CELLS.getAcquire(cells, stripe);
            sum += some == null ? 0 : some.read(counter);
        }
        return sum;
    }

    void fault(Optional<String> next) {
        fault = next;
    }

    void forgotten(boolean next) {
        forgotten = next;
    }

    /** Whether this rule is gone and has nothing more to tell. */
    boolean over() {
        return forgotten && openNow() == 0;
    }

    /** What happened since the last drain; empty if nothing did, nothing is open and no fault stands or ended. */
    Optional<RuleReading> drain(SourceTable.Spares spares) {
        if (untouched()) {
            return Optional.empty();
        }
        if (drained == NONE_YET) {
            drained = new long[Cells.COUNTERS];
        }
        long closed = total(Cells.CLOSED);
        boolean changed = false;
        long[] since = new long[Cells.COUNTERS];
        for (int counter = 0; counter < Cells.COUNTERS; counter++) {
            long total = counter == Cells.CLOSED ? closed : total(counter);
            since[counter] = total - drained[counter];
            drained[counter] = total;
            changed |= since[counter] != 0;
        }
        long open = drained[Cells.OPENED] - closed;
        Optional<String> why = fault;
        TopSources top = new TopSources();
        for (int stripe = 0; stripe < tops.length; stripe++) {
            SourceTable table = (SourceTable) TOPS.getAcquire(tops, stripe);
            if (table != null) {
                table.drainInto(top, spares);
            }
        }
        boolean telling = changed || open > 0 || gaugesDrained > 0 || why.isPresent() || faultDrained || !top.empty();
        gaugesDrained = open;
        faultDrained = why.isPresent();
        if (!telling) {
            return Optional.empty();
        }
        long active = Math.clamp(active(), 0, open);
        return Optional.of(new RuleReading(key, since[Cells.IN_BYTES], since[Cells.IN_PACKETS], since[Cells.OUT_BYTES],
                since[Cells.OUT_PACKETS], since[Cells.OPENED], active, open - active, byEnding(since, Cells.ENDINGS),
                byEnding(since, Cells.ENDED_BYTES), byEnding(since, Cells.ENDED_PACKETS), top.sources(), top.countries(), why));
    }

    /** Whether nothing was ever counted and there is no fault to tell: of ten thousand rules most are so, and a drain passes them by. */
    private boolean untouched() {
        if (fault.isPresent() || faultDrained) {
            return false;
        }
        for (int stripe = 0; stripe < cells.length; stripe++) {
            if (CELLS.getAcquire(cells, stripe) != null || TOPS.getAcquire(tops, stripe) != null) {
                return false;
            }
        }
        return true;
    }

    private long active() {
        long sum = 0;
        for (int stripe = 0; stripe < cells.length; stripe++) {
            Cells some = (Cells) CELLS.getAcquire(cells, stripe);
            sum += some == null ? 0 : some.active(meters.second());
        }
        return sum;
    }

    private static Map<Ending, Long> byEnding(long[] since, int from) {
        Map<Ending, Long> counts = new EnumMap<>(Ending.class);
        for (Ending ending : ENDINGS) {
            if (since[from + ending.ordinal()] != 0) {
                counts.put(ending, since[from + ending.ordinal()]);
            }
        }
        return counts;
    }

    private static final List<Ending> ENDINGS = List.of(Ending.values());
}
