package breakwater.control.authorize;

import breakwater.control.contract.JsonReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Takes the JSON of RAM policies apart, and refuses what is not in the language. Used from any thread. */
final class PolicyJson {
    private PolicyJson() {
    }

    /** The statements of a document of Version "1". */
    static List<JsonNode> statements(String document, int charactersMax) throws RamPolicyFault {
        if (document.length() > charactersMax) {
            throw new RamPolicyFault("the document is longer than " + charactersMax + " characters");
        }
        JsonNode root = JsonReader.read(document)
                .orElseThrow(() -> new RamPolicyFault("the document is not valid JSON, or nested too deeply"));
        if (!root.isObject()) {
            throw new RamPolicyFault("the document is not a JSON object");
        }
        onlyNames(root, Set.of("Version", "Statement"));
        if (!root.path("Version").isTextual() || !root.path("Version").textValue().equals("1")) {
            throw new RamPolicyFault("Version must be \"1\"");
        }
        List<JsonNode> statements = new ArrayList<>();
        JsonNode statement = root.path("Statement");
        if (statement.isObject()) {
            statements.add(statement);
        } else if (statement.isArray()) {
            statement.forEach(statements::add);
        }
        if (statements.isEmpty()) {
            throw new RamPolicyFault("Statement must be an object or a list of at least one");
        }
        for (JsonNode one : statements) {
            if (!one.isObject()) {
                throw new RamPolicyFault("a Statement is not an object");
            }
        }
        return statements;
    }

    static void onlyNames(JsonNode object, Set<String> known) throws RamPolicyFault {
        for (Iterator<String> names = object.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new RamPolicyFault("unknown element " + shown(name));
            }
        }
    }

    /** A text or a list of at least one text; numbers and booleans are taken where {@code scalars} says so. */
    static List<String> texts(JsonNode node, String name, boolean scalars) throws RamPolicyFault {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : node.isArray() ? node : List.of(node)) {
            if (!value.isTextual() && !(scalars && (value.isBoolean() || value.isNumber()))) {
                throw new RamPolicyFault(shown(name) + " must be a text or a list of texts");
            }
            texts.add(value.asText());
        }
        if (texts.isEmpty()) {
            throw new RamPolicyFault(shown(name) + " must not be an empty list");
        }
        return texts;
    }

    /** A name from the document as it may stand in a message. */
    static String shown(String name) {
        StringBuilder clean = new StringBuilder();
        for (int at = 0; at < Math.min(name.length(), 40); at++) {
            char c = name.charAt(at);
            clean.append(c > ' ' && c < 0x7F ? c : '?');
        }
        return clean.toString();
    }
}
