package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.contract.JsonReader;
import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.AddressFamily;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.protection.SourceListing;
import breakwater.control.protection.SourceListing.Origin;
import breakwater.control.protection.SourceListings;
import breakwater.control.protection.SourceNetwork;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** How source lists stand on the wire. Pure functions that refuse. */
final class SourceWords {
    /** The least keyword: with fewer characters nearly everything matches. The documents say more than three and show three. */
    static final int KEYWORD_LEAST = 3;

    private SourceWords() {
    }

    /** The sources that a JSON text such as {@code [{"src":"192.0.2.1"}]} names, each once, of the instance's address family. */
    static Set<SourceNetwork> sources(String parameter, String text, DdosInstance instance) {
        JsonNode list = JsonReader.read(text).filter(JsonNode::isArray)
                .orElseThrow(() -> invalid(parameter, "it must be a JSON array of objects with the field src"));
        if (list.isEmpty()) {
            throw invalid(parameter, "it must name a source");
        }
        if (list.size() > SourceListings.MANUAL_MAX) {
            throw full(parameter);
        }
        boolean ipv4 = instance.specification().addressFamily() == AddressFamily.IPV4;
        Set<SourceNetwork> sources = new LinkedHashSet<>();
        for (int at = 0; at < list.size(); at++) {
            String name = parameter + "." + (at + 1) + ".src";
            JsonNode source = list.get(at).path("src");
            if (source.isMissingNode() || source.isNull() || source.isTextual() && source.asText().isEmpty()) {
                throw new Refusal(GatewayError.MISSING_PARAMETER, name);
            }
            if (!source.isTextual()) {
                throw invalid(name, "it must be a text");
            }
            SourceNetwork network = network(name, source.asText());
            if (network.ipv4() != ipv4) {
                throw invalid(name, "the instance has an " + (ipv4 ? "IPv4" : "IPv6") + " address and sees no other sources");
            }
            sources.add(network);
        }
        return sources;
    }

    private static SourceNetwork network(String name, String text) {
        try {
            return SourceNetwork.parse(text);
        } catch (IllegalArgumentException e) {
            throw invalid(name, e.getMessage());
        }
    }

    /** Whom a QueryType restricts a list to; absent is everybody. */
    static Optional<Origin> origin(Optional<String> queryType) {
        return queryType.filter(Predicate.not(String::isEmpty)).map(type -> switch (type) {
            case "manual" -> Origin.MANUAL;
            case "auto" -> Origin.AUTOMATIC;
            default -> throw invalid("QueryType", "it must be manual or auto");
        });
    }

    /** An entry's Type. */
    static String type(SourceListing listing) {
        return switch (listing.origin()) {
            case MANUAL -> "manual";
            case AUTOMATIC -> "auto";
        };
    }

    /** When an entry expires, in seconds since 1970; 0 for never. */
    static long endSeconds(SourceListing listing) {
        return listing.expiresAt() == Long.MAX_VALUE ? 0 : listing.expiresAt() / 1_000;
    }

    /** What the texts of wanted entries start with; empty for all. */
    static String prefix(Optional<String> keyWord) {
        String word = keyWord.orElse("");
        if (!word.isEmpty() && word.length() < KEYWORD_LEAST) {
            throw invalid("KeyWord", "it must have " + KEYWORD_LEAST + " characters or more");
        }
        return word.toLowerCase(Locale.ROOT);
    }

    static Refusal full(String list) {
        return new Refusal(DdoscooError.LIST_FULL, list, String.valueOf(SourceListings.MANUAL_MAX));
    }

    private static Refusal invalid(String parameter, String why) {
        return new Refusal(GatewayError.INVALID_PARAMETER, parameter, why);
    }
}
