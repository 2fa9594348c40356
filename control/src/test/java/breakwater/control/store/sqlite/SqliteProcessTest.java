package breakwater.control.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.store.Row;
import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes on one folder, and a process killed at any moment. Killing keeps what the operating system has cached,
 * so this shows that a crash of the program loses nothing; it does not show what a loss of power does.
 * {@code -Dbreakwater.kills=N} kills more often.
 */
class SqliteProcessTest {
    private static final int KILLS = Integer.getInteger("breakwater.kills", 8);
    private static final int LINES_BEFORE_KILL_MAX = 400;

    @TempDir
    Path folder;

    /**
     * Regression: what the process itself says stands alone on its output. A Java runtime that finds options in its environment, as here always,
     * says so on the other stream, and was once taken for the process.
     */
    private static Process start(Path folder, String name) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                WriterLoop.class.getName(), folder.toString(), name).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().merge("JAVA_TOOL_OPTIONS", "-Xmx64m", (present, added) -> present + " " + added);
        return builder.start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void aSecondProcessIsToldWhoHoldsTheFolderAndChangesNothing() throws Exception {
        Process holder = start(folder, "holder");
        try (BufferedReader told = output(holder)) {
            assertThat(told.readLine()).isEqualTo("open " + holder.pid());
            assertThatThrownBy(() -> SqliteStore.open(folder, WriterLoop.SCHEMA)).isInstanceOf(StoreFailure.class)
                    .hasMessage("the data folder " + folder + " is in use by process " + holder.pid()
                            + "; stop it or use --data with another folder");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        try (Store store = SqliteStore.open(folder, WriterLoop.SCHEMA)) {
            // Regression: a refused second opening by the holder itself closed a descriptor of the lock file, by which
            // POSIX lets go of every lock that the process has on it; the next process then got in.
            assertThatThrownBy(() -> SqliteStore.open(folder, WriterLoop.SCHEMA)).isInstanceOf(StoreFailure.class);
            Process second = start(folder, "second");
            try (BufferedReader told = output(second)) {
                assertThat(told.readLine()).contains("refused").contains("in use by process " + ProcessHandle.current().pid());
            } finally {
                second.destroyForcibly().waitFor();
            }
            assertThat(store.answers()).isTrue();
        }
    }

    @Test
    void aKilledProcessLosesNoAcknowledgedWriteAndKeepsNoHalfOfOne() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int before = acknowledged.size();
            runAndKill("k" + kill, random.nextInt(LINES_BEFORE_KILL_MAX), acknowledged);
            assertThat(acknowledged.size()).as("acknowledged writes before kill %d, seed %d", kill, seed).isGreaterThan(before);
            try (Store store = SqliteStore.open(folder, WriterLoop.SCHEMA)) {
                assertSound(store, acknowledged, "after kill " + kill + " of seed " + seed);
            }
        }
    }

    /** Lets the process acknowledge at least one write and about as many as told, kills it, and reads what it still said. */
    private void runAndKill(String name, int lines, Set<String> acknowledged) throws IOException, InterruptedException {
        Process writer = start(folder, name);
        try (BufferedReader told = output(writer)) {
            assertThat(told.readLine()).startsWith("open");
            int read = 0;
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                // The last line may have been cut off by the kill; it counts only if it is whole.
                if (line.matches("acknowledged \\S+-\\d-\\d+")) {
                    acknowledged.add(line.substring("acknowledged ".length()));
                }
                if (read++ == lines) {
                    // Through the handle: the process's own method would also close the stream that is still read.
                    writer.toHandle().destroyForcibly();
                }
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    private static void assertSound(Store store, Set<String> acknowledged, String when) {
        List<String> verdict = store.read(tx -> tx.list("PRAGMA integrity_check", Row::text));
        assertThat(verdict).as(when).containsExactly("ok");
        Set<String> whole = new HashSet<>();
        store.read(tx -> tx.list("SELECT id FROM written", Row::text))
                .forEach(id -> whole.add(id.substring(0, id.lastIndexOf('/'))));
        long odd = store.read(tx -> tx.number("SELECT COUNT(*) FROM (SELECT SUBSTR(id, 1, LENGTH(id) - 2) AS write_id"
                + " FROM written GROUP BY write_id HAVING COUNT(*) <> 2) AS odd"));
        assertThat(odd).as("half writes, %s", when).isZero();
        assertThat(whole).as(when).containsAll(acknowledged);
    }

    /**
     * The limit on a file's size makes the write to the log fail in the middle of commits, as a failing disk does; the
     * store must refuse, and go on by itself once the disk is back.
     */
    @Test
    void anIoErrorLosesNoAcknowledgedWriteAndPassesOnceTheDiskIsBack() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        Set<String> failed = new HashSet<>();
        Process writer = start(folder, "io");
        try (BufferedReader told = output(writer)) {
            assertThat(told.readLine()).startsWith("open");
            readUntil(told, acknowledged, failed, () -> acknowledged.size() > 200);
            limitFileBytes(writer, "65536");
            readUntil(told, acknowledged, failed, () -> failed.size() > 40);
            limitFileBytes(writer, "unlimited");
            int before = acknowledged.size();
            readUntil(told, acknowledged, failed, () -> acknowledged.size() > before + 1_000);
        } finally {
            writer.toHandle().destroyForcibly();
            writer.waitFor();
        }
        try (Store store = SqliteStore.open(folder, WriterLoop.SCHEMA)) {
            assertSound(store, acknowledged, "after an I/O error");
            for (String id : failed) {
                long rows = store.read(tx -> tx.number("SELECT COUNT(*) FROM written WHERE id = ?", id + "/1"));
                assertThat(rows).as("a refused write").isZero();
            }
        }
    }

    private static void limitFileBytes(Process process, String soft) throws IOException, InterruptedException {
        Process limit = new ProcessBuilder("prlimit", "--pid=" + process.pid(), "--fsize=" + soft + ":unlimited").inheritIO().start();
        assertThat(limit.waitFor()).as("prlimit").isZero();
    }

    private static void readUntil(BufferedReader told, Set<String> acknowledged, Set<String> failed, BooleanSupplier enough)
            throws IOException {
        String line = "";
        while (line != null && !enough.getAsBoolean()) {
            line = told.readLine();
            assertThat(line).as("the writing process has ended").isNotNull();
            String id = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith("acknowledged ")) {
                acknowledged.add(id);
            } else if (line.startsWith("failed ")) {
                failed.add(id);
            }
        }
    }

    @Test
    void aFolderThatIsNotOursStaysAsItIs() throws Exception {
        Files.writeString(folder.resolve("breakwater.db"), "this is no database, but more than a hundred bytes of text. ".repeat(20));
        byte[] before = Files.readAllBytes(folder.resolve("breakwater.db"));
        assertThatThrownBy(() -> SqliteStore.open(folder, WriterLoop.SCHEMA)).isInstanceOf(StoreFailure.class);
        assertThat(Files.readAllBytes(folder.resolve("breakwater.db"))).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("breakwater.db", "lock", "process");
        }
    }
}
