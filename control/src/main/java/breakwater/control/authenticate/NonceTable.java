package breakwater.control.authenticate;

/**
 * A set of 64-bit fingerprints in one array, open-addressed and three quarters full at most: 11 to 22 bytes an entry and
 * no object per entry. Guarded by its owner's lock.
 */
final class NonceTable {
    private static final int SMALLEST = 16;

    /** Zero marks a free place; the fingerprint 0 is kept as 1. */
    private long[] places = new long[SMALLEST];
    private int size;
    /** The latest instant, in milliseconds, at which a replay of a kept request would still be in its time window. */
    private long expiresMax = Long.MIN_VALUE;

    int size() {
        return size;
    }

    long expiresMax() {
        return expiresMax;
    }

    boolean contains(long fingerprint) {
        return size > 0 && places[find(places, used(fingerprint))] != 0;
    }

    /** Adds a fingerprint that is not there yet. */
    void add(long fingerprint, long expires) {
        if (size * 4L >= places.length * 3L) {
            long[] larger = new long[places.length * 2];
            for (long place : places) {
                if (place != 0) {
                    larger[find(larger, place)] = place;
                }
            }
            places = larger;
        }
        places[find(places, used(fingerprint))] = used(fingerprint);
        size++;
        expiresMax = Math.max(expiresMax, expires);
    }

    private static long used(long fingerprint) {
        return fingerprint == 0 ? 1 : fingerprint;
    }

    private static int find(long[] places, long fingerprint) {
        int mask = places.length - 1;
        int at = (int) fingerprint & mask;
        while (places[at] != 0 && places[at] != fingerprint) {
            at = at + 1 & mask;
        }
        return at;
    }
}
