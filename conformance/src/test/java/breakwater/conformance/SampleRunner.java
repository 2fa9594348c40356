package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process that runs samples as they were made, one after the other, all in one environment: to start one for each takes many times as long as what
 * they do. It is told which file to run, lets the sample print, and says on a last line with which code a process of the sample's own would have
 * ended. Safe for use by several threads.
 */
final class SampleRunner implements AutoCloseable {

    private static final String ENDING = "@@ exit ";

    private final Process process;
    private final BufferedWriter files;
    private final BufferedReader output;

    private SampleRunner(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.files = process.outputWriter(StandardCharsets.UTF_8);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Runs compiled classes, by their files less {@code .class}. */
    static SampleRunner java(Map<String, String> environment) {
        // It is over before a better compiler or collector would have paid.
        return new SampleRunner(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), JavaSamples.class.getName()), environment);
    }

    /** Runs what TypeScript was compiled to, by its files. */
    static SampleRunner node(Map<String, String> environment) {
        return new SampleRunner(List.of("node", BuiltServer.root().resolve("conformance/node/runner.js").toString()), environment);
    }

    /** Runs a sample; what it printed. It must end well, and not end the process. */
    synchronized String run(Path file) throws InterruptedException {
        StringBuffer printed = new StringBuffer();
        String ending;
        try {
            ending = assertTimeoutPreemptively(Programs.LONGEST, () -> ending(file, printed), () -> file + " printed:\n" + printed);
        } catch (AssertionError tooLong) {
            Programs.end(process);
            throw tooLong;
        }
        assertThat(ending).as("%s printed:%n%s", file, printed).isEqualTo(ENDING + 0);
        return printed.toString();
    }

    private String ending(Path file, StringBuffer printed) throws IOException {
        files.write(file + "\n");
        files.flush();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ENDING)) {
                return line;
            }
            printed.append(line).append('\n');
        }
        return "it ended the process that ran it";
    }

    /** Lets the process end. It must do so by itself, and well: nothing that a sample left behind may go on. */
    @Override
    public synchronized void close() throws IOException {
        files.close();
        try {
            boolean ended = process.waitFor(Programs.LONGEST);
            if (!ended) {
                Programs.end(process);
            }
            assertThat(ended).as("the process ended within %s of its last sample", Programs.LONGEST).isTrue();
            assertThat(process.exitValue()).as("the code it ended with").isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the samples' process ended", e);
        }
    }
}
