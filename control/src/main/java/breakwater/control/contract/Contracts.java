package breakwater.control.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every contract this server knows, read from its own resources. Immutable once loaded; used from any thread.
 */
public final class Contracts {
    private static final List<String> FILES = List.of("ddoscoo-2020-01-01.json", "esa-2024-09-10.json",
            "bssopenapi-2017-12-14.json", "ram-2015-05-01.json", "sts-2015-04-01.json", "breakwater-2026-11-01.json");

    private final Map<String, ProductContract> byVersion;

    private Contracts(Map<String, ProductContract> byVersion) {
        this.byVersion = byVersion;
    }

    /** The one reading of a process: immutable, and the largest thing that a control plane holds apart from its store. */
    private static final class Loaded {
        private static final Contracts CONTRACTS = read();
    }

    /**
     * All contract resources; read once a process, whatever the number of control planes in it.
     *
     * @throws ExceptionInInitializerError if one is missing or is not a contract: the program is damaged and must not start
     */
    public static Contracts load() {
        return Loaded.CONTRACTS;
    }

    private static Contracts read() {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, ProductContract> byVersion = new LinkedHashMap<>();
        for (String file : FILES) {
            try (InputStream in = Contracts.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IOException("the contract resource " + file + " is missing from the program");
                }
                ProductContract product = product(mapper.readTree(in));
                byVersion.put(product.version(), product);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read contract " + file, e);
            }
        }
        return new Contracts(Collections.unmodifiableMap(byVersion));
    }

    /** The product of an API version; versions are unique per product. */
    public Optional<ProductContract> byVersion(String version) {
        return Optional.ofNullable(byVersion.get(version));
    }

    /** All products, in a fixed order. */
    public List<ProductContract> products() {
        return List.copyOf(byVersion.values());
    }

    /** The contract of a product by its name here. */
    public Optional<ProductContract> byProduct(String product) {
        return byVersion.values().stream().filter(contract -> contract.product().equals(product)).findFirst();
    }

    private static ProductContract product(JsonNode root) {
        String product = root.get("product").asText();
        String version = root.get("version").asText();
        Map<String, OperationContract> operations = new LinkedHashMap<>();
        for (JsonNode node : root.get("operations")) {
            String methods = node.path("accepts").asText("GET|POST");
            OperationContract operation = new OperationContract(product, version, node.get("action").asText(),
                    Set.of(methods.split("\\|")), fields(node.get("params")), fields(node.get("response")),
                    proof(node.path("auth").asText("")), node.path("deprecated").asBoolean());
            operations.put(operation.action(), operation);
        }
        Map<String, List<Field>> schemas = new LinkedHashMap<>();
        root.path("schemas").forEach(schema -> schemas.put(schema.get("schema").asText(), fields(schema.get("fields"))));
        return new ProductContract(product, version, Collections.unmodifiableMap(operations),
                Collections.unmodifiableMap(schemas));
    }

    private static Proof proof(String auth) {
        return switch (auth) {
            case "" -> Proof.SIGNATURE;
            case "Password" -> Proof.PASSWORD;
            case "Anonymous" -> Proof.NONE;
            default -> throw new IllegalArgumentException("a contract asks for an unknown proof: " + auth);
        };
    }

    private static List<Field> fields(JsonNode list) {
        if (list == null || !list.isArray()) {
            return List.of();
        }
        List<Field> fields = new ArrayList<>(list.size());
        list.forEach(node -> fields.add(field(node)));
        return List.copyOf(fields);
    }

    private static Field field(JsonNode node) {
        List<String> values = new ArrayList<>();
        node.path("values").forEach(value -> values.add(value.asText()));
        return new Field(node.path("name").asText(""),
                FieldType.valueOf(node.path("type").asText("any").toUpperCase(Locale.ROOT)),
                node.path("in").asText(""), node.path("enc").asText("").equals("json"),
                node.path("required").asBoolean(),
                node.has("items") ? Optional.of(field(node.get("items"))) : Optional.empty(),
                fields(node.get("fields")),
                node.has("json") ? Optional.of(field(node.get("json"))) : Optional.empty(),
                List.copyOf(values), number(node, "min"), number(node, "max"),
                node.path("min_length").asInt(), node.path("max_length").asInt(), node.path("max_items").asInt(),
                node.path("list_separator").asText(""), node.path("format").asText(""),
                node.path("example").asText(""),
                node.has("default") ? Optional.of(node.get("default").asText()) : Optional.empty(),
                node.path("ref").asText(""), node.path("deprecated").asBoolean());
    }

    private static Optional<Double> number(JsonNode node, String name) {
        return node.path(name).isNumber() ? Optional.of(node.get(name).asDouble()) : Optional.empty();
    }
}
