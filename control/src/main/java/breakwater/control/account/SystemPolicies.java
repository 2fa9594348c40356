package breakwater.control.account;

import breakwater.control.authorize.RamPolicy;
import breakwater.control.authorize.RamPolicyFault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The RAM policies that exist for every account, read from the resource {@code system-policies.json}. Immutable; used from
 * any thread.
 */
final class SystemPolicies {
    private static final String RESOURCE = "system-policies.json";

    private final Map<String, SystemPolicy> byName;

    private SystemPolicies(Map<String, SystemPolicy> byName) {
        this.byName = byName;
    }

    /** A system policy: its text as it is shown, and parsed. */
    record SystemPolicy(String name, String description, String document, RamPolicy parsed) {
    }

    /** @throws UncheckedIOException if the resource is missing or wrong: the program is damaged and must not start */
    static SystemPolicies load() {
        Map<String, SystemPolicy> byName = new TreeMap<>();
        try (InputStream in = SystemPolicies.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("it is missing");
            }
            for (JsonNode node : new ObjectMapper().readTree(in)) {
                String document = node.get("document").toString();
                byName.put(node.get("name").asText(), new SystemPolicy(node.get("name").asText(),
                        node.get("description").asText(), document, RamPolicy.parse(document)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        } catch (RamPolicyFault e) {
            throw new UncheckedIOException(new IOException(RESOURCE + ": " + e.getMessage()));
        }
        return new SystemPolicies(Collections.unmodifiableMap(byName));
    }

    Optional<SystemPolicy> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them, by name. */
    Collection<SystemPolicy> all() {
        return byName.values();
    }
}
