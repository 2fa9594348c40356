package breakwater.control.lifecycle.esa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Which domains have an ICP filing, so that sites of theirs may be served in the Chinese mainland. This server asks no
 * register: its operator keeps the list. A filing covers the domain and every name below it. Immutable; used from any thread.
 *
 * @param domains in lower case
 */
public record IcpFilings(Set<String> domains) {

    public IcpFilings {
        domains = Set.copyOf(domains);
    }

    /** The list that comes with the program, for development: {@code icp-filings.txt} beside this class. */
    public static IcpFilings development() {
        try (InputStream in = IcpFilings.class.getResourceAsStream("icp-filings.txt")) {
            if (in == null) {
                throw new IOException("the resource icp-filings.txt is missing from the program");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of filings", e);
        }
    }

    /** An operator's list: one domain a line; empty lines and what follows a {@code #} do not count. */
    public static IcpFilings read(String text) {
        return new IcpFilings(DomainList.read(text));
    }

    /** Whether a site of this name may be served in the Chinese mainland. */
    public boolean covers(SiteName name) {
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
