package breakwater.control.lifecycle.ddos;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.store.Store;
import breakwater.control.store.postgres.PostgresServer;
import breakwater.control.store.postgres.ProgramDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What several nodes on one PostgreSQL do to the same instances at once. */
class DdosSharedStoreTest {
    private static final int ROUNDS = 10;

    @Test
    void ofTwoReleasesOnTwoNodesExactlyOneSucceedsAndAddressesStayUnique() throws Exception {
        PostgresServer.Database database = ProgramDatabase.fresh();
        try (Store one = ProgramDatabase.open(database); Store two = ProgramDatabase.open(database);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            DdosFixture first = new DdosFixture(one);
            DdosFixture second = new DdosFixture(two);
            List<Callable<DdosInstance>> purchases = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                purchases.add(first::create);
                purchases.add(second::create);
            }
            List<DdosInstance> made = new ArrayList<>();
            for (Future<DdosInstance> purchase : threads.invokeAll(purchases)) {
                made.add(purchase.get());
            }
            assertThat(made).extracting(DdosInstance::serviceAddress).doesNotHaveDuplicates();
            Instant late = DdosFixture.START.plus(Duration.ofDays(31));
            assertThat(first.page(late, DdosListing.all(Optional.empty()), 0, 10).total()).isEqualTo(2 * ROUNDS);
            for (DdosInstance instance : made) {
                List<Future<ReleaseOutcome>> both = threads.invokeAll(List.of(() -> first.release(instance, late),
                        () -> second.release(instance, late)));
                assertThat(List.of(both.get(0).get(), both.get(1).get()))
                        .containsExactlyInAnyOrder(new ReleaseOutcome.Released(instance), new ReleaseOutcome.NotFound());
            }
            assertThat(second.page(late, DdosListing.all(Optional.empty()), 0, 10).total()).isZero();
        }
    }

    @Test
    void automaticReleaseOnTwoNodesHappensOnce() throws Exception {
        PostgresServer.Database database = ProgramDatabase.fresh();
        try (Store one = ProgramDatabase.open(database); Store two = ProgramDatabase.open(database);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            DdosFixture first = new DdosFixture(one);
            DdosFixture second = new DdosFixture(two);
            for (int i = 0; i < ROUNDS; i++) {
                first.create();
            }
            Instant late = DdosFixture.START.plus(Duration.ofDays(90));
            threads.invokeAll(List.of(() -> first.play(first.instances.automaticRelease(), late),
                    () -> second.play(second.instances.automaticRelease(), late)));
            long returned = one.read(tx -> tx.number("SELECT COUNT(*) FROM service_address_returned"));
            assertThat(returned).isEqualTo(ROUNDS);
            long counted = one.read(tx -> tx.number("SELECT SUM(live) FROM ddos_instance_count"));
            assertThat(counted).isZero();
        }
    }
}
