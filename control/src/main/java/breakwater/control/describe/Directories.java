package breakwater.control.describe;

import breakwater.control.contract.OperationContract;
import breakwater.control.contract.ProductContract;
import breakwater.control.error.ApiError;
import breakwater.control.pipeline.Registry;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What there is to read, as JSON: the operations of every product, and every refusal with what its page says. */
final class Directories {
    private Directories() {
    }

    /** {@code [{product, version, operations: [{action, built}]}]}, in the order of the contracts. */
    static byte[] products(Registry registry) {
        return JsonDocument.written(json -> {
            json.writeStartArray();
            for (ProductContract product : registry.contracts().products()) {
                json.writeStartObject();
                json.writeStringField("product", product.product());
                json.writeStringField("version", product.version());
                json.writeArrayFieldStart("operations");
                for (OperationContract operation : product.operations().values()) {
                    json.writeStartObject();
                    json.writeStringField("action", operation.action());
                    json.writeBooleanField("built", registry.built(operation).isPresent());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** {@code {product: [{code, status, blame, retryable, text, source, remedy}]}}; {@code blame} is client, operator or server. */
    static byte[] errors(Map<String, List<? extends ApiError>> families) {
        return JsonDocument.written(json -> {
            json.writeStartObject();
            for (Map.Entry<String, List<? extends ApiError>> family : families.entrySet()) {
                json.writeArrayFieldStart(family.getKey());
                for (ApiError error : family.getValue()) {
                    json.writeStartObject();
                    json.writeStringField("code", error.code());
                    json.writeNumberField("status", error.status());
                    json.writeStringField("blame", error.blame().name().toLowerCase(Locale.ROOT));
                    json.writeBooleanField("retryable", error.retryable());
                    json.writeStringField("text", error.text());
                    json.writeStringField("source", error.source());
                    json.writeStringField("remedy", error.remedy());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }
}
