package breakwater.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The page that lists every operation of every contract, built or not, and which official clients proved it in this run. */
final class CoveragePage {

    private static final String HEAD = """
            # Coverage

            Every operation of every contract. An operation counts as proven by a client when that client, unmodified, called the built program
            and was answered with success in the run of `conformance/` that wrote this page. An operation that is known but not built answers
            `NotImplemented`, never an empty success.

            Written by `CoverageTest`; do not edit. After a change: `./breakwater test -pl conformance -Dbreakwater.coverage=write`.
            """;

    private CoveragePage() {}

    /** Which operations of a product the server has built, and which it only knows, as its OpenAPI document says. */
    record Operations(Set<String> built, Set<String> known) {

        static Operations of(BuiltServer server, Product product) {
            RawCall.Reply reply = RawCall.get(server.endpoint(), "/openapi/" + product.code() + "/" + product.version() + ".json");
            if (reply.status() != 200) {
                throw new AssertionError("no OpenAPI document of " + product + ": " + reply.status() + " " + reply.text());
            }
            Set<String> built = new TreeSet<>();
            Set<String> known = new TreeSet<>();
            for (JsonNode path : reply.json().path("paths")) {
                for (JsonNode operation : path) {
                    known.add(operation.path("operationId").asText());
                    if (operation.path("x-breakwater-built").asBoolean()) {
                        built.add(operation.path("operationId").asText());
                    }
                }
            }
            return new Operations(built, known);
        }
    }

    static String text(BuiltServer server) {
        StringBuilder summary = new StringBuilder("\n| product | version | known | built | proven |\n| --- | --- | --- | --- | --- |\n");
        StringBuilder tables = new StringBuilder();
        for (Product product : Product.values()) {
            Operations operations = Operations.of(server, product);
            Map<String, Set<String>> proven = Proven.clientsByOperation(product);
            long count = operations.built().stream().filter(proven::containsKey).count();
            summary.append("| ").append(product.code()).append(" | ").append(product.version()).append(" | ").append(operations.known().size())
                    .append(" | ").append(operations.built().size()).append(" | ").append(count).append(" |\n");
            tables.append("\n## ").append(product.code()).append(' ').append(product.version()).append("\n\n| operation | proven by |\n| --- | --- |\n");
            for (String action : operations.built()) {
                tables.append("| ").append(action).append(" | ").append(String.join(", ", proven.getOrDefault(action, Set.of()))).append(" |\n");
            }
            List<String> unbuilt = new ArrayList<>(operations.known());
            unbuilt.removeAll(operations.built());
            if (!unbuilt.isEmpty()) {
                tables.append("\nKnown, not built (").append(unbuilt.size()).append("): ").append(String.join(", ", unbuilt)).append(".\n");
            }
        }
        return HEAD + summary + tables;
    }

    /** Operations that are built and that no client called with success. */
    static List<String> unproven(BuiltServer server) {
        List<String> unproven = new ArrayList<>();
        for (Product product : Product.values()) {
            Map<String, Set<String>> proven = Proven.clientsByOperation(product);
            Operations.of(server, product).built().stream().filter(action -> !proven.containsKey(action))
                    .forEach(action -> unproven.add(product.code() + " " + action));
        }
        return unproven;
    }
}
