package breakwater.control.store.sqlite;

import breakwater.control.store.StoreFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a data folder for this process alone, from construction to {@link #close()} or the process's death, however that
 * comes: the operating system lets go of the lock on the file {@code lock}, so a left-over file means nothing. Who holds
 * it is written in the file {@code process}.
 *
 * <p>POSIX forgets every lock of a process on a file when the process closes <em>any</em> descriptor of that file. So the
 * lock file is never opened a second time in one process: not to read it, which is why the process's number lies in a
 * file of its own, and not by a second store on the same folder, which {@link #HELD} refuses first.
 */
final class DataFolderLock implements AutoCloseable {
    /** The real paths of the folders this process holds; as many as it has stores. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    /** @throws StoreFailure if another process, or another store of this one, uses the folder */
    DataFolderLock(Path directory) {
        try {
            folder = directory.toRealPath();
            if (!HELD.add(folder)) {
                throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
            }
        } catch (IOException e) {
            throw cannotLock(directory, e);
        }
        FileChannel opened = null;
        boolean held = false;
        try {
            opened = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (opened.tryLock() == null) {
                throw inUse(directory, holder());
            }
            Files.writeString(folder.resolve("process"), Long.toString(ProcessHandle.current().pid()), StandardCharsets.UTF_8);
            channel = opened;
            held = true;
        } catch (IOException e) {
            throw cannotLock(directory, e);
        } finally {
            if (!held) {
                HELD.remove(folder);
                close(opened);
            }
        }
    }

    private String holder() throws IOException {
        try {
            return Files.readString(folder.resolve("process"), StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException e) {
            return "(just starting)";
        }
    }

    private static StoreFailure inUse(Path directory, String process) {
        return new StoreFailure("the data folder " + directory + " is in use by process " + process
                + "; stop it or use --data with another folder", null);
    }

    private static StoreFailure cannotLock(Path directory, IOException cause) {
        return new StoreFailure("the data folder " + directory + " cannot be locked: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        close(channel);
        HELD.remove(folder);
    }

    private static void close(FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreFailure("could not let go of the data folder: " + e.getMessage(), e);
        }
    }
}
