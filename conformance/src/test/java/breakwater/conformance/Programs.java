package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs of this machine that are run to their end, and the npm packages that some of them need. */
final class Programs {

    /** Several times what any of them takes, and less than a test may take at all: then what it printed is not lost. */
    static final Duration LONGEST = Duration.ofMinutes(7);

    private Programs() {}

    /**
     * Installs what the lock file of a folder names, unless that is done; classes of tests that run at the same time wait for each other here. What npm writes last
     * tells, by its age, as it does to the launcher.
     */
    static synchronized void install(Path folder) throws IOException, InterruptedException {
        Path installed = folder.resolve("node_modules/.package-lock.json");
        Path lock = folder.resolve("package-lock.json");
        if (!Files.exists(installed) || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) < 0) {
            // Install scripts of packages are not run: none of them needs one.
            run(folder, Map.of(), List.of("npm", "ci", "--ignore-scripts", "--no-progress"));
        }
    }

    /** Runs a program in a folder, with more in its environment; what it printed. It must end well. */
    static String run(Path folder, Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        return run(folder, environment, command, LONGEST);
    }

    /** The same, but not for long. */
    static String run(Path folder, Map<String, String> environment, List<String> command, Duration longest)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(longest);
            if (!ended) {
                end(process);
            }
            String printed = Files.readString(output);
            assertThat(ended).as("%s ended within %s. It printed:%n%s", String.join(" ", command), longest, printed).isTrue();
            // On one line, because a log that is looked through line by line shows no more of a failure than that.
            assertThat(process.exitValue()).as("%s printed: %s, and ended with", String.join(" ", command), printed.strip().replaceAll("\\s*\\R\\s*", " | ")).isZero();
            return printed;
        } finally {
            Files.delete(output);
        }
    }

    /** Ends a program and everything that it started, such as a browser. All are looked up first: who loses a parent is nobody's descendant. */
    static void end(Process process) throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }
}
