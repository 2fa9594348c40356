package breakwater.control.lifecycle.ddos;

import breakwater.control.lifecycle.Due;
import breakwater.control.lifecycle.DueKind;
import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.store.Store;
import breakwater.control.store.Transaction;
import breakwater.control.tag.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The instances' room over a real store, with times given by the test. */
public final class DdosFixture {
    public static final Instant START = Instant.parse("2026-01-15T00:00:00Z");
    public static final String ACCOUNT = "1000000000000001";
    public static final String STRANGER = "1000000000000002";

    public final Store store;
    public final Lifespan lifespan;
    public final Tags tags = new Tags();
    public final AddressPool pool;
    public final DdosInstances instances;
    public final DdosListings listings;
    public final DdosRecords records = new DdosRecords();

    public DdosFixture(Store store) {
        this(store, Lifespan.DEFAULT, "127.77.0.0/16");
    }

    public DdosFixture(Store store, Lifespan lifespan, String... blocks) {
        this.store = store;
        this.lifespan = lifespan;
        this.pool = new AddressPool(List.of(blocks).stream().map(AddressBlock::parse).toList(), Duration.ofHours(24));
        this.instances = new DdosInstances(lifespan, pool, tags);
        this.listings = new DdosListings(lifespan, tags);
    }

    public static DdosSpecification pro() {
        return new DdosSpecification(DdosOffering.PRO, DdosPlan.PROFESSION, "coop-line-001", 50, 50, 30, 30, 100, 3000, 100_000,
                5_000, AddressFamily.IPV4, false, DdosSpecification.BurstCleanBandwidth.OFF);
    }

    public static DdosSpecification premium(DdosPlan plan) {
        return new DdosSpecification(DdosOffering.PREMIUM, plan, "coop-line-001", 5, 10, 0, 0, 100, 500, 100_000, 5_000,
                AddressFamily.IPV4, true, DdosSpecification.BurstCleanBandwidth.MONTHLY);
    }

    public DdosInstance create(String accountId, DdosSpecification specification, Instant now, Instant expiresAt) {
        NewDdosInstance wanted = new NewDdosInstance(instances.newId(specification.offering().region()), accountId,
                specification, expiresAt, Renewal.MANUAL);
        return switch (write(tx -> instances.create(tx, now, wanted))) {
            case CreateOutcome.Created created -> created.instance();
            case CreateOutcome.AddressesExhausted exhausted -> throw new IllegalStateException("no address left");
        };
    }

    /** A Pro instance of {@link #ACCOUNT}, bought at the start for thirty days. */
    public DdosInstance create() {
        return create(ACCOUNT, pro(), START, START.plus(Duration.ofDays(30)));
    }

    public ReleaseOutcome release(DdosInstance instance, Instant now) {
        return write(tx -> instances.release(tx, now, instance.accountId(), Optional.empty(), instance.id()));
    }

    public Optional<DdosInstance> find(String id) {
        return store.read(tx -> instances.ofAnyAccount(tx, id));
    }

    public DdosPage page(Instant now, DdosListing wanted, long offset, int limit) {
        return store.read(tx -> listings.page(tx, now, ACCOUNT, wanted, offset, limit));
    }

    /** Performs what one kind of effect has due, in order, as the worker does. @return how many there were */
    public int play(DueKind kind, Instant until) {
        int played = 0;
        while (write(tx -> {
            Optional<Due> due = kind.next(tx, until);
            due.ifPresent(found -> kind.perform(tx, found));
            return due.isPresent();
        })) {
            played++;
            if (played > 100_000) {
                throw new IllegalStateException(kind.name() + " stays due for ever");
            }
        }
        return played;
    }

    public <T> T write(Function<Transaction, T> work) {
        return store.write(work);
    }
}
