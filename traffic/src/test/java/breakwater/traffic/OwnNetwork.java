package breakwater.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A network of a test's own, in which it has every right and outside of which it has none that it did not have before. What is to happen there
 * happens in a JVM of its own. Where the system lets nobody make a network, the test is reported as skipped, with what was said.
 */
final class OwnNetwork {
    private static final long PATIENCE_SECONDS = 120;
    private static final int NOTHING_WRONG = 0;

    private OwnNetwork() {
    }

    /**
     * Runs a main method to its end; it must end with 0.
     *
     * @param folder for what is printed
     * @param setUp  what the shell does first, such as {@code ip link set lo up}; it stops at what fails
     */
    static void run(Path folder, String setUp, Class<?> main) throws IOException, InterruptedException {
        Path tried = folder.resolve("set-up.log");
        Assumptions.assumeTrue(ends(tried, setUp, List.of("true")), () -> "a network of one's own cannot be had here: " + text(tried));
        Path log = folder.resolve("inside.log");
        boolean right = ends(log, setUp, List.of(ProcessHandle.current().info().command().orElse("java"), "--enable-native-access=ALL-UNNAMED",
                "-Dio.netty.leakDetection.level=paranoid", "-cp", System.getProperty("java.class.path"), main.getName()));
        assertThat(right).as(() -> text(log)).isTrue();
    }

    /** Printed to a file: a pipe that is read to its end would be waited for as long as anybody holds it. */
    private static boolean ends(Path log, String setUp, List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of("unshare", "--map-root-user", "--net", "--mount", "sh", "-ec", setUp + "\nexec \"$@\"", "sh"));
        whole.addAll(command);
        Process process;
        try {
            process = new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException noSuchProgram) {
            Files.writeString(log, noSuchProgram.toString());
            return false;
        }
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == NOTHING_WRONG;
        } finally {
            process.destroyForcibly();
        }
    }

    /** A counter of this network, as the kernel names it: {@code counted("snmp", "Ip", "ReasmOKs")}. */
    static long counted(String file, String protocol, String name) throws IOException {
        List<String[]> lines = Files.readAllLines(Path.of("/proc/net", file)).stream().filter(line -> line.startsWith(protocol + ":"))
                .map(line -> line.split(" ")).toList();
        return Long.parseLong(lines.get(1)[Arrays.asList(lines.get(0)).indexOf(name)]);
    }

    /** Ends the JVM with an error where something is not as it should be: nobody looks at assertions of a library there. */
    static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not so: " + what);
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
