package breakwater.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tenant's web server on this machine. It serves a page to whoever asks, also while it is not well: that it tells only to who asks as
 * {@link #CHECK} does. Closing it frees the port.
 */
final class WebOrigin implements AutoCloseable {

    private static final String HOST = "shop.example";
    private static final String PATH = "/status/orders";
    /** The health check of a rule that forwards to such origins, as often as one may be; an answer may take long on a busy machine. */
    static final String CHECK = "{\"Type\":\"http\",\"Domain\":\"" + HOST + "\",\"Uri\":\"" + PATH + "\",\"Interval\":1,\"Timeout\":30,\"Up\":1,\"Down\":1}";

    private final HttpServer server;
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicInteger checks = new AtomicInteger();
    private volatile boolean well = true;

    private WebOrigin(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.start();
    }

    static WebOrigin at(InetSocketAddress address) {
        try {
            return new WebOrigin(HttpServer.create(address, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(switch (exchange.getRequestMethod()) {
                case "GET" -> {
                    visits.incrementAndGet();
                    yield 200;
                }
                case "HEAD" -> {
                    checks.incrementAndGet();
                    boolean asked = PATH.equals(exchange.getRequestURI().getPath()) && HOST.equals(exchange.getRequestHeaders().getFirst("Host"));
                    yield !asked ? 404 : well ? 200 : 503;
                }
                default -> 405;
            }, -1);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What health checks are told from now on. */
    void well(boolean now) {
        well = now;
    }

    /** Pages served so far. */
    int visits() {
        return visits.get();
    }

    /** Health checks answered so far, whatever the answer. */
    int checks() {
        return checks.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
