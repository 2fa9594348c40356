package breakwater.bench.l4;

import org.HdrHistogram.Histogram;

/**
 * What legitimate clients got in one run.
 *
 * @param perSecond answers a second
 * @param nanos     how long each took, with connecting where a connection was opened for it
 * @param failed    connections that were refused, reset, cut or silent for a second
 */
record Answered(double perSecond, Histogram nanos, long failed) {
    double p50Millis() {
        return nanos.getValueAtPercentile(50) / 1e6;
    }

    double p99Millis() {
        return nanos.getValueAtPercentile(99) / 1e6;
    }
}
