package breakwater.control.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The vendor's endpoint host names, which clients keep sending in {@code Host}: each names a region. Immutable. */
public final class Endpoints {
    private final Map<String, String> regionByHost;

    private Endpoints(Map<String, String> regionByHost) {
        this.regionByHost = regionByHost;
    }

    /** Reads the endpoints resource. */
    public static Endpoints load() {
        Map<String, String> regions = new HashMap<>();
        try (InputStream in = Endpoints.class.getResourceAsStream("endpoints.json")) {
            if (in == null) {
                throw new IOException("the resource endpoints.json is missing from the program");
            }
            for (JsonNode product : new ObjectMapper().readTree(in).get("endpoints")) {
                // Only a host that is one region's alone names a region: business.aliyuncs.com serves dozens.
                for (String table : new String[] {"regions", "vpc_regions"}) {
                    product.path(table).properties().forEach(entry -> regions.merge(
                            entry.getValue().asText().toLowerCase(Locale.ROOT), entry.getKey(),
                            (one, other) -> one.equals(other) ? one : ""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the endpoints", e);
        }
        regions.values().removeIf(String::isEmpty);
        return new Endpoints(Map.copyOf(regions));
    }

    /** The region that a Host header names, with or without a port. */
    public Optional<String> region(String host) {
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        return Optional.ofNullable(regionByHost.get(name.toLowerCase(Locale.ROOT)));
    }
}
