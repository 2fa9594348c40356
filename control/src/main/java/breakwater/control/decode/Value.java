package breakwater.control.decode;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.request.Parameters;
import breakwater.control.request.RequestLimits;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A parameter's value on its way to its type: plain text, the tree of flat names, or JSON that stood in a text. */
sealed interface Value {

    /** Text as sent. */
    record Text(String text) implements Value {
    }

    /** A value inside JSON text. */
    record Json(JsonNode node) implements Value {
    }

    /** What flat names such as {@code Tag.1.Key} spell: children by segment, in order of arrival. */
    final class Tree implements Value {
        private final Map<String, Value> children = new LinkedHashMap<>();

        Map<String, Value> children() {
            return children;
        }

        /** Adds the value of a flat name whose segments begin at {@code from}. */
        void put(String name, int from, String value) {
            Tree tree = this;
            int depth = 0;
            int start = from;
            for (int dot = name.indexOf('.', start); dot >= 0; dot = name.indexOf('.', start)) {
                String segment = name.substring(start, dot);
                if (segment.isEmpty() || ++depth > RequestLimits.DEPTH_MAX) {
                    throw malformed(name);
                }
                Value child = tree.children.computeIfAbsent(segment, unused -> new Tree());
                if (!(child instanceof Tree next)) {
                    throw malformed(name);
                }
                tree = next;
                start = dot + 1;
            }
            String last = name.substring(start);
            if (last.isEmpty() || tree.children.putIfAbsent(last, new Text(value)) != null) {
                throw malformed(name);
            }
        }

        private static Refusal malformed(String name) {
            return new Refusal(GatewayError.INVALID_PARAMETER, Parameters.quoted(name),
                    "its name is malformed or contradicts another parameter's");
        }
    }
}
