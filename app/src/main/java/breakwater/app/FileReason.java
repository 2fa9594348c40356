package breakwater.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, in words for whoever has to mend it. Pure. */
public final class FileReason {
    private FileReason() {
    }

    /** A few words, without the name of a class. */
    public static String of(IOException thrown) {
        return switch (thrown) {
            case NoSuchFileException absent -> "there is no " + absent.getFile();
            case AccessDeniedException denied -> "this user may not use " + denied.getFile();
            case FileAlreadyExistsException present -> present.getFile() + " is there already";
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> String.valueOf(thrown.getMessage());
        };
    }
}
