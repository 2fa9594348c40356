package breakwater.bench.l4;

import java.util.List;
import java.util.Locale;

/** What a few runs gave: the median, and the least and the most. */
record Spread(double median, double min, double max) {
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return new Spread(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }

    String whole() {
        return String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", median, min, max);
    }

    String hundredths() {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, min, max);
    }

    String percent() {
        return String.format(Locale.ROOT, "%.1f %% (%.1f–%.1f)", median * 100, min * 100, max * 100);
    }
}
