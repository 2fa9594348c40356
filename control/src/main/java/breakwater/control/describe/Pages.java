package breakwater.control.describe;

import breakwater.control.pipeline.Registry;
import breakwater.control.respond.Answer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The pages beside the API: {@code /healthz}, {@code /readyz}, {@code /metrics}, {@code /openapi/products.json},
 * {@code /openapi/{product}/{version}.json}, {@code /errors/{product}/{code}}, {@code /errors/catalogue.json}. Thread-safe.
 */
public final class Pages {
    private static final String TEXT = "text/plain;charset=utf-8";
    private static final String JSON = "application/json;charset=utf-8";

    private final Registry registry;
    private final PrometheusMeterRegistry meters;
    private final Supplier<Optional<String>> unready;
    private final Answer products;
    private final Answer errors;
    private final Map<String, Answer> openApi = new ConcurrentHashMap<>();

    /** @param unready why the server cannot serve; empty while it can */
    public Pages(Registry registry, PrometheusMeterRegistry meters, Supplier<Optional<String>> unready) {
        this.registry = registry;
        this.meters = meters;
        this.unready = unready;
        this.products = new Answer(200, JSON, Directories.products(registry));
        this.errors = new Answer(200, JSON, Directories.errors(ErrorPages.FAMILIES));
    }

    /** The page at a path, or empty when there is none. */
    public Optional<Answer> page(String path) {
        return switch (path) {
            case "/healthz" -> Optional.of(text(200, "ok\n"));
            case "/readyz" -> Optional.of(unready.get().map(why -> text(503, why + "\n")).orElseGet(() -> text(200, "ready\n")));
            case "/metrics" -> Optional.of(new Answer(200, "text/plain;version=0.0.4;charset=utf-8",
                    meters.scrape().getBytes(StandardCharsets.UTF_8)));
            case "/openapi/products.json" -> Optional.of(products);
            case "/errors/catalogue.json" -> Optional.of(errors);
            default -> path.startsWith("/openapi/") ? openApi(path)
                    : path.equals("/errors") || path.startsWith("/errors/") ? ErrorPages.page(path) : Optional.empty();
        };
    }

    private Optional<Answer> openApi(String path) {
        Answer made = openApi.get(path);
        if (made != null) {
            return Optional.of(made);
        }
        String[] parts = path.split("/");
        if (parts.length != 4 || !parts[3].endsWith(".json")) {
            return Optional.empty();
        }
        String version = parts[3].substring(0, parts[3].length() - ".json".length());
        Optional<Answer> document = registry.product(version)
                .filter(product -> product.product().equals(parts[2]))
                .map(product -> new Answer(200, JSON, OpenApi.document(product, registry)));
        document.ifPresent(answer -> openApi.put(path, answer));
        return document;
    }

    private static Answer text(int status, String text) {
        return new Answer(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
}
