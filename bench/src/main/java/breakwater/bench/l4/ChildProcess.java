package breakwater.bench.l4;

import breakwater.bench.LauncherFlags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that this one started and ends, whatever happens; with those that it started itself. */
final class ChildProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 5;
    private static final List<String> JAVA_PROPERTIES = List.of("-Dfile.encoding=UTF-8", "-Duser.language=en", "-Djava.awt.headless=true",
            "-D" + EdgeServer.COUNTRIES + "=" + System.getProperty(EdgeServer.COUNTRIES, ""));

    private final Process process;
    private final BufferedReader out;
    private final Thread atExit;

    private ChildProcess(Process process) {
        this.process = process;
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        atExit = new Thread(this::kill);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static ChildProcess start(Placement placement, List<String> command) throws IOException {
        return new ChildProcess(new ProcessBuilder(placement.command(command)).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** A JVM of its own, so that no two that are compared share a heap or a warm compiler. */
    static ChildProcess java(Placement placement, List<String> flags, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(LauncherFlags.all());
        command.addAll(JAVA_PROPERTIES);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return start(placement, command);
    }

    /** The rest of the next line that begins with this word. */
    String awaitLine(String word) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(word)) {
                return line.substring(word.length()).strip();
            }
        }
        throw new IOException("the process ended before it said " + word);
    }

    /** Says a line to its standard input. */
    void say(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Its resident memory and that of the processes it started, in bytes. What the kernel holds for its sockets is no part of it. */
    long residentBytes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).mapToLong(handle -> resident(handle.pid())).sum();
    }

    /** The processor time that it and the processes it started have used; the kernel counts it in steps of 10 ms. */
    Duration processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    private static long resident(long processId) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(processId), "status"))) {
            OptionalInt kibibytes = lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", ""))).findFirst();
            return kibibytes.orElse(0) * 1024L;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
                process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
