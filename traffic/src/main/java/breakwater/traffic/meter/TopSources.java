package breakwater.traffic.meter;

import breakwater.model.reading.RuleReading;
import breakwater.model.reading.RuleReading.SourceCount;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The busiest sources and countries of one rule, added up over its stripes. Of the drain alone. */
final class TopSources {
    private record Address(long high, long low) {
    }

    private final Map<Address, SourceCount> sources = new HashMap<>();
    private final Map<String, Long> countries = new HashMap<>();

    void source(long high, long low, int country, long packets, long bytes, long newConnections, long refused) {
        sources.merge(new Address(high, low),
                new SourceCount(AddressText.of(high, low), AddressText.country(country), packets, bytes, newConnections, refused),
                (one, other) -> new SourceCount(one.address(), one.country(), one.packets() + other.packets(),
                        one.bytes() + other.bytes(), one.newConnections() + other.newConnections(), one.refused() + other.refused()));
    }

    void country(int country, long packets) {
        countries.merge(AddressText.country(country), packets, Long::sum);
    }

    boolean empty() {
        return sources.isEmpty() && countries.isEmpty();
    }

    List<SourceCount> sources() {
        return sources.values().stream()
                .sorted(Comparator.comparingLong(SourceCount::packets).thenComparingLong(SourceCount::newConnections).reversed()
                        .thenComparing(SourceCount::address))
                .limit(RuleReading.TOP_MAX).toList();
    }

    Map<String, Long> countries() {
        Map<String, Long> busiest = new LinkedHashMap<>();
        countries.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .limit(RuleReading.TOP_MAX).forEach(entry -> busiest.put(entry.getKey(), entry.getValue()));
        return busiest;
    }
}
