package breakwater.traffic.policy;

/**
 * The limits of the checks. Immutable.
 *
 * @param sourcePlaces how many sources, over all rules, are remembered at once: a power of two from 1,024 to 67,108,864
 */
public record PolicySettings(int sourcePlaces) {
    /** For production and development alike. */
    public static final PolicySettings USUAL = new PolicySettings(1 << 18);

    public PolicySettings {
        if (Integer.bitCount(sourcePlaces) != 1 || sourcePlaces < 1_024 || sourcePlaces > 1 << 26) {
            throw new IllegalArgumentException("sourcePlaces must be a power of two from 1024 to 67108864, not " + sourcePlaces);
        }
    }
}
