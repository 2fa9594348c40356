package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.configuration.Tuning;
import breakwater.app.configuration.UnusableConfiguration;
import breakwater.app.tls.CertificateAuthority;
import breakwater.app.tls.ServerNames;
import breakwater.app.tls.TlsMaterial;
import breakwater.control.Control;
import breakwater.control.ControlSettings;
import breakwater.control.account.DevelopmentAccount;
import breakwater.control.billing.Money;
import breakwater.control.front.HttpFront;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The service on embedded defaults: loopback only, since its keys are known to everybody; a clock that can be moved; one
 * account with a full purse. Started and closed by one thread.
 */
final class DevelopmentService implements AutoCloseable {
    /** Loopback: the fixed keys must not be reachable from elsewhere. */
    private static final String HOST = "127.0.0.1";
    private static final String CURRENCY = "CNY";
    /** A hundred million yuan: a few thousand tours. */
    private static final long PURSE_MINOR = 10_000_000_000L;

    private final RunningService running;
    private final LocalTraffic traffic;
    private final EndpointFile endpoint;
    private final Path folder;
    private final boolean found;

    private DevelopmentService(RunningService running, LocalTraffic traffic, EndpointFile endpoint, Path folder, boolean found) {
        this.running = running;
        this.traffic = traffic;
        this.endpoint = endpoint;
        this.folder = folder;
        this.found = found;
    }

    /**
     * Starts it.
     *
     * @param folder    for certificates and the endpoint file, and for the database unless ephemeral
     * @param ephemeral whether nothing of the service's state is to remain
     * @param port      HTTP; 0 for any
     * @param tlsPort   HTTPS; 0 for any
     */
    static DevelopmentService start(Path folder, boolean ephemeral, int port, int tlsPort) {
        DataFolder data = DataFolder.at(folder);
        // Keys and certificates take about as long as the database; they do not need each other.
        FutureTask<TlsMaterial> tls = new FutureTask<>(() -> certificates(data));
        Thread.ofPlatform().daemon().name("certificates").start(tls);
        RunningService running = RunningService.start(() -> openStore(data, ephemeral),
                () -> settings(data, ephemeral, port, tlsPort, result(tls)), Optional.of(Target.DEVELOPMENT_KEYS));
        try {
            makeAccount(running);
            EndpointFile endpoint = endpoint(running.control(), result(tls));
            return new DevelopmentService(running, LocalTraffic.start(running.control(), tuning()), endpoint, folder,
                    endpoint.claim(folder));
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** The certificates of a data folder, made if there are none yet. */
    static TlsMaterial certificates(DataFolder data) {
        return new CertificateAuthority(data.tls(), InstantSource.system()).material(ServerNames.with(List.of()));
    }

    private static Store openStore(DataFolder data, boolean ephemeral) {
        return ephemeral ? SqliteStore.inMemory() : SqliteStore.open(data.path());
    }

    private static ControlSettings settings(DataFolder data, boolean ephemeral, int port, int tlsPort, TlsMaterial tls) {
        return TunedSettings.of(new HttpFront.Listeners(HOST, port, Optional.of(tls.context()), tlsPort),
                ephemeral ? DataFolder.newMasterKey() : data.masterKey(), DevelopmentAccount.ACCOUNT_ID, true, false, tuning());
    }

    private static Tuning tuning() {
        try {
            return Tuning.ofDevelopment(System.getenv());
        } catch (UnusableConfiguration e) {
            throw new CommandFailure("the environment cannot be used", e.getMessage(), "docs/CONFIGURATION.md lists every variable");
        }
    }

    private static void makeAccount(RunningService running) {
        Control control = running.control();
        running.store().write(transaction -> {
            if (DevelopmentAccount.open(transaction, control.clock().instant(transaction), control.identity())) {
                control.orders().open(transaction, DevelopmentAccount.ACCOUNT_ID, CURRENCY, new Money(0, CURRENCY));
                control.orders().recharge(transaction, control.clock().instant(transaction), DevelopmentAccount.ACCOUNT_ID,
                        new Money(PURSE_MINOR, CURRENCY), "the purse of the development account");
            }
            return true;
        });
    }

    private static EndpointFile endpoint(Control control, TlsMaterial tls) {
        return new EndpointFile(URI.create("http://" + HOST + ":" + control.port()),
                URI.create("https://" + HOST + ":" + control.tlsPort().orElseThrow()),
                tls.authorityCertificate().orElseThrow().toAbsolutePath().normalize(), ProcessHandle.current().pid());
    }

    private static TlsMaterial result(FutureTask<TlsMaterial> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while starting", "the process is being ended", "Start again");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    EndpointFile endpoint() {
        return endpoint;
    }

    /** Whether the other commands find it by its data folder; if not, another service of that folder runs. */
    boolean found() {
        return found;
    }

    /** Blocks until the process is told to end. */
    void runUntilStopped() {
        ProcessEnd.await(this::close, () -> { });
    }

    @Override
    public void close() {
        traffic.close();
        running.close();
        endpoint.remove(folder);
    }
}
