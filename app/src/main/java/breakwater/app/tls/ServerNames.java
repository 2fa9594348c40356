package breakwater.app.tls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names under which clients reach the service: this machine's own, and the vendor's public endpoint names for the
 * regions the products have, so that a client whose connection is redirected (a hosts file, a connect override) finds the
 * name it asked for. Source of the names: {@code contract/endpoints.json}.
 */
public final class ServerNames {
    /** The names of the machine itself. */
    public static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");

    private static final List<String> REGIONS = List.of("cn-hangzhou", "ap-southeast-1");
    private static final String ENDPOINTS = "/breakwater/control/contract/endpoints.json";

    private ServerNames() {
    }

    /** All names, with these of an operator's own. */
    public static Set<String> with(Collection<String> more) {
        Set<String> names = new TreeSet<>(LOCAL);
        names.addAll(more);
        try (InputStream resource = ServerNames.class.getResourceAsStream(ENDPOINTS)) {
            for (JsonNode product : new ObjectMapper().readTree(resource).path("endpoints")) {
                add(names, product.path("global").asText());
                product.path("regions").forEach(host -> add(names, host.asText()));
                product.path("terraform_hosts").forEach(host -> add(names, host.asText()));
                for (String region : REGIONS) {
                    add(names, product.path("rule_host").asText().replace("{region}", region));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + ENDPOINTS, e);
        }
        return names;
    }

    private static void add(Set<String> names, String host) {
        if (!host.isEmpty()) {
            names.add(host);
        }
    }
}
