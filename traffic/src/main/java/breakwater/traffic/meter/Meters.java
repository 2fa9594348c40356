package breakwater.traffic.meter;

import breakwater.model.reading.RuleReading;
import breakwater.model.snapshot.RuleKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The meters of all rules. Thread-safe. Its size follows the rules and the event loops, never the traffic.
 */
public final class Meters {
    private final LongSupplier ticker;
    private final long startNanos;
    private final Stripes stripes;
    private final ConcurrentHashMap<RuleKey, RuleMeter> rules = new ConcurrentHashMap<>();
    private final SourceTable.Spares spares = new SourceTable.Spares();
    private volatile long second;

    /**
     * @param ticker the monotonic clock, nanoseconds
     * @param loops  how many event loops count, 1 or more
     */
    public Meters(LongSupplier ticker, int loops) {
        this.ticker = ticker;
        this.startNanos = ticker.getAsLong();
        this.stripes = new Stripes(loops);
    }

    /** The meter of a rule, made if there is none. */
    public RuleMeter rule(RuleKey key) {
        return rules.compute(key, (unused, known) -> {
            RuleMeter meter = known == null ? new RuleMeter(key, this) : known;
            meter.forgotten(false);
            return meter;
        });
    }

    /** Says why a rule does not listen; empty when it does. */
    public void fault(RuleKey key, Optional<String> fault) {
        rule(key).fault(fault);
    }

    /** The rule is gone. What was counted is still told, and its meter stays until its last connection has ended. */
    public void forget(RuleKey key) {
        RuleMeter meter = rules.get(key);
        if (meter != null) {
            meter.fault(Optional.empty());
            meter.forgotten(true);
        }
    }

    /**
     * What happened since the last call, for the rules that have something to tell. Nothing counted meanwhile is lost or told twice.
     * Moves the second by which connections are found active, so call it at least once a second.
     */
    public synchronized List<RuleReading> drain() {
        second = TimeUnit.NANOSECONDS.toSeconds(ticker.getAsLong() - startNanos);
        List<RuleReading> readings = new ArrayList<>();
        for (Iterator<RuleMeter> each = rules.values().iterator(); each.hasNext();) {
            RuleMeter meter = each.next();
            boolean over = meter.over();
            Optional<RuleReading> reading = meter.drain(spares);
            if (reading.isPresent()) {
                readings.add(reading.get());
            } else if (over) {
                rules.computeIfPresent(meter.key(), (unused, known) -> known.over() ? null : known);
            }
        }
        return readings;
    }

    /** The second of the last drain, counted from the start. */
    long second() {
        return second;
    }

    Stripes stripes() {
        return stripes;
    }
}
