package breakwater.control.respond;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The JSON writer. Whole numbers beyond 2^53 go out as text, since a reader that knows only doubles would change them. */
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();
    private static final long EXACT_IN_DOUBLE_MAX = 1L << 53;

    private JsonText() {
    }

    static byte[] object(String requestId, Shape.Members shape, Record output) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                json.writeStartObject();
                json.writeStringField("RequestId", requestId);
                members(json, shape, output);
                json.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
    }

    /** An object of texts, in the map's order. */
    static byte[] object(Map<String, String> texts) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                json.writeStartObject();
                for (Map.Entry<String, String> entry : texts.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
    }

    private static void members(JsonGenerator json, Shape.Members shape, Object record) throws IOException {
        for (Shape.Member member : shape.members()) {
            Object value = member.read(record);
            if (value != null) {
                json.writeFieldName(member.jsonName());
                value(json, member.shape(), value);
            }
        }
    }

    private static void value(JsonGenerator json, Shape shape, Object value) throws IOException {
        switch (shape) {
            case Shape.Scalar() -> scalar(json, value);
            case Shape.Items(Shape item) -> {
                json.writeStartArray();
                for (Object each : (List<?>) value) {
                    value(json, item, each);
                }
                json.writeEndArray();
            }
            case Shape.Members members -> {
                json.writeStartObject();
                members(json, members, value);
                json.writeEndObject();
            }
            case Shape.Entries() -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    json.writeFieldName((String) entry.getKey());
                    if (entry.getValue() instanceof List<?> list) {
                        value(json, new Shape.Items(new Shape.Scalar()), list);
                    } else {
                        scalar(json, entry.getValue());
                    }
                }
                json.writeEndObject();
            }
        }
    }

    private static void scalar(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case String text -> json.writeString(text);
            case Integer number -> json.writeNumber(number);
            case Long number when Math.abs(number) > EXACT_IN_DOUBLE_MAX -> json.writeString(Long.toString(number));
            case Long number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case BigDecimal number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            default -> throw new IllegalStateException("no JSON for " + value.getClass());
        }
    }
}
