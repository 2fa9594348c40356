package breakwater.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What an official client handed back, the same shape for every client.
 *
 * @param client the client's name, for messages
 * @param action what was called
 * @param status the HTTP status, 0 where the client does not tell
 * @param code the error code, empty on success
 * @param message the error message as the client reports it, empty on success
 * @param body the answer, or the error body where the client keeps it
 */
record Answer(String client, String action, int status, String code, String message, JsonNode body) {

    static Answer success(String client, String action, JsonNode body) {
        return new Answer(client, action, 200, "", "", body);
    }

    static Answer failure(String client, String action, int status, String code, String message) {
        return new Answer(client, action, status, code, message, JsonNodeFactory.instance.objectNode());
    }

    boolean succeeded() {
        return code.isEmpty();
    }

    /** The body of a call that must succeed. */
    JsonNode expectSuccess() {
        if (!succeeded()) {
            throw new AssertionError(action + " through " + client + " answered " + code + " (" + status + "): " + message);
        }
        if (body.path("RequestId").asText().isEmpty()) {
            throw new AssertionError(action + " through " + client + " answered without a RequestId: " + body);
        }
        return body;
    }

    /** The answer of a call that must be refused with this code. */
    Answer expectError(String expected) {
        if (!code.equals(expected)) {
            throw new AssertionError(action + " through " + client + ": expected " + expected + ", got "
                    + (succeeded() ? "success: " + body : code + " (" + status + "): " + message));
        }
        return this;
    }
}
