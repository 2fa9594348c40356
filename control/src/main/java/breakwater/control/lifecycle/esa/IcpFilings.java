package breakwater.control.lifecycle.esa;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which domains have an ICP filing, so that sites of theirs may be served in the Chinese mainland. This server asks no
 * register: its operator keeps the list. A filing covers the domain and every name below it. Immutable; used from any thread.
 *
 * @param domains in any case; {@link #ALL} among them stands for every domain
 */
public record IcpFilings(Set<String> domains) {
    /** Stands for every domain. */
    public static final String ALL = "*";

    public IcpFilings {
        domains = domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * For development: names that nobody can own are filed ({@code example.com}, {@code example.cn}, {@code example.com.cn},
     * {@code filed.example}) and no other is, so that both answers can be rehearsed.
     */
    public static IcpFilings development() {
        return new IcpFilings(Set.of("example.com", "example.cn", "example.com.cn", "filed.example"));
    }

    /** Whether a site of this name may be served in the Chinese mainland. */
    public boolean covers(SiteName name) {
        if (domains.contains(ALL)) {
            return true;
        }
        // From the name upwards, so that a long list costs nothing.
        String candidate = name.text();
        while (!domains.contains(candidate)) {
            int dot = candidate.indexOf('.');
            if (dot < 0) {
                return false;
            }
            candidate = candidate.substring(dot + 1);
        }
        return true;
    }
}
