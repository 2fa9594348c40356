package breakwater.control.authenticate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.error.Refusal;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** That a nonce is good once, for long enough, in bounded memory, and once for a change in the whole cluster. */
@Isolated("it measures the heap")
class NoncesTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private static String take(Nonces nonces, String key, String nonce, Instant arrival) {
        try {
            nonces.take(key, nonce, arrival, arrival.plus(SignedTime.WINDOW));
            return "OK";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    @Test
    void aNonceIsGoodOncePerKeyFor31Minutes() {
        for (int offset = 0; offset < 40; offset++) {
            Instant start = NOW.plus(Duration.ofMinutes(offset));
            Nonces nonces = new Nonces();
            assertThat(take(nonces, "a", "n", start)).isEqualTo("OK");
            assertThat(take(nonces, "b", "n", start)).isEqualTo("OK");
            assertThat(take(nonces, "a", "n", start)).isEqualTo("SignatureNonceUsed");
            assertThat(take(nonces, "a", "n", start.plus(Nonces.KEPT).minusMillis(1))).isEqualTo("SignatureNonceUsed");
            assertThat(take(nonces, "a", "n", start.plus(Duration.ofMinutes(43)))).isEqualTo("OK");
        }
    }

    @Test
    void whereKeyEndsAndNonceBeginsCounts() {
        Nonces nonces = new Nonces();
        assertThat(take(nonces, "ab", "c", NOW)).isEqualTo("OK");
        assertThat(take(nonces, "a", "bc", NOW)).isEqualTo("OK");
        assertThat(take(nonces, "", "abc", NOW)).isEqualTo("OK");
    }

    @Test
    void oneKeyReachesItsOwnLimitFirstAndLeavesTheOthersAlone() {
        Nonces nonces = new Nonces(1_000, 100);
        for (int at = 0; at < 100; at++) {
            assertThat(take(nonces, "flood", "n" + at, NOW)).isEqualTo("OK");
        }
        assertThat(take(nonces, "flood", "more", NOW)).isEqualTo("Throttling.User");
        assertThat(take(nonces, "other", "n", NOW)).isEqualTo("OK");
        assertThat(take(nonces, "flood", "more", NOW.plus(Duration.ofMinutes(43)))).isEqualTo("OK");
    }

    @Test
    void aFullMemoryRefusesInsteadOfForgetting() {
        Nonces nonces = new Nonces(50, 10);
        for (int key = 0; key < 5; key++) {
            for (int at = 0; at < 10; at++) {
                assertThat(take(nonces, "k" + key, "n" + at, NOW)).isEqualTo("OK");
            }
        }
        assertThat(take(nonces, "k9", "n", NOW)).isEqualTo("ServiceUnavailable");
        assertThat(take(nonces, "k0", "n0", NOW)).isNotEqualTo("OK");
        assertThat(nonces.size()).isEqualTo(50);
        assertThat(take(nonces, "k9", "n", NOW.plus(Duration.ofMinutes(43)))).isEqualTo("OK");
        assertThat(nonces.size()).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackBringsNoReplayIn() {
        Nonces nonces = new Nonces(1_000, 1_000);
        assertThat(take(nonces, "a", "n", NOW)).isEqualTo("OK");
        assertThat(take(nonces, "a", "later", NOW.plus(Duration.ofDays(365)))).isEqualTo("OK");
        assertThat(take(nonces, "a", "n", NOW)).isEqualTo("InvalidTimeStamp.Expired");
    }

    @Test
    void aMillionNoncesFitInFortyMegabytes() {
        Nonces nonces = new Nonces();
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        for (int at = 0; at < 1_000_000; at++) {
            nonces.take("key", Integer.toString(at), NOW, NOW.plus(SignedTime.WINDOW));
        }
        System.gc();
        long used = runtime.totalMemory() - runtime.freeMemory() - before;
        assertThat(nonces.size()).isEqualTo(1_000_000);
        assertThat(used).isLessThan(40_000_000L);
        assertThat(take(nonces, "key", "999999", NOW)).isEqualTo("SignatureNonceUsed");
    }

    @Test
    void ofManyAtOnceExactlyOneTakesANonce() throws InterruptedException {
        Nonces nonces = new Nonces();
        AtomicInteger taken = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 50; thread++) {
                threads.submit(() -> {
                    for (int at = 0; at < 200; at++) {
                        if (take(nonces, "key", "n" + at, NOW).equals("OK")) {
                            taken.incrementAndGet();
                        }
                    }
                });
            }
        }
        assertThat(taken).hasValue(200);
    }

    @Test
    void aChangesNonceIsRecordedOnceInTheDatabaseAndPrunedWhenItsTimeIsOver() {
        try (Store store = SqliteStore.inMemory()) {
            Nonces one = new Nonces();
            Nonces other = new Nonces();
            Caller caller = new Caller(OneKey.ACCOUNT, new Caller.Identity.Root(), "key", "192.0.2.1", true, NOW);
            Signed signed = new Signed(caller, "n", NOW.plus(SignedTime.WINDOW));
            store.write(transaction -> {
                one.record(transaction, signed);
                return null;
            });
            assertThatThrownBy(() -> store.write(transaction -> {
                other.record(transaction, signed);
                return null;
            })).isInstanceOf(Refusal.class).hasMessageStartingWith("SignatureNonceUsed");
            assertThat(store.<Integer>write(transaction -> one.prune(transaction, NOW.plus(Nonces.KEPT), 10))).isZero();
            assertThat(store.<Integer>write(transaction -> one.prune(transaction, NOW.plus(Nonces.KEPT).plusMillis(1), 10))).isEqualTo(1);
        }
    }
}
