package breakwater.app.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.model.snapshot.ProtectionSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    private static final ProtectionSnapshot SNAPSHOT = Snapshots.at(7, "one", "two");

    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenIsReadByTheNextProcessAndByNobodyElse() throws Exception {
        Path path = folder.resolve("snapshot");
        assertThat(SnapshotFile.open(path).read()).isEmpty();
        SnapshotFile.open(path).write(SNAPSHOT);
        assertThat(SnapshotFile.open(path).read()).contains(SNAPSHOT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
    }

    @Test
    void anyByteThatChangedOrWentMissingIsNoticed() throws IOException {
        Path path = folder.resolve("snapshot");
        SnapshotFile.open(path).write(SNAPSHOT);
        byte[] whole = Files.readAllBytes(path);
        for (int at = 0; at < whole.length; at += 37) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(path, damaged);
            assertThatThrownBy(() -> SnapshotFile.open(path).read()).as("byte %d", at).isInstanceOf(IOException.class);
        }
        for (int length : new int[] {0, 10, 60, whole.length - 1}) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SnapshotFile.open(path).read()).as("%d bytes", length).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anOlderSnapshotDoesNotReplaceANewerOne() throws Exception {
        Path path = folder.resolve("snapshot");
        SnapshotFile file = SnapshotFile.open(path);
        file.write(SNAPSHOT);
        assertThatIllegalArgumentException().isThrownBy(() -> file.write(Snapshots.at(6, "one")));
        assertThat(SnapshotFile.open(path).read()).contains(SNAPSHOT);
    }
}
