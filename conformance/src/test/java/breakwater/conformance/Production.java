package breakwater.conformance;

import breakwater.control.store.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A production deployment as docs/CONFIGURATION.md has it: an empty database on a PostgreSQL server, its secrets in files, and any number of
 * nodes started by {@code ./breakwater serve}. The first start makes the operator's account; its key is read from the file it leaves.
 */
final class Production {

    /** What the addresses of its instances begin with: the block that RFC 2544 keeps for measurements. */
    static final String ADDRESSES = "198.18.";

    private static final int MASTER_KEY_BYTES = 32;

    private final Path folder;
    private final PostgresServer.Database database = PostgresServer.freshDatabase();

    /** Everything but the database is kept in this folder. */
    Production(Path folder) {
        this.folder = folder;
        byte[] masterKey = new byte[MASTER_KEY_BYTES];
        new SecureRandom().nextBytes(masterKey);
        write("password", database.password() + "\n");
        write("master-key", Base64.getEncoder().encodeToString(masterKey) + "\n");
    }

    private Path write(String file, String text) {
        try {
            return Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path keyFile() {
        return folder.resolve("operator.key");
    }

    private Path data(String node) {
        return folder.resolve(node);
    }

    /** Starts a node from a file; a node of the same name takes its certificates over. */
    BuiltServer node(String name) {
        Path file = write(name + ".yaml", """
                listen:
                  http: 127.0.0.1:0
                  https: 127.0.0.1:0
                data:
                  folder: %s
                store:
                  url: %s
                  user: %s
                  password-file: %s
                secret:
                  master-key-file: %s
                operator:
                  key-file: %s
                addresses:
                  blocks: [%s0.0/16]
                sites:
                  verified-by-dns: off
                """.formatted(data(name), database.url(), database.user(), folder.resolve("password"), folder.resolve("master-key"), keyFile(),
                ADDRESSES));
        return BuiltServer.production(Map.of(), List.of("serve", "--config", file.toString()), keyFile(), data(name));
    }

    /** Starts a node that is told everything by its environment, as a container is. */
    BuiltServer nodeByEnvironment(String name) {
        return BuiltServer.production(Map.ofEntries(
                Map.entry("BREAKWATER_LISTEN_HTTP", "127.0.0.1:0"),
                Map.entry("BREAKWATER_LISTEN_HTTPS", "127.0.0.1:0"),
                Map.entry("BREAKWATER_DATA_FOLDER", data(name).toString()),
                Map.entry("BREAKWATER_STORE_URL", database.url()),
                Map.entry("BREAKWATER_STORE_USER", database.user()),
                Map.entry("BREAKWATER_STORE_PASSWORD", database.password()),
                Map.entry("BREAKWATER_SECRET_MASTER_KEY_FILE", folder.resolve("master-key").toString()),
                Map.entry("BREAKWATER_OPERATOR_KEY_FILE", keyFile().toString()),
                Map.entry("BREAKWATER_ADDRESSES_BLOCKS", ADDRESSES + "0.0/16"),
                Map.entry("BREAKWATER_SITES_VERIFIED_BY_DNS", "off")), List.of("serve"), keyFile(), data(name));
    }
}
