package breakwater.control.lifecycle.esa;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Reads a list of domain names: one a line, in any case; empty lines and what follows a {@code #} do not count. */
final class DomainList {
    private DomainList() {
    }

    static Set<String> read(String text) {
        Set<String> domains = new LinkedHashSet<>();
        text.lines().map(line -> line.replaceFirst("#.*", "").strip().toLowerCase(Locale.ROOT))
                .filter(line -> !line.isEmpty()).forEach(domains::add);
        return Set.copyOf(domains);
    }
}
