package breakwater.app.link;

import breakwater.model.snapshot.ProtectionSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The last good snapshot on an edge's disk: what it protects with when it starts and no control node answers. One line that names the
 * format, 32 bytes of SHA-256, then the snapshot. It is replaced whole, so a crash leaves the old or the new one. One thread.
 */
public final class SnapshotFile {
    private static final byte[] FORMAT_LINE = ("breakwater snapshot " + Hello.FORMAT + "\n").getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;

    private final Path file;
    /** None once it was read: it would hold that snapshot for as long as the edge runs. */
    private Optional<FutureTask<Optional<ProtectionSnapshot>>> reading = Optional.empty();
    private long revision;

    private SnapshotFile(Path file) {
        this.file = file;
    }

    /**
     * Begins to read it, on a thread of its own: a plane has time to start meanwhile.
     *
     * @param file where it is kept; its folder must exist
     */
    public static SnapshotFile open(Path file) {
        SnapshotFile opened = new SnapshotFile(file);
        FutureTask<Optional<ProtectionSnapshot>> reading = new FutureTask<>(opened::content);
        opened.reading = Optional.of(reading);
        Thread.ofPlatform().daemon().name("snapshot").start(reading);
        return opened;
    }

    /**
     * The snapshot that was in the file when it was opened; empty if there was none yet. Once.
     *
     * @throws IOException if there is a file and it is not a whole snapshot of this format; it is left as it is
     */
    Optional<ProtectionSnapshot> read() throws IOException, InterruptedException {
        Optional<ProtectionSnapshot> read;
        try {
            read = reading.orElseThrow(() -> new IllegalStateException("it was read before")).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            reading = Optional.empty();
        }
        read.ifPresent(snapshot -> revision = Math.max(revision, snapshot.revision()));
        return read;
    }

    private Optional<ProtectionSnapshot> content() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        int body = FORMAT_LINE.length + DIGEST_BYTES;
        if (bytes.length < body || !Arrays.equals(bytes, 0, FORMAT_LINE.length, FORMAT_LINE, 0, FORMAT_LINE.length)) {
            throw new IOException(file + " is not a snapshot of format " + Hello.FORMAT);
        }
        byte[] snapshot = Arrays.copyOfRange(bytes, body, bytes.length);
        if (!MessageDigest.isEqual(digest(snapshot), Arrays.copyOfRange(bytes, FORMAT_LINE.length, body))) {
            throw new IOException(file + " is damaged: its content does not have its digest");
        }
        return Optional.of(WireFormat.read(snapshot, ProtectionSnapshot.class));
    }

    /**
     * Puts a snapshot in the place of the one before; on disk when this returns.
     *
     * @throws IllegalArgumentException if it is older than the one that is there
     * @throws IOException              if it cannot be written; the old one is still there
     */
    void write(ProtectionSnapshot snapshot) throws IOException {
        if (snapshot.revision() < revision) {
            throw new IllegalArgumentException("revision " + snapshot.revision() + " is older than " + revision);
        }
        byte[] body = WireFormat.write(snapshot);
        ByteBuffer bytes = ByteBuffer.allocate(FORMAT_LINE.length + DIGEST_BYTES + body.length)
                .put(FORMAT_LINE).put(digest(body)).put(body).flip();
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        try (FileChannel channel = FileChannel.open(whole, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
        revision = snapshot.revision();
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
