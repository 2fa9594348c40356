package breakwater.traffic.policy;

/**
 * The limits of the checks. Immutable.
 *
 * @param sourcePlaces           how many sources, over all rules, are remembered at once: a power of two from 1,024 to 16,777,216. 80.5
 *                               bytes each: 2¹⁸ × 80.5 = 20 MiB. A source is worth remembering for a second, and for ten after it was refused, so
 *                               2¹⁸ places hold 26,000 new offenders a second; beyond that those that owe least are forgotten first
 * @param listedPlaces           how many sources that were put on a black list here are remembered, over all instances: a power of two
 *                               from 64 to 16,777,216; 16 bytes each, 2¹⁶ × 16 = 1 MiB. They are on the instances' own lists as well once the control plane has answered
 * @param listedUntold           how many of them wait for the next reading at most, 1 to 1,000,000; those beyond are refused here all the same
 * @param emptyConnections       after how many connections in a row without a byte a source is refused, 1 to 255
 * @param emptySeconds           how long it is refused, from the last of them, 1 to 3,600
 * @param emptyConnectionMillis  how long a connection may stay without a byte in either direction where empty ones are refused, 100 to 600,000
 * @param attackRefusals         how many refusals on a port within a second make an attack, 1 to 1,000,000
 * @param attackQuietSeconds     how long without a refusal until it is over, 1 to 3,600
 * @param relaxSeconds           how long a port's traffic must be usual again until its tightened limits are relaxed, 1 to 3,600
 * @param flood                  what is done when a UDP socket is flooded
 */
public record PolicySettings(int sourcePlaces, int listedPlaces, int listedUntold, int emptyConnections, int emptySeconds,
                             int emptyConnectionMillis, int attackRefusals, int attackQuietSeconds, int relaxSeconds,
                             FloodSettings flood) {
    /** For production and development alike. */
    public static final PolicySettings USUAL = new PolicySettings(1 << 18, 1 << 16, 10_000, 5, 60, 10_000, 10, 10, 10,
            FloodSettings.USUAL);

    public PolicySettings {
        places("sourcePlaces", sourcePlaces, 1_024);
        places("listedPlaces", listedPlaces, 64);
        within("listedUntold", listedUntold, 1, 1_000_000);
        within("emptyConnections", emptyConnections, 1, 255);
        within("emptySeconds", emptySeconds, 1, 3_600);
        within("emptyConnectionMillis", emptyConnectionMillis, 100, 600_000);
        within("attackRefusals", attackRefusals, 1, 1_000_000);
        within("attackQuietSeconds", attackQuietSeconds, 1, 3_600);
        within("relaxSeconds", relaxSeconds, 1, 3_600);
    }

    /** The same with another number of places for sources. */
    public PolicySettings withSourcePlaces(int places) {
        return new PolicySettings(places, listedPlaces, listedUntold, emptyConnections, emptySeconds, emptyConnectionMillis,
                attackRefusals, attackQuietSeconds, relaxSeconds, flood);
    }

    /** The same with another answer to floods. */
    public PolicySettings withFlood(FloodSettings other) {
        return new PolicySettings(sourcePlaces, listedPlaces, listedUntold, emptyConnections, emptySeconds, emptyConnectionMillis,
                attackRefusals, attackQuietSeconds, relaxSeconds, other);
    }

    private static void places(String name, int value, int min) {
        if (Integer.bitCount(value) != 1 || value < min || value > 1 << 24) {
            throw new IllegalArgumentException(name + " must be a power of two from " + min + " to 16777216, not " + value);
        }
    }

    private static void within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
