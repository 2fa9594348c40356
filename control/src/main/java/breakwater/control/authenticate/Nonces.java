package breakwater.control.authenticate;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which nonces were used. Every request's nonce is kept in this node's memory; that of a request which changes something
 * also in the database, in the transaction of the change, so that no other node and no restart takes it again.
 *
 * <p>A nonce is good once in 31 minutes per access key, and never again while a replay of its request could still be in
 * the time window, even if the wall clock is set back. Memory is bounded: over {@code perKeyMax} the key is throttled,
 * over {@code totalMax} requests are refused as long as that lasts, since what cannot be remembered could be replayed.
 * A million kept nonces take 11 to 22 MB. Used from any thread; one take costs five looks at arrays under a short lock.
 *
 * <p>Source: facts, section 1, "Time window".
 */
public final class Nonces {
    /** How many nonces one node keeps by default: at most 176 MB, and nothing until they come. */
    public static final int TOTAL_MAX = 8_000_000;
    /** How many of them may belong to one access key by default: 2,150 requests a second for half an hour. */
    public static final int PER_KEY_MAX = 4_000_000;
    /** The least time in which a nonce is good once. */
    public static final Duration KEPT = Duration.ofMinutes(31);

    /** The generation that is being filled and three full ones: what leaves is at least three generations old. */
    private static final int GENERATIONS = 4;
    private static final long GENERATION_MILLIS = KEPT.toMillis() / (GENERATIONS - 1);
    private static final int SHARDS = 64;

    private final Fingerprint fingerprint = new Fingerprint(new SecureRandom());
    private final Shard[] shards;
    private final int perShardMax;
    private final int perKeyMax;
    private final ConcurrentHashMap<String, KeyUse> uses = new ConcurrentHashMap<>();
    private final AtomicLong sweptGeneration = new AtomicLong();

    public Nonces() {
        this(TOTAL_MAX, PER_KEY_MAX);
    }

    /**
     * @param totalMax  most nonces in memory, at least 1
     * @param perKeyMax most of one access key, at least 1
     */
    public Nonces(int totalMax, int perKeyMax) {
        // A small memory is kept in one shard, so that its bound is exact.
        shards = new Shard[totalMax < SHARDS * 1_024 ? 1 : SHARDS];
        for (int at = 0; at < shards.length; at++) {
            shards[at] = new Shard();
        }
        this.perShardMax = totalMax / shards.length;
        this.perKeyMax = perKeyMax;
    }

    /**
     * Takes the nonce of a verified request into this node's memory.
     *
     * @param arrival wall clock
     * @param expires until when a replay of this very request would be in the time window
     * @throws Refusal SignatureNonceUsed; Throttling.User over the limit of the key; ServiceUnavailable when memory is
     *                 full; InvalidTimeStamp.Expired for a request so old that its nonce may have been forgotten
     */
    void take(String accessKeyId, String nonce, Instant arrival, Instant expires) {
        long generation = Math.floorDiv(arrival.toEpochMilli(), GENERATION_MILLIS);
        sweepOnce(generation);
        KeyUse use = uses.computeIfAbsent(accessKeyId, id -> new KeyUse());
        if (!use.take(generation, perKeyMax)) {
            throw new Refusal(GatewayError.THROTTLED);
        }
        long mark = fingerprint.of(accessKeyId, nonce);
        // The upper bits choose the shard; the lower ones the place in its table.
        Shard shard = shards[(int) (mark >>> 58) % shards.length];
        Optional<GatewayError> refused = shard.take(mark, generation, expires.toEpochMilli(), perShardMax);
        if (refused.isPresent()) {
            use.giveBack(generation);
            throw new Refusal(refused.get());
        }
    }

    /**
     * Records the nonce of a change in its transaction.
     *
     * @throws Refusal SignatureNonceUsed if any node has recorded it before
     */
    public void record(Transaction transaction, Signed signed) {
        Instant good = signed.caller().arrival().plus(KEPT);
        Instant until = signed.expires().isAfter(good) ? signed.expires() : good;
        int added = transaction.update(
                "INSERT INTO nonce (access_key_id, nonce, expires) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                signed.caller().accessKeyId(), signed.nonce(), until);
        if (added == 0) {
            throw new Refusal(GatewayError.NONCE_USED);
        }
    }

    /**
     * Removes recorded nonces whose time is over.
     *
     * @param wall  wall clock
     * @param limit most rows removed, so that no transaction grows long
     * @return the number removed; {@code limit} means there may be more
     */
    public int prune(Transaction transaction, Instant wall, int limit) {
        return transaction.update("DELETE FROM nonce WHERE (access_key_id, nonce) IN "
                + "(SELECT access_key_id, nonce FROM nonce WHERE expires < ? ORDER BY expires LIMIT ?)", wall, limit);
    }

    /** How many nonces are in memory. */
    public long size() {
        long sum = 0;
        for (Shard shard : shards) {
            sum += shard.size();
        }
        return sum;
    }

    /** Forgets keys that have no nonce left, once a generation. */
    private void sweepOnce(long generation) {
        long swept = sweptGeneration.get();
        if (swept < generation && sweptGeneration.compareAndSet(swept, generation)) {
            uses.values().removeIf(use -> use.over(generation));
        }
    }

    /** A part of the memory with its own lock. */
    private static final class Shard {
        private final NonceTable[] tables = new NonceTable[GENERATIONS];
        private long generation = Long.MIN_VALUE;
        /** Requests that expire by then may have been forgotten; normally they have long expired. */
        private long forgotten = Long.MIN_VALUE;

        Shard() {
            for (int at = 0; at < GENERATIONS; at++) {
                tables[at] = new NonceTable();
            }
        }

        synchronized int size() {
            int sum = 0;
            for (NonceTable table : tables) {
                sum += table.size();
            }
            return sum;
        }

        /** @return why not; empty when the mark was taken */
        synchronized Optional<GatewayError> take(long mark, long now, long expires, int max) {
            advance(now);
            if (expires <= forgotten) {
                return Optional.of(GatewayError.TIMESTAMP_EXPIRED);
            }
            int size = 0;
            for (NonceTable table : tables) {
                if (table.contains(mark)) {
                    return Optional.of(GatewayError.NONCE_USED);
                }
                size += table.size();
            }
            if (size >= max) {
                return Optional.of(GatewayError.SERVICE_UNAVAILABLE);
            }
            tables[slot(generation)].add(mark, expires);
            return Optional.empty();
        }

        /** Drops the tables that time has passed by. A clock that goes back changes nothing. */
        private void advance(long now) {
            if (now <= generation) {
                return;
            }
            long from = generation == Long.MIN_VALUE ? now : Math.max(generation + 1, now - GENERATIONS + 1);
            for (long passed = from; passed <= now; passed++) {
                forgotten = Math.max(forgotten, tables[slot(passed)].expiresMax());
                tables[slot(passed)] = new NonceTable();
            }
            generation = now;
        }
    }

    /** How many nonces one key has in each generation. */
    private static final class KeyUse {
        private final int[] counts = new int[GENERATIONS];
        private long generation = Long.MIN_VALUE;

        synchronized boolean take(long now, int max) {
            if (now > generation) {
                long from = generation == Long.MIN_VALUE ? now : Math.max(generation + 1, now - GENERATIONS + 1);
                for (long passed = from; passed <= now; passed++) {
                    counts[slot(passed)] = 0;
                }
                generation = now;
            }
            int sum = 0;
            for (int count : counts) {
                sum += count;
            }
            if (sum >= max) {
                return false;
            }
            counts[slot(generation)]++;
            return true;
        }

        synchronized void giveBack(long now) {
            int slot = slot(Math.max(now, generation));
            counts[slot] = Math.max(0, counts[slot] - 1);
        }

        synchronized boolean over(long now) {
            return generation < now - GENERATIONS;
        }
    }

    private static int slot(long generation) {
        return (int) Math.floorMod(generation, (long) GENERATIONS);
    }
}
