package breakwater.traffic.policy;

/**
 * What is done when a UDP socket is flooded with datagrams that are refused ({@link FloodRelief}). Immutable.
 *
 * @param refusalsPerSecond from how many refused datagrams a second on one socket it is a flood, 100 to 1,000,000. A refused datagram costs about
 *                          a microsecond, so 1,000 take a thousandth of a loop's time and are not worth a filter; it is over below half of it
 * @param sourcesMax        how many sources the kernel drops datagrams of, on one socket, 1 to 768: the worst. Of
 *                          IPv6 320 at the most. The kernel keeps up to 56 bytes for a source and 64 for a leaf of the search in the socket's option
 *                          memory, the old filter until the new one is there: 2 × (768 × 56 + 128 × 64) = 100 KiB of the 128 KiB of net.core.optmem_max
 *                          since Linux 6.8. Where there is less, fewer are taken
 * @param intervalMillis    how often the filter is made anew, 20 to 1,000, and so for how long at the most it outlives its reason
 * @param timePercent       which share of a loop's time one socket may take with turns that refuse nearly everything, 1 to 100
 */
public record FloodSettings(int refusalsPerSecond, int sourcesMax, int intervalMillis, int timePercent) {
    /** For production and development alike. */
    public static final FloodSettings USUAL = new FloodSettings(1_000, DropProgram.SOURCES_MAX, 100, 10);

    public FloodSettings {
        within("refusalsPerSecond", refusalsPerSecond, 100, 1_000_000);
        within("sourcesMax", sourcesMax, 1, DropProgram.SOURCES_MAX);
        within("intervalMillis", intervalMillis, 20, 1_000);
        within("timePercent", timePercent, 1, 100);
    }

    private static void within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
