package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.FileReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * The folder of a service on this machine: database, certificates, key file, endpoint file. The embedded store, where there
 * is one, holds it for one process at a time.
 *
 * @param path the folder
 */
public record DataFolder(Path path) {
    /** What seals secrets at rest: AES-256. */
    public static final int MASTER_KEY_BYTES = 32;

    /**
     * The folder, made with mode 0700 if it is not there.
     *
     * @throws CommandFailure if it cannot be made or written
     */
    public static DataFolder at(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw unusable(path, FileReason.of(e));
        }
        if (!Files.isWritable(path)) {
            throw unusable(path, "this user may not write in it");
        }
        return new DataFolder(path);
    }

    private static CommandFailure unusable(Path path, String why) {
        return new CommandFailure("cannot use the data folder " + path, why, "Give a folder that this user may write with --data");
    }

    /** Where keys and certificates of HTTPS are. */
    public Path tls() {
        return path.resolve("tls");
    }

    /** A new random master key, kept nowhere. */
    public static byte[] newMasterKey() {
        byte[] key = new byte[MASTER_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** The key that seals secrets in this folder's database: made at random on first use, mode 0600. */
    public byte[] masterKey() {
        Path file = path.resolve("master.key");
        try {
            if (!Files.exists(file)) {
                try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                    channel.write(ByteBuffer.wrap(newMasterKey()));
                    channel.force(true);
                }
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != MASTER_KEY_BYTES) {
                throw new CommandFailure("the master key " + file + " is damaged", "it has " + key.length + " bytes instead of "
                        + MASTER_KEY_BYTES, "Put the right file back, or start with another data folder");
            }
            return key;
        } catch (IOException e) {
            throw new CommandFailure("cannot use the master key " + file, FileReason.of(e), "Make it readable for this user");
        }
    }
}
