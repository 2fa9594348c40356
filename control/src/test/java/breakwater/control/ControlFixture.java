package breakwater.control;

import breakwater.control.account.DevelopmentAccount;
import breakwater.control.account.SecretSealer;
import breakwater.control.audit.AuditBounds;
import breakwater.control.billing.Money;
import breakwater.control.billing.Prices;
import breakwater.control.front.HttpFront;
import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.ddos.AddressBlock;
import breakwater.control.lifecycle.esa.IcpFilings;
import breakwater.control.protection.ProtectionSettings;
import breakwater.control.publish.HistoryLimits;
import breakwater.control.store.PassingStore;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A whole control plane on port 0, with a wall clock that only the test moves, called through its public API with the
 * development account's key.
 */
public final class ControlFixture implements AutoCloseable {
    /** Where the wall clock stands at first. */
    public static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final AtomicReference<Instant> wall;
    private final Store store;
    private final Control control;
    private final ApiCaller caller;

    private ControlFixture(Store store, AtomicReference<Instant> wall, boolean storeShared) {
        this.store = new HandClockStore(store);
        this.wall = wall;
        InstantSource source = wall::get;
        ControlSettings settings = new ControlSettings(
                new HttpFront.Listeners("127.0.0.1", 0, Optional.empty(), 0),
                new byte[SecretSealer.MASTER_KEY_BYTES], DevelopmentAccount.ACCOUNT_ID, true, storeShared, Lifespan.DEFAULT,
                List.of(AddressBlock.parse("127.77.0.0/16")), Duration.ofHours(24), Prices.load(), 100_000, 100_000,
                AuditBounds.DEFAULT, IcpFilings.development(), false, ProtectionSettings.DEVELOPMENT,
                HistoryLimits.METERED_INSTANCES_MAX);
        control = Control.start(settings, this.store, source, System::nanoTime, Control.Sites.NONE);
        this.store.write(transaction -> {
            if (DevelopmentAccount.open(transaction, source.instant(), control.identity())) {
                control.orders().open(transaction, DevelopmentAccount.ACCOUNT_ID, "CNY", new Money(0, "CNY"));
                control.orders().recharge(transaction, source.instant(), DevelopmentAccount.ACCOUNT_ID,
                        new Money(100_000_000_00L, "CNY"), "opening balance");
            }
            return null;
        });
        caller = new ApiCaller(URI.create("http://127.0.0.1:" + control.port()), DevelopmentAccount.ACCESS_KEY_ID,
                DevelopmentAccount.ACCESS_KEY_SECRET, source);
    }

    /** On a fresh embedded store that is gone at the end. */
    public static ControlFixture start() {
        return new ControlFixture(SqliteStore.inMemory(), new AtomicReference<>(START), false);
    }

    /** On a store of the test's own, which the fixture closes. */
    public static ControlFixture start(Store store, boolean storeShared) {
        return new ControlFixture(store, new AtomicReference<>(START), storeShared);
    }

    /** On a store of the test's own, sharing a wall clock with other fixtures. */
    public static ControlFixture start(Store store, boolean storeShared, AtomicReference<Instant> wall) {
        return new ControlFixture(store, wall, storeShared);
    }

    /** Calls an operation as the development account. */
    public ApiCaller.Answer call(String product, String action, Map<String, String> parameters) {
        return caller.call(product, action, parameters);
    }

    /** The caller, to be used with other keys or methods. */
    public ApiCaller caller() {
        return caller;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + control.port());
    }

    public Control control() {
        return control;
    }

    public Store store() {
        return store;
    }

    /** Where the wall clock stands. */
    public Instant wall() {
        return wall.get();
    }

    /** Moves the wall clock. The service clock follows it; what falls due is played before this returns. */
    public void advanceWall(Duration by) {
        wall.updateAndGet(now -> now.plus(by));
        control.worker().playDue();
    }

    @Override
    public void close() {
        control.close();
        store.close();
    }

    /**
     * The test's wall clock is not the machine's, so how far the database's clock is from the machine's says nothing here: a
     * millisecond of it would put an instance on the wrong side of its deadline.
     */
    private static final class HandClockStore extends PassingStore {
        HandClockStore(Store store) {
            super(store);
        }

        @Override
        public long clockOffsetMillis() {
            return 0;
        }
    }
}
