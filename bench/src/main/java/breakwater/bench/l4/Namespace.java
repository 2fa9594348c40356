package breakwater.bench.l4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A network namespace made here and removed again. */
final class Namespace implements AutoCloseable {
    private static final long COMMAND_SECONDS = 10;

    private final String name;
    private final Thread atExit = new Thread(this::remove);

    private Namespace(String name) {
        this.name = name;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Makes one with loopback up. */
    static Namespace create(String role) throws IOException, InterruptedException {
        Namespace made = new Namespace("breakwater-" + role + "-" + ProcessHandle.current().pid());
        command("ip", "netns", "add", made.name);
        made.inside("ip", "link", "set", "lo", "up");
        return made;
    }

    String name() {
        return name;
    }

    String path() {
        return "/run/netns/" + name;
    }

    /** Runs a command in it, to its end. */
    void inside(String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
        whole.addAll(Arrays.asList(command));
        command(whole.toArray(String[]::new));
    }

    /** Runs a command to its end. */
    static void command(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    private void remove() {
        try {
            new ProcessBuilder("ip", "netns", "delete", name).inheritIO().start().waitFor(COMMAND_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            System.err.println("the network namespace " + name + " is left: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
