package breakwater.control.publish;

import breakwater.control.store.Transaction;
import breakwater.model.snapshot.RuleKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who still uses an instance: what was let through lately, by rule. What was refused does not count, so an attack alone keeps nobody from
 * releasing. Immutable.
 *
 * @param since          from when on was looked
 * @param rules          rules that let something through or have something open, by port
 * @param busiestClients at most {@value #CLIENTS_SHOWN_MAX}, the most bytes first
 */
public record LiveTraffic(Instant since, List<RuleTraffic> rules, List<TrafficOrigins.SourceUse> busiestClients) {
    /** How many clients are named. */
    public static final int CLIENTS_SHOWN_MAX = 20;

    /** How far back is looked unless somebody says otherwise. */
    public static final Duration SPAN_DEFAULT = Duration.ofMinutes(5);

    public LiveTraffic {
        rules = List.copyOf(rules);
        busiestClients = List.copyOf(busiestClients);
    }

    /**
     * What one rule let through.
     *
     * @param clients        sources of it that are kept: so many or more
     * @param openNow        connections that are open
     * @param newConnections connections that were opened
     * @param inBytes        bytes from clients that were not refused as an attack
     * @param lastSeen       when it last carried or had something open
     */
    public record RuleTraffic(RuleKey rule, long clients, long openNow, long newConnections, long inBytes, long outBytes,
                              Instant lastSeen) {
    }

    /**
     * Looks at an instance.
     *
     * @param span how far back, at most {@link HistoryLimits#SECONDS_KEPT}
     */
    public static LiveTraffic of(Transaction transaction, Readings readings, String instanceId, Duration span, Instant now) {
        Instant since = now.minus(span);
        List<RuleTraffic> rules = readings.history().uses(transaction, instanceId, since, now).stream()
                .filter(use -> use.openNow() > 0 || use.newConnections() > 0 || use.inBytes() > 0 || use.outBytes() > 0)
                .map(use -> new RuleTraffic(use.rule(), readings.origins().count(transaction, instanceId, use.rule().transport().name(),
                        use.rule().frontendPort(), since), use.openNow(), use.newConnections(), use.inBytes(), use.outBytes(),
                        use.lastSeen())).toList();
        return new LiveTraffic(since, rules, rules.isEmpty() ? List.of() : readings.origins().busiest(transaction, instanceId,
                Optional.empty(), since, now.plusSeconds(1), CLIENTS_SHOWN_MAX));
    }

    /** Whether anything was let through or is open. */
    public boolean live() {
        return !rules.isEmpty();
    }

    /** Sources that used any rule: so many or more, since a source of two rules counts once for each. */
    public long clients() {
        return rules.stream().mapToLong(RuleTraffic::clients).sum();
    }

    /** Connections that are open. */
    public long openNow() {
        return rules.stream().mapToLong(RuleTraffic::openNow).sum();
    }

    /** Connections that were opened. */
    public long newConnections() {
        return rules.stream().mapToLong(RuleTraffic::newConnections).sum();
    }

    /** Bytes from clients. */
    public long inBytes() {
        return rules.stream().mapToLong(RuleTraffic::inBytes).sum();
    }

    /** Bytes to clients. */
    public long outBytes() {
        return rules.stream().mapToLong(RuleTraffic::outBytes).sum();
    }
}
