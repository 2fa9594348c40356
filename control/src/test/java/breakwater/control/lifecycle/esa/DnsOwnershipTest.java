package breakwater.control.lifecycle.esa;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.store.sqlite.SqliteStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DnsOwnershipTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private static Site site() {
        return new Site(1, "1000000000000001", "esa-site-00000000000", "site.example", AccessType.NS, Coverage.OVERSEAS,
                "verify_1", "", "", START, START, Optional.empty(), Optional.empty());
    }

    @Test
    void theFirstQuestionLooksAndALaterOneKnowsForAMinute() throws InterruptedException {
        AtomicReference<Instant> wall = new AtomicReference<>(START);
        List<String> asked = new CopyOnWriteArrayList<>();
        AtomicReference<CountDownLatch> looked = new AtomicReference<>(new CountDownLatch(1));
        DnsOwnership ownership = new DnsOwnership(wall::get, (name, code) -> {
            asked.add(name + " " + code);
            looked.get().countDown();
            return true;
        });
        try (SqliteStore store = SqliteStore.inMemory()) {
            assertThat(store.<Boolean>write(transaction -> {
                boolean proven = ownership.proven(transaction, site());
                // Nothing is looked up inside the transaction.
                assertThat(asked).isEmpty();
                return proven;
            })).isFalse();
            assertThat(looked.get().await(2, TimeUnit.MINUTES)).isTrue();
            // The answer is kept right behind the look-up, on its own thread.
            while (!ownership.knows(site())) {
                Thread.onSpinWait();
            }
            assertThat(store.<Boolean>write(transaction -> ownership.proven(transaction, site()))).isTrue();
            assertThat(asked).containsExactly("_esaauth.site.example verify_1");
            wall.set(START.plus(DnsOwnership.FRESH));
            assertThat(store.<Boolean>write(transaction -> ownership.proven(transaction, site()))).isFalse();
        }
    }
}
