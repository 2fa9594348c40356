package breakwater.traffic.forward.health;

/**
 * The limits of health checks; intervals and counts are each rule's own. Immutable.
 *
 * @param probesMax         probes under way at the same time, 1 to 10,000, each with one descriptor. Probes that are due wait, so when
 *                          many origins do not answer, intervals grow and nothing else does: 10,000 dead origins with a timeout of 5 s
 *                          are all probed within 10,000 × 5 s ÷ 256 = 195 s
 * @param firstWithinMillis the first probe of an origin comes within this time, 0 to 60,000; not all at once, as there may be many
 * @param silenceMillis     how long the ICMP message of an unreachable UDP port is waited for, 10 to 30,000, and no longer than the
 *                          rule's own timeout; silence is health
 */
public record HealthSettings(int probesMax, int firstWithinMillis, int silenceMillis) {
    /** For production and development alike. */
    public static final HealthSettings USUAL = new HealthSettings(256, 1_000, 1_000);

    /**
     * What leaves room where descriptors are few: half of what is kept from traffic, which is an eighth of all.
     *
     * @param trafficDescriptorsMax descriptors that traffic may take, seven eighths of all or less
     */
    public static HealthSettings beside(long trafficDescriptorsMax) {
        return new HealthSettings((int) Math.clamp(trafficDescriptorsMax / 14, 8, USUAL.probesMax), USUAL.firstWithinMillis, USUAL.silenceMillis);
    }

    public HealthSettings {
        within("probesMax", probesMax, 1, 10_000);
        within("firstWithinMillis", firstWithinMillis, 0, 60_000);
        within("silenceMillis", silenceMillis, 10, 30_000);
    }

    private static void within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
