package breakwater.control.protection;

import breakwater.control.store.Row;
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.ProtectedInstance.Blackhole;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The settings of one instance as its row in {@code mitigation} says; {@link #DEFAULT} where there is no row. Immutable.
 *
 * @param automatic       whether and how eagerly ports under attack are tightened by themselves
 * @param regions         countries that are refused
 * @param reflectionPorts UDP source ports that are dropped, 1 to 65535, rising
 * @param blackhole       since when and until when it is blackholed, and when the owner last ended one
 * @param telecom         since when and until when the line of China Telecom abroad is blocked
 * @param unicom          since when and until when the line of China Unicom abroad is blocked
 */
public record MitigationSettings(Automatic automatic, Regions regions, Set<Integer> reflectionPorts, Blackhole blackhole, Span telecom,
                                 Span unicom) {
    /** What an instance does that nobody has touched: ports are tightened by themselves, as the vendor's are, and nothing else. */
    public static final MitigationSettings DEFAULT = new MitigationSettings(new Automatic(true, AutomaticMode.NORMAL), Regions.NONE,
            Set.of(), Blackhole.NONE, Span.NONE, Span.NONE);

    /** The columns in the order {@link #read} takes them. */
    static final String COLUMNS = "automatic_on, automatic_mode, region_block_on, region_countries, region_divisions, reflection_ports,"
            + " blackhole_since, blackhole_until, blackhole_lifted, telecom_blocked_since, telecom_blocked_until, unicom_blocked_since,"
            + " unicom_blocked_until";

    /**
     * The automatic mode.
     *
     * @param on   whether it is at work
     * @param mode how eager it is, or would be; never {@link AutomaticMode#OFF}
     */
    public record Automatic(boolean on, AutomaticMode mode) {
        /** What the traffic plane is told. */
        public AutomaticMode effective() {
            return on ? mode : AutomaticMode.OFF;
        }
    }

    /**
     * A span of service time.
     *
     * @param since its start in epoch milliseconds; 0 when there is none
     * @param until its end in epoch milliseconds, exclusive; 0 when there is none
     */
    public record Span(long since, long until) {
        /** No span. */
        public static final Span NONE = new Span(0, 0);

        /** Whether an instant lies in it. */
        public boolean holds(long millis) {
            return millis >= since && millis < until;
        }
    }

    static MitigationSettings read(Row row) {
        return new MitigationSettings(new Automatic(row.flag(), AutomaticMode.valueOf(row.text())),
                new Regions(row.flag(), words(row.text()), numbers(row.text())), numbers(row.text()),
                new Blackhole(row.number(), row.number(), row.number()), new Span(row.number(), row.number()),
                new Span(row.number(), row.number()));
    }

    static String text(Collection<?> values) {
        return new TreeSet<>(values).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(text.split(",")));
    }

    private static Set<Integer> numbers(String text) {
        return words(text).stream().map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }
}
