package breakwater.traffic.policy;

/**
 * How much is told of each packet: everything while packets are few; beyond {@value #WHOLE} between two ticks only one in {@value #EVERY},
 * which then counts for all of them. Any thread; two that race lose or repeat a packet of a statistic, never of a limit.
 */
final class Sampler {
    private static final int WHOLE = 1_000;
    private static final int EVERY = 32;

    private int left = WHOLE;
    private int skipped;

    /** For how many packets this one counts; 0 for not at all. */
    int weight() {
        int whole = left;
        if (whole > 0) {
            left = whole - 1;
            return 1;
        }
        int skips = skipped + 1;
        if (skips >= EVERY) {
            skipped = 0;
            return EVERY;
        }
        skipped = skips;
        return 0;
    }

    void refill() {
        left = WHOLE;
    }
}
