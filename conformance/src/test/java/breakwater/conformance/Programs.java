package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of this machine that are run to their end, and the npm packages that some of them need. */
final class Programs {

    private static final long MINUTES_MAX = 5;

    private Programs() {}

    /** Installs what the lock file of a folder names, unless that is done. What npm writes last tells, by its age, as it does to the launcher. */
    static void install(Path folder) throws IOException, InterruptedException {
        Path installed = folder.resolve("node_modules/.package-lock.json");
        Path lock = folder.resolve("package-lock.json");
        if (!Files.exists(installed) || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) < 0) {
            // Install scripts of packages are not run: none of them needs one.
            run(folder, Map.of(), List.of("npm", "ci", "--ignore-scripts", "--no-progress"));
        }
    }

    /** Runs a program in a folder, with more in its environment; what it printed. It must end well. */
    static String run(Path folder, Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(String.join(" ", command) + " took more than " + MINUTES_MAX + " minutes. It printed:\n" + Files.readString(output));
        }
        String printed = Files.readString(output);
        Files.delete(output);
        assertThat(process.exitValue()).as("%s printed:%n%s", String.join(" ", command), printed).isZero();
        return printed;
    }
}
