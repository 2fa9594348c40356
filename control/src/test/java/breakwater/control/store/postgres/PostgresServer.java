package breakwater.control.store.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL server for tests: one for the whole JVM, started when first asked for, on an ephemeral port of
 * 127.0.0.1, with its files in a temporary folder. Each {@link #freshDatabase()} is empty and belongs to its caller.
 * Tests of other modules compile this class by its source, so it imports nothing of the program (ProgramDatabase does).
 *
 * <p>PostgreSQL refuses to run as root, so a root process starts it as {@code nobody}. A small shell stands between: it
 * waits for the end of its input, which comes when this JVM ends in whatever way, and then stops the server. Nothing is
 * flushed to the disk, and memory is kept small. The binaries come from the class path and are unpacked once per user.
 */
public final class PostgresServer {
    private static final String VERSION = "18.6.0";
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String USER = "breakwater";
    private static final String PASSWORD = "loopback only";
    private static final int STARTS_MAX = 5;
    private static final int STOP_SECONDS_MAX = 10;
    private static final int NOBODY = 65_534;
    /** What PostgreSQL itself copies new databases from. */
    private static final String EMPTY = "template1";

    private final Path folder;
    private final Path binaries;
    private final boolean root;
    private final AtomicInteger databases = new AtomicInteger();
    private int port;

    /** Where a database is and how to get in. */
    public record Database(String url, String user, String password) {
    }

    /** The server starts with the class's first use, and only once. */
    private static final class Running {
        static final PostgresServer SERVER = new PostgresServer();
    }

    private PostgresServer() {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            binaries = unpack(temporary);
            folder = Files.createTempDirectory(temporary, "breakwater-postgres-data-");
            root = (Integer) Files.getAttribute(folder, "unix:uid") == 0;
            if (root) {
                Files.setAttribute(folder, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            }
            initialize();
            start();
        } catch (IOException e) {
            throw new UncheckedIOException("could not start PostgreSQL", e);
        }
    }

    /** A new, empty database that nobody else knows of. */
    public static Database freshDatabase() {
        return Running.SERVER.createNext(EMPTY);
    }

    /** A new database that nobody else knows of, with all that is in another one, which nobody is connected to. */
    static Database copyOf(Database template) {
        return Running.SERVER.createNext(template.url().substring(template.url().lastIndexOf('/') + 1));
    }

    private Database createNext(String template) {
        String name = "test_" + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("could not create the database " + name, e);
        }
        return new Database(url(name), USER, PASSWORD);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void initialize() throws IOException {
        Path secret = folder.resolve("password");
        Files.writeString(secret, PASSWORD, StandardCharsets.UTF_8);
        if (root) {
            Files.setAttribute(secret, "unix:uid", NOBODY);
        }
        List<String> command = asUnprivileged(List.of(binaries.resolve("bin/initdb").toString(), "-D", data(), "-U", USER,
                "--pwfile", secret.toString(), "--auth=scram-sha-256", "--set=scram_iterations=1", "--encoding=UTF8", "--locale=C",
                "--no-sync"));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (exitCode(process) != 0) {
            throw new IOException("initdb failed: " + output);
        }
    }

    private void start() throws IOException {
        IOException last = new IOException("no attempt was made");
        for (int attempt = 0; attempt < STARTS_MAX; attempt++) {
            port = freePort();
            List<String> server = asUnprivileged(List.of(binaries.resolve("bin/postgres").toString(), "-D", data(),
                    "-p", Integer.toString(port), "-h", "127.0.0.1", "-k", folder.toString(), "-c", "fsync=off",
                    "-c", "full_page_writes=off", "-c", "shared_buffers=16MB", "-c", "max_connections=80",
                    "-c", "dynamic_shared_memory_type=mmap", "-c", "jit=off", "-c", "max_wal_size=256MB"));
            // The process's id stays the server's through the change of user, which replaces the program.
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c",
                    "\"$@\" </dev/null & server=$!; cat >/dev/null; kill -QUIT $server; wait $server", "postgres"));
            command.addAll(server);
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            Deque<String> told = new ArrayDeque<>();
            if (becameReady(process, told)) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process), "postgres-stop"));
                return;
            }
            end(process);
            last = new IOException("the server did not start: " + told);
        }
        throw last;
    }

    /** Reads what the server says until it is ready, and leaves a thread behind that goes on reading. */
    private static boolean becameReady(Process process, Deque<String> told) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            told.add(line);
            if (line.contains("ready to accept connections")) {
                Thread.ofPlatform().daemon().name("postgres-output").start(() -> drain(reader));
                return true;
            }
            if (line.contains("FATAL") || line.contains("database system is shut down")) {
                return false;
            }
        }
        return false;
    }

    private static void drain(BufferedReader reader) {
        try (reader) {
            String line = reader.readLine();
            while (line != null) {
                line = reader.readLine();
            }
        } catch (IOException e) {
            System.getLogger(PostgresServer.class.getName()).log(System.Logger.Level.DEBUG, "the server is gone", e);
        }
    }

    /** Leaves the files to a process that outlives this one: a hundred databases are a hundred thousand files, for which no test need wait. */
    private void stop(Process process) {
        end(process);
        try {
            new ProcessBuilder("rm", "-rf", folder.toString()).start();
        } catch (IOException e) {
            System.getLogger(PostgresServer.class.getName()).log(System.Logger.Level.DEBUG, "files of the server stay", e);
        }
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private List<String> asUnprivileged(List<String> command) {
        if (!root) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        whole.addAll(command);
        return whole;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Unpacks into a folder of a temporary name and renames it, so that two JVMs at once do not see half of it. */
    private static Path unpack(Path temporary) throws IOException {
        Path target = temporary.resolve("breakwater-postgres-" + VERSION + "-" + System.getProperty("user.name"));
        if (Files.isExecutable(target.resolve("bin/postgres"))) {
            return target;
        }
        Path making = Files.createTempDirectory(temporary, "breakwater-postgres-unpacking-");
        Files.setPosixFilePermissions(making, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream packed = PostgresServer.class.getResourceAsStream(ARCHIVE)) {
            if (packed == null) {
                throw new IOException("the PostgreSQL binaries for Linux on x86-64 are not on the class path");
            }
            unpack(new TarArchiveInputStream(new XZInputStream(packed)), making);
        }
        try {
            Files.move(making, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            return target;
        } catch (IOException e) {
            // A folder that another JVM has just put there is reported in different ways.
            if (!Files.isExecutable(target.resolve("bin/postgres"))) {
                throw e;
            }
        }
        return target;
    }

    private static void unpack(TarArchiveInputStream archive, Path target) throws IOException {
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            Path file = target.resolve(entry.getName()).normalize();
            if (!file.startsWith(target)) {
                throw new IOException("the archive has an entry outside of itself: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
                continue;
            }
            Files.createDirectories(file.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.copy(archive, file);
                boolean executable = (entry.getMode() & 0b001_000_000) != 0;
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
