package breakwater.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a running development service says how to reach it: the file {@code endpoint} in its data folder, lines of
 * {@code name=value}. It holds no secret. It is written when the service is ready and removed when it stops; after a
 * kill -9 a stale one stays, which the next start replaces.
 *
 * @param http                 the plain endpoint
 * @param https                the encrypted one
 * @param authorityCertificate the PEM file that clients of {@code https} need
 * @param processId            who wrote it
 */
public record EndpointFile(URI http, URI https, Path authorityCertificate, long processId) {
    private static final String NAME = "endpoint";

    /**
     * Writes it, whole or not at all, unless another service that is still running has written its own: the first one of a
     * folder keeps being found.
     *
     * @return whether this is now what the folder says
     */
    public boolean claim(Path folder) {
        Optional<EndpointFile> present = read(folder);
        if (present.isPresent() && present.get().alive()) {
            return false;
        }
        write(folder);
        return true;
    }

    /** Whether its writer still runs. A process id is used again some day, so the process must be one of this program. */
    private boolean alive() {
        return processId != ProcessHandle.current().pid() && ProcessHandle.of(processId).filter(ProcessHandle::isAlive)
                .map(process -> process.info().commandLine().map(line -> line.contains("breakwater.app.Main")).orElse(true))
                .orElse(false);
    }

    private void write(Path folder) {
        Path whole = folder.resolve(NAME + "." + processId);
        try {
            Files.writeString(whole, "http=" + http + "\nhttps=" + https + "\nca=" + authorityCertificate + "\npid="
                    + processId + "\n", StandardCharsets.UTF_8);
            Files.move(whole, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(NAME), e);
        }
    }

    /** Reads it; empty if there is none or it is not one. */
    public static Optional<EndpointFile> read(Path folder) {
        try {
            Map<String, String> values = Files.readAllLines(folder.resolve(NAME), StandardCharsets.UTF_8).stream()
                    .filter(line -> line.indexOf('=') > 0)
                    .collect(Collectors.toMap(line -> line.substring(0, line.indexOf('=')),
                            line -> line.substring(line.indexOf('=') + 1), (first, second) -> second));
            return Optional.of(new EndpointFile(URI.create(values.get("http")), URI.create(values.get("https")),
                    Path.of(values.get("ca")), Long.parseLong(values.get("pid"))));
        } catch (IOException | RuntimeException absentOrForeign) {
            return Optional.empty();
        }
    }

    /** Removes it, unless another process has written its own since. */
    public void remove(Path folder) {
        if (read(folder).filter(this::equals).isPresent()) {
            try {
                Files.deleteIfExists(folder.resolve(NAME));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + folder.resolve(NAME), e);
            }
        }
    }
}
