package breakwater.traffic.meter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The busiest sources of one rule on one stripe, in fixed memory, by the Space-Saving algorithm (Metwally, Agrawal, El Abbadi 2005) within
 * sets of {@value #WAYS} places: a source that is not in its set takes the place with the least weight and inherits that weight, so that
 * whoever is busy stays and a crowd of one-packet sources only fights over the last place. The weight decides who stays; what is told
 * about a source is only what was seen since it took its place, so no source is ever blamed for another.
 *
 * <p>Memory: 64 places of 8 longs are 4 KiB and 256 countries of one long are 2 KiB; a rule that sees no traffic for one reading gives them
 * back. Ten thousand busy rules on two loops hold 120 MiB at the most.
 */
final class SourceTable {
    static final int WAYS = 4;
    private static final int SETS = 16;
    private static final int FIELDS = 8;
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int WEIGHT = 2;
    private static final int PACKETS = 3;
    private static final int BYTES = 4;
    private static final int NEW_CONNECTIONS = 5;
    private static final int REFUSED = 6;
    private static final int COUNTRY = 7;
    /** A power of two; there are about 250 codes. */
    private static final int COUNTRIES = 256;
    private static final int COUNTRY_PROBES = 16;
    private static final int COUNTRY_SHIFT = 48;
    private static final long COUNT_MASK = (1L << COUNTRY_SHIFT) - 1;
    /**
     * How often a packet tries for the turn before it goes unlisted: the other side holds it for two assignments only, but may be
     * suspended in between, and a packet waits for nobody.
     */
    private static final int TRIES = 10_000;

    private static final VarHandle TURN;

    static {
        try {
            TURN = MethodHandles.lookup().findVarHandle(SourceTable.class, "turn", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** 1 while somebody works on the table. Contended only by a drain, which holds it for an exchange of arrays. */
    @SuppressWarnings("unused")
    private int turn;
    private Places places;

    /** The arrays behind a table; they change hands between tables and the drain. */
    private static final class Places {
        final long[] sources = new long[SETS * WAYS * FIELDS];
        final long[] countries = new long[COUNTRIES];
    }

    /** Arrays that no table uses now. Of the drain alone. */
    static final class Spares {
        private static final int KEPT_MAX = 16;
        private final ArrayDeque<Places> kept = new ArrayDeque<>();

        private void give(Places places) {
            if (kept.size() < KEPT_MAX) {
                Arrays.fill(places.sources, 0);
                Arrays.fill(places.countries, 0);
                kept.push(places);
            }
        }

        private Places take() {
            return kept.isEmpty() ? new Places() : kept.pop();
        }
    }

    void saw(long high, long low, int country, int packets, int bytes, int newConnections, int refused) {
        if (!taken()) {
            return;
        }
        try {
            if (places == null) {
                places = new Places();
            }
            source(places.sources, high, low, country, packets, bytes, newConnections, refused);
            country(places.countries, country, packets);
        } finally {
            TURN.setRelease(this, 0);
        }
    }

    /** Adds what this table holds to {@code top} and leaves it empty. */
    void drainInto(TopSources top, Spares spares) {
        Places next = spares.take();
        boolean busy = false;
        Places full = null;
        if (taken()) {
            full = places;
            busy = full != null;
            places = busy ? next : null;
            TURN.setRelease(this, 0);
        }
        if (!busy) {
            spares.give(next);
            return;
        }
        boolean empty = add(full, top);
        spares.give(full);
        if (empty && taken()) {
            // Nothing since the last reading: the memory goes back, unless a packet has just come.
            if (places == next && unused(next)) {
                places = null;
                spares.give(next);
            }
            TURN.setRelease(this, 0);
        }
    }

    private static boolean unused(Places places) {
        for (long weight : places.countries) {
            if (weight != 0) {
                return false;
            }
        }
        for (int place = 0; place < SETS * WAYS; place++) {
            if (places.sources[place * FIELDS + WEIGHT] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean taken() {
        for (int tries = 0; tries < TRIES; tries++) {
            if (TURN.compareAndSet(this, 0, 1)) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private static void source(long[] sources, long high, long low, int country, int packets, int bytes, int newConnections,
                               int refused) {
        long mixed = (high * 0x9E3779B97F4A7C15L ^ low) * 0xD6E8FEB86659FD93L;
        int set = (int) (mixed >>> 60) * WAYS * FIELDS;
        int least = set;
        for (int place = set; place < set + WAYS * FIELDS; place += FIELDS) {
            if (sources[place + WEIGHT] != 0 && sources[place + LOW] == low && sources[place + HIGH] == high) {
                grow(sources, place, packets, bytes, newConnections, refused);
                return;
            }
            if (sources[place + WEIGHT] < sources[least + WEIGHT]) {
                least = place;
            }
        }
        sources[least + HIGH] = high;
        sources[least + LOW] = low;
        sources[least + COUNTRY] = country;
        sources[least + PACKETS] = 0;
        sources[least + BYTES] = 0;
        sources[least + NEW_CONNECTIONS] = 0;
        sources[least + REFUSED] = 0;
        grow(sources, least, packets, bytes, newConnections, refused);
    }

    private static void grow(long[] sources, int place, int packets, int bytes, int newConnections, int refused) {
        sources[place + WEIGHT] += Math.max(1, packets);
        sources[place + PACKETS] += packets;
        sources[place + BYTES] += bytes;
        sources[place + NEW_CONNECTIONS] += newConnections;
        sources[place + REFUSED] += refused;
    }

    /** Each place holds a code in its upper 16 bits and a count; when the neighbourhood of a code is full, it is counted as unknown. */
    private static void country(long[] countries, int country, int packets) {
        long code = country & 0xffffL;
        int at = (int) (code * 0x9E3779B1L >>> 8) & COUNTRIES - 2;
        for (int probe = 0; probe < COUNTRY_PROBES && code != 0; probe++) {
            int place = 1 + (at + probe) % (COUNTRIES - 1);
            if (countries[place] == 0 || countries[place] >>> COUNTRY_SHIFT == code) {
                countries[place] = code << COUNTRY_SHIFT | (countries[place] & COUNT_MASK) + packets;
                return;
            }
        }
        countries[0] += packets;
    }

    /** Answers whether there was nothing. */
    private static boolean add(Places full, TopSources top) {
        boolean empty = true;
        for (int place = 0; place < full.sources.length; place += FIELDS) {
            if (full.sources[place + WEIGHT] != 0) {
                empty = false;
                top.source(full.sources[place + HIGH], full.sources[place + LOW], (int) full.sources[place + COUNTRY],
                        full.sources[place + PACKETS], full.sources[place + BYTES], full.sources[place + NEW_CONNECTIONS],
                        full.sources[place + REFUSED]);
            }
        }
        for (int place = 0; place < full.countries.length; place++) {
            long count = full.countries[place] & COUNT_MASK;
            if (count != 0) {
                empty = false;
                top.country((int) (full.countries[place] >>> COUNTRY_SHIFT), count);
            }
        }
        return empty;
    }
}
