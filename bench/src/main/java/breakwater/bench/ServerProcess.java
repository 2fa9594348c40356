package breakwater.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own, so that no two that are compared share a heap or a warm compiler. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final List<String> said = new ArrayList<>();

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        int found = 0;
        for (String line = out.readLine(); line != null && found == 0; line = found == 0 ? out.readLine() : null) {
            said.add(line);
            if (line.startsWith("port ")) {
                found = Integer.parseInt(line.substring(5));
            }
        }
        if (found == 0) {
            throw new IOException("the server ended before it listened: " + said);
        }
        port = found;
    }

    static ServerProcess start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx1g"));
        command.addAll(LauncherFlags.all());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ServerProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    int port() {
        return port;
    }

    /** What it printed until it listened. */
    List<String> said() {
        return said;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
