package breakwater.app.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the service answered.
 *
 * @param status HTTP status
 * @param body   the JSON body, good or bad
 */
public record Answer(int status, JsonNode body) {

    /** Whether the call was obeyed. */
    public boolean good() {
        return status == 200;
    }

    /** The error code, empty where the call was obeyed. */
    public String code() {
        return good() ? "" : body.path("Code").asText();
    }

    /** The text at a path such as {@code /Data/InstanceId}, empty where there is none. */
    public String text(String pointer) {
        return body.at(pointer).asText();
    }

    /** The number at a path, 0 where there is none. */
    public long number(String pointer) {
        return body.at(pointer).asLong();
    }
}
