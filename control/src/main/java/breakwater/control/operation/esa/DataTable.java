package breakwater.control.operation.esa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the tables beside this class: a row a line, cells apart by tabs, lines that start with {@code #} are notes. */
final class DataTable {
    private DataTable() {
    }

    /** @throws IllegalArgumentException if a row has another number of cells: the program must not start */
    static List<List<String>> read(String resource, int cells) {
        try (InputStream in = DataTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the resource " + resource + " is missing from the program");
            }
            List<List<String>> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (line.startsWith("#") || line.isBlank()) {
                    continue;
                }
                List<String> row = List.of(line.split("\t", -1));
                if (row.size() != cells) {
                    throw new IllegalArgumentException(resource + ": a row needs " + cells + " cells: " + line);
                }
                rows.add(row);
            }
            return List.copyOf(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
