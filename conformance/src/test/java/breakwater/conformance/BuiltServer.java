package breakwater.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The built program, started as a user starts it from the root of the repository, and what it printed. Its standard output is all this
 * knows of it. Closing it ends the process. Safe for use by several threads.
 */
final class BuiltServer implements AutoCloseable {

    /** A start includes a build where the program is stale, so the wait is long; a failed start ends it early. */
    private static final long START_SECONDS_MAX = 300;
    /** What an end takes at most, on a machine that is busy with other things. */
    private static final long END_SECONDS_MAX = 120;

    private static final String LAUNCHER = "./breakwater";
    private static final Pattern HTTP = Pattern.compile("http://([0-9A-Za-z.\\-]+:\\d+)");
    private static final Pattern HTTPS = Pattern.compile("https://([0-9A-Za-z.\\-]+:\\d+)");
    /** The last line of a start in production; only now is the operator's account there. */
    private static final Pattern SERVING = Pattern.compile("\"(serving) http");
    private static final Pattern AUTHORITY = Pattern.compile("(/\\S+\\.(?:pem|crt))");
    private static final Pattern KEY_ID = Pattern.compile("(?i)ALIBABA_CLOUD_ACCESS_KEY_ID=(\\S+)|AccessKey ?Id\\W+(\\w+)");
    private static final Pattern KEY_SECRET = Pattern.compile("(?i)ALIBABA_CLOUD_ACCESS_KEY_SECRET=(\\S+)|AccessKey ?Secret\\W+(\\w+)");

    /** Where production keeps what development prints. */
    private record Kept(Path keyFile, Path authority) {}

    private final Process process;
    private final Optional<Kept> kept;
    private final Thread reader;
    private final List<String> printed = new ArrayList<>();
    private boolean ended;

    private BuiltServer(Process process, Optional<Kept> kept) {
        this.process = process;
        this.kept = kept;
        // Not a virtual thread: a read of a pipe would hold one of the few carriers of all the others.
        this.reader = Thread.ofPlatform().daemon().name("output of the built server").start(this::read);
    }

    /** The root of the repository: the folder that holds the launcher. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("breakwater"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("there is no ./breakwater launcher above " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    /** A server with nothing kept: {@code ./breakwater dev --port 0 --ephemeral} and more options. */
    static BuiltServer ephemeral(String... options) {
        List<String> words = new ArrayList<>(List.of("dev", "--port", "0", "--ephemeral"));
        words.addAll(List.of(options));
        return start(root(), Map.of(), words);
    }

    /** A server whose state stays in a folder. */
    static BuiltServer keeping(Path data) {
        return start(root(), Map.of(), developing(data));
    }

    /** The same, in a process that may have only so many files and sockets open at a time. */
    static BuiltServer keeping(Path data, int descriptorsMax) {
        List<String> command = new ArrayList<>(List.of("prlimit", "--nofile=" + descriptorsMax));
        command.addAll(launching(developing(data)));
        return start(root(), Map.of(), command, Optional.empty());
    }

    private static List<String> developing(Path data) {
        return List.of("dev", "--port", "0", "--data", data.toString());
    }

    /** A node of production, which prints no secret: its operator's key and its authority's certificate are read from its files. */
    static BuiltServer production(Map<String, String> environment, List<String> words, Path keyFile, Path data) {
        return start(root(), environment, launching(words), Optional.of(new Kept(keyFile, data.resolve("tls/ca.pem"))));
    }

    /** Any command of the launcher in a folder, that goes on to serve; returns when it has printed where it listens. */
    static BuiltServer start(Path folder, Map<String, String> environment, List<String> words) {
        return start(folder, environment, launching(words), Optional.empty());
    }

    private static List<String> launching(List<String> words) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER));
        command.addAll(words);
        return command;
    }

    private static BuiltServer start(Path folder, Map<String, String> environment, List<String> command, Optional<Kept> kept) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            BuiltServer server = new BuiltServer(builder.start(), kept);
            try {
                server.awaitAddresses();
                return server;
            } catch (RuntimeException | Error e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (printed) {
                    printed.add(line);
                    printed.notifyAll();
                }
            }
        } catch (IOException e) {
            synchronized (printed) {
                printed.add("(the output broke off: " + e.getMessage() + ")");
            }
        } finally {
            synchronized (printed) {
                ended = true;
                printed.notifyAll();
            }
        }
    }

    private void awaitAddresses() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
        synchronized (printed) {
            while (find(HTTP).isEmpty() || find(HTTPS).isEmpty() || (kept.isPresent()
                    ? find(SERVING).isEmpty()
                    : find(KEY_SECRET).isEmpty() || find(AUTHORITY).isEmpty())) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (ended || left <= 0) {
                    throw new IllegalStateException("the built program " + (ended ? "ended" : "took too long") + " before it said where it listens. It printed:\n"
                            + String.join("\n", printed));
                }
                try {
                    printed.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while the built program started", e);
                }
            }
        }
    }

    private String find(Pattern pattern) {
        synchronized (printed) {
            return find(pattern, printed);
        }
    }

    private static String find(Pattern pattern, List<String> lines) {
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    if (matcher.group(group) != null) {
                        return matcher.group(group);
                    }
                }
            }
        }
        return "";
    }

    /** Where it listens. */
    Endpoint endpoint() {
        return new Endpoint(find(HTTP), find(HTTPS), kept.map(Kept::authority).orElseGet(() -> Path.of(find(AUTHORITY))));
    }

    /** The operator's own keys: as development printed them, or from the file that the first start of production wrote. */
    Keys keys() {
        return kept.map(files -> keys(files.keyFile())).orElseGet(() -> new Keys(find(KEY_ID), find(KEY_SECRET)));
    }

    private static Keys keys(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new Keys(find(KEY_ID, lines), find(KEY_SECRET, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything printed so far. */
    String printed() {
        synchronized (printed) {
            return String.join("\n", printed);
        }
    }

    /** The process id of the server itself: the launcher replaces itself by it. */
    long pid() {
        return process.pid();
    }

    /** kill -9: no shutdown hook runs, nothing is flushed. Returns when the process is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to stop, as a service manager would, and waits; the exit code. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the built program did not stop within " + END_SECONDS_MAX + " s. It printed:\n" + printed());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the built program stopped", e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }
}
