package breakwater.control.decode;

import breakwater.control.contract.JsonReader;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.request.RequestLimits;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns the JSON body that signature V3 allows into flat parameters ({@code {"Tag":[{"Key":"a"}]}} becomes
 * {@code Tag.1.Key=a}), so that every request takes one way through decoding.
 */
public final class JsonBody {
    private JsonBody() {
    }

    /**
     * Flattens a body into parameters.
     *
     * @throws Refusal InvalidParameter if it is not one JSON object; RequestEntityTooLarge for too many values
     */
    public static Map<String, String> flatten(byte[] body) {
        JsonNode root = JsonReader.read(body).filter(JsonNode::isObject).orElseThrow(() -> new Refusal(
                GatewayError.INVALID_PARAMETER, "body", "it is not one well-formed JSON object"));
        Map<String, String> flat = new LinkedHashMap<>();
        root.properties().forEach(entry -> flatten(flat, entry.getKey(), entry.getValue()));
        return flat;
    }

    private static void flatten(Map<String, String> flat, String name, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(entry -> flatten(flat, name + "." + entry.getKey(), entry.getValue()));
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                flatten(flat, name + "." + (index + 1), node.get(index));
            }
        } else if (!node.isNull()) {
            if (flat.size() >= RequestLimits.PARAMETERS_MAX) {
                throw new Refusal(GatewayError.REQUEST_TOO_LARGE,
                        "more than " + RequestLimits.PARAMETERS_MAX + " parameters");
            }
            if (flat.put(name, node.asText()) != null) {
                throw new Refusal(GatewayError.INVALID_PARAMETER, name, "it is given twice");
            }
        }
    }
}
