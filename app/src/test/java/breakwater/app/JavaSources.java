package breakwater.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Java sources of all modules, those of tests too. Only the modules' {@code src} are looked into: in what is built or fetched beside them files
 * come and go while tests run, which ends a walk through it.
 */
final class JavaSources {
    private JavaSources() {
    }

    static List<Path> all() {
        try (Stream<Path> modules = Files.list(Program.root())) {
            return modules.map(module -> module.resolve("src")).filter(Files::isDirectory).flatMap(JavaSources::below).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
