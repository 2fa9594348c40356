package breakwater.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The built program, started as a user starts it: through the launcher, in some working folder. What it prints is read by a
 * thread of its own. Closing it ends the process.
 */
final class Program implements AutoCloseable {
    /** Generous, since other work may keep the machine busy. */
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final Thread reader;
    private final StringBuilder printed = new StringBuilder();

    private Program(Process process) {
        this.process = process;
        // Not a virtual thread: a read of a pipe would hold one of the few carriers of all the others.
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    /** The folder that holds the launcher. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("breakwater"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static Program start(Path folder, Map<String, String> environment, String... words) {
        List<String> command = new ArrayList<>(List.of(root().resolve("breakwater").toString()));
        command.addAll(List.of(words));
        return start(folder, environment, command);
    }

    /** Any command; what it prints to both streams is read as one. */
    static Program start(Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ALIBABA_CLOUD_") || name.startsWith("BREAKWATER_"));
        builder.environment().put("BREAKWATER_BUILD", "never");
        builder.environment().putAll(environment);
        try {
            return new Program(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (printed) {
                    printed.append(line).append('\n');
                    printed.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed this. */
    Program await(String text) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (printed) {
            while (printed.indexOf(text) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || (!process.isAlive() && !reader.isAlive())) {
                    throw new AssertionError("it did not print '" + text + "' but:\n" + printed);
                }
                try {
                    printed.wait(Math.min(left, 200));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted", e);
                }
            }
        }
        return this;
    }

    /** Everything printed so far. */
    String printed() {
        synchronized (printed) {
            return printed.toString();
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for its end; the exit code. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end. It printed:\n" + printed());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** SIGTERM, and the exit code. */
    int terminate() {
        process.destroy();
        return exitCode();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
