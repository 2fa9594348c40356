package breakwater.traffic.policy;

/**
 * What a unit costs under a limit by the second, in nanoseconds until the allowance has grown by it. Immutable. Rounded up, so a limit
 * never lets through more than it says; it lets through less by a nanosecond a unit at most: 0.05 % at 500,000 a second.
 *
 * @param perSecond the limit; 0 for none, below 0 for a limit of nothing at all
 */
record Cost(long perSecond, long scaledNanos) {
    /** No limit. */
    static final Cost NONE = new Cost(0, 0);
    /** Nothing may pass. */
    static final Cost ALL = new Cost(-1, 0);

    /** A second's worth is let through at once. */
    private static final long SECOND = 1_000_000_000L;
    /** Fraction bits of the price of a byte: 65,507 bytes × 10⁹ ns ÷ 1,024 a second × 2¹⁶ is below 2⁶³. */
    private static final int SCALE = 16;

    /** A limit by the second; 0 or less for none. */
    static Cost of(long perSecond) {
        return perSecond <= 0 ? NONE : new Cost(perSecond, (SECOND << SCALE) / perSecond + ((SECOND << SCALE) % perSecond == 0 ? 0 : 1));
    }

    /** What was bought, by the second: 0 means that nothing may pass. */
    static Cost bought(long perSecond) {
        return perSecond <= 0 ? ALL : of(perSecond);
    }

    boolean unlimited() {
        return perSecond == 0;
    }

    boolean nothing() {
        return perSecond < 0;
    }

    /** What so many units cost: up to 2²⁰ at a time at limits from 1,024 a second, one at a time below. */
    long nanos(long units) {
        return units * scaledNanos + (1L << SCALE) - 1 >> SCALE;
    }

    /** How much may be owed where units come one by one: {@code perSecond} of them at once when nothing was owed. */
    long toleranceNanos() {
        return Math.max(SECOND, nanos(1) * Math.min(perSecond, SECOND));
    }

    /** How much may be owed where units come in pieces, as bytes do: a second. */
    long volumeToleranceNanos() {
        return SECOND;
    }

    /** The tighter of two limits. */
    Cost tighter(Cost other) {
        if (unlimited() || other.nothing()) {
            return other;
        }
        return other.unlimited() || nothing() || perSecond <= other.perSecond ? this : other;
    }
}
