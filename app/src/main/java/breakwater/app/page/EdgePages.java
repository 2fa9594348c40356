package breakwater.app.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The pages of an edge alone: {@code /healthz} answers as long as the process does, {@code /readyz} once a snapshot is in force and while new
 * connections are taken, {@code /metrics} in the form of Prometheus. They are read by a few watchers, not by tenants: whoever sends slowly, or comes when {@value #CONNECTIONS_MAX} are
 * connected, is cut off.
 */
public final class EdgePages implements AutoCloseable {
    /** A watcher needs one connection. */
    private static final int CONNECTIONS_MAX = 64;
    /** For a request to arrive and for its answer to be taken: a scrape of 20 KB over a slow line takes one. */
    private static final int SECONDS_MAX = 10;
    private static final int NO_BODY = -1;
    private static final String TEXT = "text/plain;charset=utf-8";

    static {
        // The JDK's server takes its limits from nowhere else, once, before the first one is made.
        System.setProperty("jdk.httpserver.maxConnections", Integer.toString(CONNECTIONS_MAX));
        System.setProperty("sun.net.httpserver.maxIdleConnections", Integer.toString(CONNECTIONS_MAX));
        System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(SECONDS_MAX));
        System.setProperty("sun.net.httpserver.maxRspTime", Integer.toString(SECONDS_MAX));
    }

    private final HttpServer server;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    private EdgePages(HttpServer server) {
        this.server = server;
    }

    private record Page(int status, String type, String text) {
    }

    /**
     * Listens; when this returns, the pages are answered.
     *
     * @param unready why the edge takes no new connections; empty while it takes them
     * @throws UncheckedIOException if the address cannot be had
     */
    public static EdgePages start(InetSocketAddress address, EdgeState state, Supplier<Optional<String>> unready, EdgeMeters meters) {
        EdgePages pages;
        try {
            pages = new EdgePages(HttpServer.create(address, CONNECTIONS_MAX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pages.server.setExecutor(pages.readers);
        pages.server.createContext("/", exchange -> answer(exchange, state, unready, meters));
        pages.server.start();
        return pages;
    }

    private static void answer(HttpExchange exchange, EdgeState state, Supplier<Optional<String>> unready, EdgeMeters meters) throws IOException {
        try (exchange) {
            // Watchers that want the status alone ask with HEAD.
            boolean whole = !exchange.getRequestMethod().equals("HEAD");
            Page page = !whole || exchange.getRequestMethod().equals("GET") ? page(exchange.getRequestURI().getPath(), state, unready, meters)
                    : new Page(405, TEXT, "these pages are only read\n");
            exchange.getResponseHeaders().set("Content-Type", page.type());
            if (whole) {
                byte[] body = page.text().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(page.status(), body.length);
                exchange.getResponseBody().write(body);
            } else {
                exchange.sendResponseHeaders(page.status(), NO_BODY);
            }
        }
    }

    private static Page page(String path, EdgeState state, Supplier<Optional<String>> unready, EdgeMeters meters) {
        return switch (path) {
            case "/healthz" -> new Page(200, TEXT, "ok\n");
            case "/readyz" -> ready(state, unready);
            case "/metrics" -> new Page(200, "text/plain;version=0.0.4;charset=utf-8", meters.text());
            default -> new Page(404, TEXT, "there are /healthz, /readyz and /metrics\n");
        };
    }

    private static Page ready(EdgeState state, Supplier<Optional<String>> unready) {
        if (state.revision().isEmpty()) {
            return new Page(503, TEXT, "no snapshot is in force\n");
        }
        return unready.get().map(why -> new Page(503, TEXT, why + "\n")).orElseGet(() -> new Page(200, TEXT, "ready\n"));
    }

    /** The port that was bound. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Answers no more. */
    @Override
    public void close() {
        server.stop(0);
        readers.close();
    }
}
