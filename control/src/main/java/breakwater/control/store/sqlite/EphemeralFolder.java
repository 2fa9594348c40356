package breakwater.control.store.sqlite;

import breakwater.control.store.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A temporary folder that goes with its store, or at the latest with the process if that ends in order; only a killed
 * one leaves it behind. Safe to use from any thread.
 */
final class EphemeralFolder {
    /** The folders not deleted yet; as many as there are open stores of this kind. */
    private static final Set<EphemeralFolder> KEPT = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> KEPT.forEach(EphemeralFolder::delete), "store-ephemeral"));
    }

    private final Path path;

    EphemeralFolder() {
        try {
            path = Files.createTempDirectory("breakwater-");
        } catch (IOException e) {
            throw new StoreFailure("could not make a temporary folder: " + e.getMessage(), e);
        }
        KEPT.add(this);
    }

    Path path() {
        return path;
    }

    void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It is in the system's folder for temporary files, which is cleared in time; no reason to fail.
            System.getLogger(EphemeralFolder.class.getName())
                    .log(System.Logger.Level.WARNING, "the temporary folder stays: " + path, e);
        }
        KEPT.remove(this);
    }
}
