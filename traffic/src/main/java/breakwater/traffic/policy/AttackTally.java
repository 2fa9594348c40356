package breakwater.traffic.policy;

import breakwater.model.reading.RuleReading;
import breakwater.model.reading.RuleReading.SourceCount;
import breakwater.traffic.meter.AddressText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who attacks and with what: the busiest refused sources, their countries, the vectors; about 8 KiB however many there are. Any thread
 * adds; one that finds it busy does not wait, and its packet is missing from these statistics.
 */
final class AttackTally {
    private static final int SOURCES = 128;
    private static final int WAYS = 8;
    private static final int COUNTRIES = 128;

    private final AtomicBoolean busy = new AtomicBoolean();
    // The space-saving sketch of Metwally, Agrawal and El Abbadi (2005), by sets of eight: whom there is no room for takes over the place
    // and the count of the one with the least, so the busiest are always among those that are kept.
    private final long[] highs = new long[SOURCES];
    private final long[] lows = new long[SOURCES];
    private final long[] packets = new long[SOURCES];
    private final long[] bytes = new long[SOURCES];
    private final int[] sourceCountries = new int[SOURCES];
    private final int[] countries = new int[COUNTRIES];
    private final long[] countryPackets = new long[COUNTRIES];
    private final long[] vectors = new long[AttackVector.values().length];

    /** A refused packet that counts for so many; all of its source's country. */
    void add(Source source, int country, AttackVector vector, int length, int weight) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            vectors[vector.ordinal()] += weight;
            addCountry(country, weight);
            int place = place(source);
            packets[place] += weight;
            bytes[place] += (long) length * weight;
            sourceCountries[place] = country;
        } finally {
            busy.set(false);
        }
    }

    /** Refused packets of which only the kind is known. */
    void add(AttackVector vector, long packetCount) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        vectors[vector.ordinal()] += packetCount;
        busy.set(false);
    }

    private int place(Source source) {
        int from = (int) source.hash() & SOURCES - 1 & -WAYS;
        int least = from;
        for (int at = from; at < from + WAYS; at++) {
            if (packets[at] > 0 && lows[at] == source.low() && highs[at] == source.high()) {
                return at;
            }
            if (packets[at] < packets[least]) {
                least = at;
            }
        }
        highs[least] = source.high();
        lows[least] = source.low();
        bytes[least] = 0;
        return least;
    }

    /** Countries are some 250 and places 128: what does not fit is counted as unknown. */
    private void addCountry(int country, int weight) {
        int start = (int) Source.mix(country) & COUNTRIES - 1;
        for (int probe = 0; probe < COUNTRIES; probe++) {
            int at = start + probe & COUNTRIES - 1;
            if (countryPackets[at] == 0 || countries[at] == country) {
                countries[at] = country;
                countryPackets[at] += weight;
                return;
            }
        }
    }

    /** What was tallied so far. */
    Told told() {
        while (!busy.compareAndSet(false, true)) {
            Thread.onSpinWait();
        }
        try {
            Map<String, Long> byVector = new LinkedHashMap<>();
            for (AttackVector vector : AttackVector.values()) {
                if (vectors[vector.ordinal()] > 0) {
                    byVector.put(vector.wireName(), vectors[vector.ordinal()]);
                }
            }
            Map<String, Long> byCountry = new HashMap<>();
            for (int at = 0; at < COUNTRIES; at++) {
                if (countryPackets[at] > 0) {
                    byCountry.merge(AddressText.country(countries[at]), countryPackets[at], Long::sum);
                }
            }
            List<SourceCount> sources = new ArrayList<>();
            for (int at = 0; at < SOURCES; at++) {
                if (packets[at] > 0) {
                    sources.add(new SourceCount(AddressText.of(highs[at], lows[at]), AddressText.country(sourceCountries[at]),
                            packets[at], bytes[at], 0, packets[at]));
                }
            }
            return new Told(byVector, largest(byCountry), sources.stream()
                    .sorted(Comparator.comparingLong(SourceCount::packets).reversed()).limit(RuleReading.TOP_MAX).toList());
        } finally {
            busy.set(false);
        }
    }

    private static Map<String, Long> largest(Map<String, Long> counts) {
        Map<String, Long> largest = new LinkedHashMap<>();
        counts.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(RuleReading.TOP_MAX)
                .forEach(entry -> largest.put(entry.getKey(), entry.getValue()));
        return largest;
    }

    /** A copy of a tally, at most {@link RuleReading#TOP_MAX} countries and sources, the largest first. */
    record Told(Map<String, Long> byVector, Map<String, Long> byCountry, List<SourceCount> sources) {
    }
}
