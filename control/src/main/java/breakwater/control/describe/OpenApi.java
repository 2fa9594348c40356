package breakwater.control.describe;

import breakwater.control.contract.Field;
import breakwater.control.contract.OperationContract;
import breakwater.control.contract.ProductContract;
import breakwater.control.error.ApiError;
import breakwater.control.pipeline.BoundOperation;
import breakwater.control.pipeline.Registry;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The OpenAPI 3.1 document of a product, made from its contract. All operations of an RPC product share the path {@code /},
 * which OpenAPI cannot say; so each stands under the path {@code /?Action=…}, as the vendor's own explorer shows them.
 *
 * <p>{@code x-breakwater-built} tells what is built, {@code x-ram-action} what a RAM policy must allow, {@code x-errors} the
 * refusals in order of precedence, {@code x-breakwater-methods} the methods that are taken. Of a parameter,
 * {@code x-breakwater-encoding: json} says that it travels as one parameter with JSON text; of a value, {@code x-breakwater-values}
 * what the sources know as values, {@code x-breakwater-format} its format and {@code x-breakwater-separator} what stands between
 * the parts of a list in one text.
 */
final class OpenApi {
    private OpenApi() {
    }

    static byte[] document(ProductContract product, Registry registry) {
        return JsonDocument.written(json -> {
            json.writeStartObject();
            json.writeStringField("openapi", "3.1.0");
            json.writeObjectFieldStart("info");
            json.writeStringField("title", product.product());
            json.writeStringField("version", product.version());
            json.writeEndObject();
            json.writeObjectFieldStart("paths");
            for (OperationContract operation : product.operations().values()) {
                operation(json, operation, registry.built(operation));
            }
            json.writeEndObject();
            json.writeObjectFieldStart("components");
            json.writeObjectFieldStart("schemas");
            for (Map.Entry<String, List<Field>> schema : product.schemas().entrySet()) {
                json.writeFieldName(schema.getKey());
                object(json, schema.getValue());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("securitySchemes");
            json.writeObjectFieldStart("ACS3-HMAC-SHA256");
            json.writeStringField("type", "apiKey");
            json.writeStringField("in", "header");
            json.writeStringField("name", "Authorization");
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void operation(JsonGenerator json, OperationContract operation, Optional<BoundOperation<?, ?>> built)
            throws IOException {
        json.writeObjectFieldStart("/?Action=" + operation.action());
        json.writeObjectFieldStart(operation.methods().contains("POST") ? "post" : "get");
        json.writeStringField("operationId", operation.action());
        json.writeBooleanField("deprecated", operation.deprecated());
        json.writeBooleanField("x-breakwater-built", built.isPresent());
        names(json, "x-breakwater-methods", operation.methods().stream().sorted().toList());
        if (built.isPresent()) {
            built(json, built.get());
        }
        json.writeArrayFieldStart("parameters");
        for (Field field : operation.parameters()) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeStringField("in", "query");
            json.writeBooleanField("required", field.required());
            if (field.deprecated()) {
                json.writeBooleanField("deprecated", true);
            }
            if (field.json()) {
                json.writeStringField("x-breakwater-encoding", "json");
            }
            json.writeFieldName("schema");
            schema(json, field);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("responses");
        json.writeObjectFieldStart("200");
        json.writeStringField("description", "Success");
        json.writeObjectFieldStart("content");
        json.writeObjectFieldStart("application/json");
        json.writeFieldName("schema");
        object(json, operation.response());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void built(JsonGenerator json, BoundOperation<?, ?> operation) throws IOException {
        json.writeStringField("x-ram-action", operation.declaration().ramAction());
        json.writeArrayFieldStart("x-errors");
        for (ApiError error : operation.declaration().errors()) {
            json.writeStartObject();
            json.writeStringField("code", error.code());
            json.writeNumberField("status", error.status());
            json.writeEndObject();
        }
        json.writeEndArray();
        names(json, "x-breakwater-parameters-not-built", operation.unbuiltParameters());
        names(json, "x-breakwater-elements-absent", operation.absentElements());
    }

    private static void names(JsonGenerator json, String field, List<String> names) throws IOException {
        if (!names.isEmpty()) {
            json.writeArrayFieldStart(field);
            for (String name : names) {
                json.writeString(name);
            }
            json.writeEndArray();
        }
    }

    private static void object(JsonGenerator json, List<Field> fields) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "object");
        json.writeObjectFieldStart("properties");
        for (Field field : fields) {
            json.writeFieldName(field.name());
            schema(json, field);
        }
        json.writeEndObject();
        names(json, "required", fields.stream().filter(Field::required).map(Field::name).toList());
        json.writeEndObject();
    }

    private static void schema(JsonGenerator json, Field field) throws IOException {
        if (!field.ref().isEmpty()) {
            json.writeStartObject();
            json.writeStringField("$ref", "#/components/schemas/" + field.ref());
            json.writeEndObject();
            return;
        }
        switch (field.type()) {
            case OBJECT -> object(json, field.fields());
            case ARRAY -> {
                json.writeStartObject();
                json.writeStringField("type", "array");
                if (field.maxItems() > 0) {
                    json.writeNumberField("maxItems", field.maxItems());
                }
                json.writeFieldName("items");
                if (field.items().isPresent()) {
                    schema(json, field.items().get());
                } else {
                    json.writeStartObject();
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            case STRING, INTEGER, LONG, FLOAT, DOUBLE, BOOLEAN, ANY, MAP -> scalar(json, field);
        }
    }

    private static void scalar(JsonGenerator json, Field field) throws IOException {
        json.writeStartObject();
        switch (field.type()) {
            case STRING -> json.writeStringField("type", "string");
            case INTEGER -> integer(json, "int32");
            case LONG -> integer(json, "int64");
            case FLOAT, DOUBLE -> json.writeStringField("type", "number");
            case BOOLEAN -> json.writeStringField("type", "boolean");
            case MAP -> json.writeStringField("type", "object");
            case ANY, ARRAY, OBJECT -> json.writeBooleanField("x-any", true);
        }
        if (field.minimum().isPresent()) {
            json.writeNumberField("minimum", field.minimum().get());
        }
        if (field.maximum().isPresent()) {
            json.writeNumberField("maximum", field.maximum().get());
        }
        if (field.minLength() > 0) {
            json.writeNumberField("minLength", field.minLength());
        }
        if (field.maxLength() > 0) {
            json.writeNumberField("maxLength", field.maxLength());
        }
        optional(json, "default", field.defaultValue().orElse(""));
        optional(json, "x-breakwater-format", field.format());
        optional(json, "x-breakwater-separator", field.separator());
        if (field.text().isPresent()) {
            json.writeStringField("contentMediaType", "application/json");
            json.writeFieldName("contentSchema");
            schema(json, field.text().get());
        }
        if (!field.values().isEmpty()) {
            // A hint, not a restriction: the sources are sometimes narrower than the service.
            names(json, "examples", field.values());
            names(json, "x-breakwater-values", field.values());
        } else if (!field.example().isEmpty()) {
            names(json, "examples", List.of(field.example()));
        }
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    private static void integer(JsonGenerator json, String format) throws IOException {
        json.writeStringField("type", "integer");
        json.writeStringField("format", format);
    }
}
