package breakwater.control.publish;

import breakwater.control.publish.ReadingFold.Country;
import breakwater.control.publish.ReadingFold.Source;
import breakwater.control.publish.ReadingFold.SourceNumbers;
import breakwater.control.store.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Countries and sources that wait to be written, the largest first, so many in one transaction: they are estimates of what the counters
 * say exactly, and must not cost more than those. What waits when the process ends is lost. Guarded by the lock of {@link Readings}.
 */
final class Backlog {
    private static final Upsert COUNTRIES = new Upsert("traffic_country", List.of("instance_id", "layer", "at", "country"),
            List.of("packets"), List.of(), List.of());
    private static final Upsert SOURCES = new Upsert("traffic_source",
            List.of("instance_id", "layer", "at", "transport", "port", "address"),
            List.of("packets", "bytes", "new_connections", "refused"), List.of(), List.of("country"));

    private final Map<Country, Long> countries = new HashMap<>();
    private final Map<Source, SourceNumbers> sources = new HashMap<>();
    /** Addresses that this minute has taken in, by instance. */
    private final Map<String, Set<String>> admitted = new HashMap<>();
    private int admittedCount;
    private long minute = Long.MIN_VALUE;

    /** Adds what was folded, as far as there is room. */
    void add(ReadingFold fold) {
        fold.countries().forEach((country, packets) -> {
            if (countries.size() < HistoryLimits.SOURCES_PENDING_MAX || countries.containsKey(country)) {
                countries.merge(country, packets, Long::sum);
            }
        });
        fold.sources().forEach((source, numbers) -> {
            if (admit(source)) {
                sources.merge(source, numbers, SourceNumbers::plus);
            }
        });
    }

    /** What was folded was not counted after all, and will come again. */
    void takeBack(ReadingFold fold) {
        fold.countries().forEach((country, packets) -> countries.computeIfPresent(country,
                (key, waiting) -> waiting > packets ? Long.valueOf(waiting - packets) : null));
        fold.sources().forEach((source, numbers) -> sources.computeIfPresent(source,
                (key, waiting) -> waiting.packets() > numbers.packets() ? waiting.minus(numbers) : null));
    }

    private boolean admit(Source source) {
        if (source.at() != minute) {
            minute = source.at();
            admitted.clear();
            admittedCount = 0;
        }
        Set<String> known = admitted.computeIfAbsent(source.rule().instanceId(), id -> new HashSet<>());
        if (known.contains(source.address())) {
            return sources.size() < HistoryLimits.SOURCES_PENDING_MAX || sources.containsKey(source);
        }
        if (known.size() >= HistoryLimits.SOURCES_PER_MINUTE_MAX || admittedCount >= HistoryLimits.SOURCES_PENDING_MAX
                || sources.size() >= HistoryLimits.SOURCES_PENDING_MAX) {
            return false;
        }
        known.add(source.address());
        admittedCount++;
        return true;
    }

    /** Writes the largest. @return what is to be passed to {@link #written} once that is durable */
    Batch write(Transaction transaction) {
        Batch batch = new Batch(largest(countries, Map.Entry::getValue),
                largest(sources, entry -> entry.getValue().refused() * 1_000 + entry.getValue().packets()));
        List<Object[]> rows = new ArrayList<>();
        batch.countries().forEach(country -> rows.add(new Object[] {country.instanceId(), Layer.MINUTE.number(), country.at(),
            country.code(), countries.get(country)}));
        COUNTRIES.write(transaction, rows);
        rows.clear();
        batch.sources().forEach(source -> {
            SourceNumbers numbers = sources.get(source);
            rows.add(new Object[] {source.rule().instanceId(), Layer.MINUTE.number(), source.at(), source.rule().transport().name(),
                source.rule().frontendPort(), source.address(), numbers.packets(), numbers.bytes(), numbers.newConnections(),
                numbers.refused(), numbers.country()});
        });
        SOURCES.write(transaction, rows);
        return batch;
    }

    /** What was written waits no longer. */
    void written(Batch batch) {
        batch.countries().forEach(countries::remove);
        batch.sources().forEach(sources::remove);
    }

    private static <K, V> List<K> largest(Map<K, V> waiting, ToLongFunction<Map.Entry<K, V>> size) {
        if (waiting.size() <= HistoryLimits.ORIGIN_ROWS_PER_WRITE) {
            return List.copyOf(waiting.keySet());
        }
        return waiting.entrySet().stream()
                .sorted((a, b) -> Long.compare(size.applyAsLong(b), size.applyAsLong(a)))
                .limit(HistoryLimits.ORIGIN_ROWS_PER_WRITE).map(Map.Entry::getKey).toList();
    }

    /** Keys that one transaction wrote. */
    record Batch(List<Country> countries, List<Source> sources) {
    }
}
