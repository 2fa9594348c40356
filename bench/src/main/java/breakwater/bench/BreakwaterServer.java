package breakwater.bench;

import breakwater.control.Control;
import breakwater.control.ControlSettings;
import breakwater.control.account.DevelopmentAccount;
import breakwater.control.account.SecretSealer;
import breakwater.control.audit.AuditBounds;
import breakwater.control.billing.Prices;
import breakwater.control.front.HttpFront;
import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.ddos.AddressBlock;
import breakwater.control.lifecycle.ddos.AddressFamily;
import breakwater.control.lifecycle.ddos.AddressPool;
import breakwater.control.lifecycle.ddos.CreateOutcome;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.lifecycle.ddos.DdosPlan;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import breakwater.control.lifecycle.ddos.NewDdosInstance;
import breakwater.control.lifecycle.esa.IcpFilings;
import breakwater.control.protection.ProtectionSettings;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.control.tag.Tags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole control plane on a durable SQLite folder, as {@code serve} runs it: only the throttle is lifted, since one
 * account makes all the calls, and service addresses come from 10.0.0.0/8, since 127.77.0.0/16 has no million of them.
 */
final class BreakwaterServer {
    private static final List<AddressBlock> BLOCKS = List.of(AddressBlock.parse("10.0.0.0/8"));
    private static final int BATCH = 2_000;

    private BreakwaterServer() {
    }

    /** @param arguments the data folder; the file to which ids go; live instances to make; expired instances to make */
    public static void main(String[] arguments) {
        SqliteStore store = SqliteStore.open(Path.of(arguments[0]));
        InstantSource wall = InstantSource.system();
        long opening = System.nanoTime();
        Control control = Control.start(new ControlSettings(new HttpFront.Listeners("127.0.0.1", 0, Optional.empty(), 0),
                new byte[SecretSealer.MASTER_KEY_BYTES], DevelopmentAccount.ACCOUNT_ID, true, false, Lifespan.DEFAULT, BLOCKS,
                Duration.ofHours(24), Prices.load(), 1_000_000, 1_000_000, AuditBounds.DEFAULT, IcpFilings.development(), false,
                ProtectionSettings.DEVELOPMENT, 0), store, wall, System::nanoTime, Control.Sites.NONE);
        long openedMillis = (System.nanoTime() - opening) / 1_000_000;
        store.write(transaction -> {
            FundedAccount.open(transaction, wall.instant(), control.identity(), control.orders());
            return null;
        });
        List<String> ids = new ArrayList<>();
        seed(store, ids, Integer.parseInt(arguments[2]), wall.instant().plus(Duration.ofDays(365)));
        seed(store, ids, Integer.parseInt(arguments[3]), wall.instant().minus(Duration.ofDays(1)));
        try {
            Files.write(Path.of(arguments[1]), ids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            control.close();
            store.close();
        }));
        System.out.println("opened in " + openedMillis + " ms");
        System.out.println("port " + control.port());
    }

    private static void seed(SqliteStore store, List<String> ids, int count, Instant expiresAt) {
        DdosInstances instances = new DdosInstances(Lifespan.DEFAULT, new AddressPool(BLOCKS, Duration.ofHours(24)), new Tags());
        DdosSpecification specification = new DdosSpecification(DdosOffering.PRO, DdosPlan.PROFESSION,
                DdosSpecification.DEFAULT_PARTNER, 50, 50, 30, 30, 100, 3_000, 100_000, 5_000, AddressFamily.IPV4, false,
                DdosSpecification.BurstCleanBandwidth.OFF);
        Instant bought = expiresAt.minus(Duration.ofDays(365));
        for (int made = 0; made < count; made += BATCH) {
            int batch = Math.min(BATCH, count - made);
            ids.addAll(store.write(transaction -> {
                List<String> batchIds = new ArrayList<>(batch);
                for (int i = 0; i < batch; i++) {
                    String id = instances.newId(DdosRegion.MAINLAND);
                    if (!(instances.create(transaction, bought, new NewDdosInstance(id, DevelopmentAccount.ACCOUNT_ID,
                            specification, expiresAt, Renewal.MANUAL)) instanceof CreateOutcome.Created)) {
                        throw new IllegalStateException("no more addresses");
                    }
                    batchIds.add(id);
                }
                return batchIds;
            }));
        }
    }
}
