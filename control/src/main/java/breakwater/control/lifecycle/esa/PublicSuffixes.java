package breakwater.control.lifecycle.esa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The suffixes of more than one label under which names are registered, such as {@code com.cn}: the common ones, in
 * {@code public-suffixes.txt} beside this class. Every last label is a suffix without being listed. A suffix that is missing
 * there makes names below it count as subdomains, which is the safe side: they are refused below an Enterprise plan.
 */
final class PublicSuffixes {
    private static final Set<String> LISTED = load();

    private PublicSuffixes() {
    }

    static boolean contains(String name) {
        return LISTED.contains(name);
    }

    private static Set<String> load() {
        try (InputStream in = PublicSuffixes.class.getResourceAsStream("public-suffixes.txt")) {
            if (in == null) {
                throw new IOException("the resource public-suffixes.txt is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of public suffixes", e);
        }
    }
}
