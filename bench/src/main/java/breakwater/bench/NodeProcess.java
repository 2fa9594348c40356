package breakwater.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node of the built program, started as an operator starts it. What it prints goes to a file. It ends with this process at the latest. */
public final class NodeProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Process process;
    private final Path log;
    private final Thread atExit;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts {@code ./breakwater serve}.
     *
     * @param environment its settings; those of this process are none of its
     * @param log         written anew
     */
    public static NodeProcess serve(Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("breakwater.home") + "/breakwater", "serve")
                .directory(log.getParent().toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BREAKWATER_"));
        builder.environment().putAll(environment);
        // A source that changes meanwhile would have the launcher build, and that be measured.
        builder.environment().put("BREAKWATER_BUILD", "never");
        return new NodeProcess(builder.start(), log);
    }

    /** Something that takes place by itself. */
    public interface Reached {
        /** Whether it has taken place. */
        boolean now() throws IOException;
    }

    /** Looks again and again, as long as the node lives, and gives up after two minutes. */
    public void await(String what, Reached reached) throws IOException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.now()) {
            if (System.nanoTime() > giveUp || !process.isAlive()) {
                throw new IOException("in vain awaited: " + what + ". It printed:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Waits until it has printed this; what was found. */
    public Matcher awaitPrinted(Pattern text) throws IOException {
        await("that it prints " + text, () -> text.matcher(Files.readString(log)).find());
        Matcher found = text.matcher(Files.readString(log));
        if (!found.find()) {
            throw new IllegalStateException("a log became shorter");
        }
        return found;
    }

    /** kill -9; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
