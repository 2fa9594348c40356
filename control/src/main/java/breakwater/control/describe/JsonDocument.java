package breakwater.control.describe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How a document of this room is written. */
@FunctionalInterface
interface JsonDocument {
    JsonFactory FACTORY = new JsonFactory();

    /** Writes all of it. */
    void to(JsonGenerator json) throws IOException;

    /** The document in UTF-8. */
    static byte[] written(JsonDocument document) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(64 * 1024)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                document.to(json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
    }
}
