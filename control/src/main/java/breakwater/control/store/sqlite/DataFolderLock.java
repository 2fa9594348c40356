package breakwater.control.store.sqlite;

import breakwater.control.store.StoreFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a data folder for this process alone, from construction to {@link #close()} or the process's death, however that
 * comes: the operating system lets go of the lock, so a left-over file {@code lock} means nothing.
 */
final class DataFolderLock implements AutoCloseable {
    private final FileChannel channel;

    /** @throws StoreFailure if another process, or another store of this one, uses the folder */
    DataFolderLock(Path directory) {
        Path file = directory.resolve("lock");
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StoreFailure("the data folder " + directory + " cannot be written to: " + e.getMessage(), e);
        }
        boolean held = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(directory, Files.readString(file, StandardCharsets.UTF_8).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            held = true;
        } catch (OverlappingFileLockException e) {
            throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new StoreFailure("the data folder " + directory + " cannot be locked: " + e.getMessage(), e);
        } finally {
            if (!held) {
                close();
            }
        }
    }

    private static StoreFailure inUse(Path directory, String process) {
        return new StoreFailure("the data folder " + directory + " is in use by process " + process
                + "; stop it or use --data with another folder", null);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreFailure("could not let go of the data folder: " + e.getMessage(), e);
        }
    }
}
