package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.configuration.EdgeConfiguration;
import breakwater.app.configuration.Endpoint;
import breakwater.app.configuration.NodeConfiguration;
import breakwater.app.configuration.ServeConfiguration;
import breakwater.app.configuration.Setting;
import breakwater.app.configuration.UnusableConfiguration;
import breakwater.app.link.LinkServer;
import breakwater.app.log.ServiceLog;
import breakwater.app.tls.CertificateAuthority;
import breakwater.app.tls.ServerNames;
import breakwater.app.tls.TlsMaterial;
import breakwater.control.ControlSettings;
import breakwater.control.front.HttpFront;
import breakwater.control.store.Store;
import breakwater.control.store.postgres.PostgresStore;
import breakwater.control.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the service for production, from a file and the environment. */
@Command(name = "serve", mixinStandardHelpOptions = true,
        description = "Start a node for production: PostgreSQL, no fixed keys, TLS, JSON logs; or an edge that only carries traffic.",
        footer = {"", "Every key may be given in the file or as an environment variable, which wins. --keys lists them all; so does "
            + "docs/CONFIGURATION.md. Unknown keys refuse to start."})
public final class ServeCommand implements Runnable {
    private static final Logger LOG = Logger.getLogger(ServeCommand.class.getName());

    @Option(names = "--config", paramLabel = "FILE",
            description = "The configuration in YAML (default: BREAKWATER_CONFIG; none if that is not set).")
    private Optional<Path> file = Optional.empty();
    @Option(names = "--roles", paramLabel = "ROLES",
            description = "What this node does: api, edge, or api,edge (default: node.roles). An edge alone needs no database.")
    private Optional<String> roles = Optional.empty();
    @Option(names = "--keys", description = "Print the table of all keys and end.")
    private boolean keys;
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if (keys) {
            spec.commandLine().getOut().print(Setting.table());
            spec.commandLine().getOut().flush();
            return;
        }
        NodeConfiguration configuration = configuration();
        ServiceLog.forProduction(configuration.logLevel());
        switch (configuration) {
            case EdgeConfiguration edge -> EdgeNode.start(edge).runUntilStopped();
            case ServeConfiguration control -> serve(control);
        }
    }

    private static void serve(ServeConfiguration configuration) {
        RunningService running = RunningService.start(() -> openStore(configuration), () -> settings(configuration),
                Optional.empty());
        Optional<LinkServer> edges;
        Optional<LocalTraffic> traffic;
        try {
            edges = configuration.link().map(link -> EdgeListener.start(link, running.control()));
            OperatorAccount.open(running.store(), running.control(), configuration).ifPresent(key -> LOG.info(
                    "made the operator's account " + OperatorAccount.ACCOUNT_ID + "; its access key is in " + key));
            traffic = configuration.carriesTraffic() ? Optional.of(LocalTraffic.start(running.control(), configuration.tuning()))
                    : Optional.empty();
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
        LOG.info("serving" + configuration.http().map(http -> " http://" + http.host() + ":" + running.control().port()).orElse("")
                + configuration.https().flatMap(https -> running.control().tlsPort().map(port -> " https://" + https.host() + ":"
                        + port)).orElse(""));
        edges.ifPresent(link -> LOG.info("taking edges on port " + link.port()));
        ProcessEnd.await(() -> {
            edges.ifPresent(LinkServer::close);
            traffic.ifPresent(LocalTraffic::close);
            running.close();
        }, () -> LOG.info("stopped"));
    }

    private NodeConfiguration configuration() {
        Optional<Path> chosen = file.or(() -> Optional.ofNullable(System.getenv("BREAKWATER_CONFIG")).filter(name -> !name.isEmpty())
                .map(Path::of));
        try {
            Map<String, String> environment = new HashMap<>(System.getenv());
            roles.ifPresent(given -> environment.put(Setting.ROLES.variable(), given));
            return NodeConfiguration.read(chosen, environment);
        } catch (UnusableConfiguration e) {
            throw new CommandFailure("the configuration cannot be used", e.getMessage(),
                    "./breakwater serve --keys lists every key; nothing was started");
        }
    }

    private static Store openStore(ServeConfiguration configuration) {
        DataFolder data = DataFolder.at(configuration.dataFolder());
        return configuration.store().embedded()
                ? SqliteStore.open(data.path())
                : PostgresStore.open(configuration.store().url(), configuration.store().user(), configuration.store().password(),
                        configuration.store().connections(), InstantSource.system());
    }

    private static ControlSettings settings(ServeConfiguration configuration) {
        return TunedSettings.of(listeners(configuration), configuration.masterKey().bytes(), OperatorAccount.ACCOUNT_ID, false,
                !configuration.store().embedded(), configuration.tuning());
    }

    private static HttpFront.Listeners listeners(ServeConfiguration configuration) {
        return new HttpFront.Listeners(configuration.http().map(ServeCommand::bind),
                configuration.https().map(https -> new HttpFront.EncryptedBind(bind(https), tls(configuration).context())));
    }

    private static HttpFront.Bind bind(Endpoint endpoint) {
        return new HttpFront.Bind(endpoint.host(), endpoint.port());
    }

    private static TlsMaterial tls(ServeConfiguration configuration) {
        InstantSource wallClock = InstantSource.system();
        return configuration.certificate()
                .flatMap(certificate -> configuration.certificateKey()
                        .map(key -> CertificateAuthority.given(certificate, key, wallClock)))
                .orElseGet(() -> new CertificateAuthority(configuration.dataFolder().resolve("tls"), wallClock)
                        .material(ServerNames.with(configuration.certificateNames())));
    }
}
