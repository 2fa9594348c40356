package breakwater.bench.l4;

/** So many a second, evenly; what could not be done in time is made up for within 20 ms, and left out beyond. */
final class Pace {
    private static final long CATCH_UP_NANOS = 20_000_000L;

    private final double perNano;
    private long paidUntil = System.nanoTime();

    Pace(double perSecond) {
        perNano = perSecond / 1e9;
    }

    /** How many are due at this moment; they count as done. */
    int due(long now) {
        paidUntil = Math.max(paidUntil, now - CATCH_UP_NANOS);
        int count = (int) ((now - paidUntil) * perNano);
        paidUntil += (long) (count / perNano);
        return count;
    }
}
