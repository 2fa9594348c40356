package breakwater.control.front;

import breakwater.control.describe.Pages;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.pipeline.Pipeline;
import breakwater.control.pipeline.RequestIds;
import breakwater.control.request.Headers;
import breakwater.control.request.RawRequest;
import breakwater.control.request.RequestLimits;
import breakwater.control.respond.Answer;
import breakwater.control.respond.ErrorWriter;
import breakwater.control.respond.Format;
import breakwater.model.address.IpText;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.TlsConfig;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * The listener: HTTP/1.1 and, given a TLS context, HTTPS. Each request runs on its own virtual thread: read within the
 * limits, handed to the pipeline, answered. Requests for other paths than {@code /} go to the sites, the first that answers, and else
 * get a page.
 */
public final class HttpFront implements AutoCloseable {
    private static final String TLS_SOCKET = "https";

    private final Pipeline pipeline;
    private final List<Site> sites;
    private final Pages pages;
    private final InstantSource wall;
    private final RequestIds requestIds;
    private final Optional<String> encryptedSocket;
    private final WebServer server;
    private final SlowRequests slowRequests = new SlowRequests(FrontLimits.ARRIVAL_MAX, System::nanoTime);
    private final ScheduledThreadPoolExecutor sweeper =
            new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("slow-requests").factory());

    private HttpFront(Pipeline pipeline, List<Site> sites, Pages pages, InstantSource wall, RequestIds requestIds,
                      Listeners listeners) {
        this.pipeline = pipeline;
        this.sites = List.copyOf(sites);
        this.pages = pages;
        this.wall = wall;
        this.requestIds = requestIds;
        this.encryptedSocket = listeners.encrypted()
                .map(encrypted -> listeners.plain().isPresent() ? TLS_SOCKET : WebServer.DEFAULT_SOCKET_NAME);
        this.server = build(listeners);
    }

    /**
     * An address of this machine to listen on.
     *
     * @param host host name or IP address
     * @param port 0 for any free port
     */
    public record Bind(String host, int port) {
    }

    /** HTTPS: where, and with which certificate and key. */
    public record EncryptedBind(Bind bind, SSLContext tls) {
    }

    /**
     * Where to listen; at least one of the two.
     *
     * @param plain     HTTP; empty for none
     * @param encrypted HTTPS; empty for none
     */
    public record Listeners(Optional<Bind> plain, Optional<EncryptedBind> encrypted) {

        public Listeners {
            if (plain.isEmpty() && encrypted.isEmpty()) {
                throw new IllegalArgumentException("a server that listens nowhere serves nobody");
            }
        }

        /** HTTP on one host and, given a TLS context, HTTPS on the same; ports 0 for any free one. */
        public Listeners(String host, int port, Optional<SSLContext> tls, int tlsPort) {
            this(Optional.of(new Bind(host, port)), tls.map(context -> new EncryptedBind(new Bind(host, tlsPort), context)));
        }
    }

    /**
     * Binds and starts.
     *
     * @param sites what is served beside the API, in the order in which they are asked
     * @throws UncheckedIOException when an address cannot be bound; its message names the address and the reason
     */
    public static HttpFront start(Pipeline pipeline, List<Site> sites, Pages pages, InstantSource wall,
                                  RequestIds requestIds, Listeners listeners) {
        // The library only logs that one of several listeners could not be bound, and then serves nothing: so look first.
        listeners.plain().ifPresent(HttpFront::checkFree);
        listeners.encrypted().ifPresent(encrypted -> checkFree(encrypted.bind()));
        HttpFront front = new HttpFront(pipeline, sites, pages, wall, requestIds, listeners);
        try {
            front.server.start();
            long check = FrontLimits.ARRIVAL_CHECK.toMillis();
            front.sweeper.scheduleWithFixedDelay(front.slowRequests::sweep, check, check, TimeUnit.MILLISECONDS);
            if (!front.server.isRunning()) {
                throw new UncheckedIOException(new BindException("an address was taken while the server started"));
            }
        } catch (RuntimeException e) {
            front.server.stop();
            throw e;
        }
        return front;
    }

    private static void checkFree(Bind bind) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(bind.host(), bind.port()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + bind.host() + " port " + bind.port() + ": " + e.getMessage(), e);
        }
    }

    /** The HTTP port that was bound; without HTTP, the HTTPS one. */
    public int port() {
        return server.port();
    }

    /** The HTTPS port that was bound; empty without TLS. */
    public Optional<Integer> tlsPort() {
        return encryptedSocket.map(server::port);
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        server.stop();
    }

    private WebServer build(Listeners listeners) {
        WebServerConfig.Builder builder = WebServer.builder()
                .featuresDiscoverServices(false)
                .shutdownHook(false);
        builder.routing(routing());
        // The library always has one unnamed listener; it is the plain one, unless there is none.
        listeners.plain().ifPresent(bind -> configure(builder, bind));
        listeners.encrypted().ifPresent(encrypted -> {
            if (listeners.plain().isEmpty()) {
                configure(builder, encrypted.bind());
                builder.tls(tls(encrypted));
            } else {
                builder.putSocket(TLS_SOCKET, ListenerConfig.builder()
                        .update(socket -> configure(socket, encrypted.bind()))
                        .routing(routing())
                        .tls(tls(encrypted))
                        .build());
            }
        });
        return builder.build();
    }

    private static TlsConfig tls(EncryptedBind encrypted) {
        return TlsConfig.builder().sslContext(encrypted.tls()).addEnabledProtocol("TLSv1.3").addEnabledProtocol("TLSv1.2")
                .buildPrototype();
    }

    private HttpRouting.Builder routing() {
        return HttpRouting.builder().any(this::handle);
    }

    private void configure(ListenerConfig.BuilderBase<?, ?> socket, Bind bind) {
        socket.host(bind.host())
                .port(bind.port())
                .backlog(FrontLimits.BACKLOG_MAX)
                .maxTcpConnections(FrontLimits.CONNECTIONS_MAX)
                .maxConcurrentRequests(FrontLimits.REQUESTS_AT_ONCE_MAX)
                .maxPayloadSize(FrontLimits.DRAINED_BYTES_MAX)
                .idleConnectionTimeout(FrontLimits.IDLE_TIMEOUT)
                .idleConnectionPeriod(FrontLimits.IDLE_CHECK)
                .shutdownGracePeriod(FrontLimits.SHUTDOWN_GRACE)
                .connectionOptions(SocketOptions.builder()
                        .tcpNoDelay(true)
                        .build())
                .contentEncoding(encoding -> encoding.contentEncodingsDiscoverServices(false))
                .directHandlers(directHandlers())
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(RequestLimits.REQUEST_LINE_BYTES_MAX)
                        .maxHeadersSize(RequestLimits.HEADER_BYTES_MAX)
                        .addReceiveListener(slowRequests)
                        .build());
    }

    private void handle(ServerRequest request, ServerResponse response) {
        if (!request.content().hasEntity()) {
            slowRequests.arrived();
        }
        String path = request.path().rawPath();
        Optional<byte[]> body = body(request);
        // One that is too large is not whole: what of it is thrown away must come in time too.
        body.ifPresent(whole -> slowRequests.arrived());
        Answer answer = body.map(whole -> answer(raw(request, path, whole))).orElseGet(this::tooLarge);
        response.status(Status.create(answer.status()));
        if (!answer.contentType().isEmpty()) {
            response.headers().set(HeaderNames.CONTENT_TYPE, answer.contentType());
        }
        answer.headers().forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
        response.send(answer.body());
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            // The library says so in its answer and then goes on to wait for the client (4.5); RFC 9112 section 9.6 has the server close.
            throw new CloseConnectionException("the client asked for it");
        }
    }

    private Answer answer(RawRequest request) {
        boolean api = request.path().equals("/");
        if (!api || visited(request)) {
            for (Site site : sites) {
                Optional<Answer> answer = site.answer(request);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
        if (api) {
            return pipeline.handle(request);
        }
        boolean page = request.method().equals("GET") || request.path().equals("/readyz") || request.path().equals("/healthz");
        return (page ? pages.page(request.path()) : Optional.<Answer>empty())
                .orElseGet(() -> refusal(new Refusal(GatewayError.UNSUPPORTED_PATH)));
    }

    /** Whether somebody only typed the address into a browser: no call of the API goes without a query, a body and an action's name. */
    private static boolean visited(RawRequest request) {
        return request.method().equals("GET") && request.rawQuery().isEmpty() && request.body().length == 0 && !request.headers().has("x-acs-action")
                && request.headers().one("accept").orElse("").contains("text/html");
    }

    /** The whole body, or empty when it is larger than allowed: then no more than the limit was read. */
    private static Optional<byte[]> body(ServerRequest request) {
        long declared = request.headers().contentLength().orElse(-1);
        if (declared > RequestLimits.BODY_BYTES_MAX) {
            return Optional.empty();
        }
        if (!request.content().hasEntity()) {
            return Optional.of(new byte[0]);
        }
        try (InputStream in = request.content().inputStream()) {
            // A declared length is read in one piece of its size; without one, one byte over the limit tells that it is over.
            byte[] body = in.readNBytes(declared >= 0 ? Math.toIntExact(declared) : RequestLimits.BODY_BYTES_MAX + 1);
            return body.length > RequestLimits.BODY_BYTES_MAX ? Optional.empty() : Optional.of(body);
        } catch (IOException e) {
            throw new UncheckedIOException("the request's body broke off", e);
        }
    }

    private RawRequest raw(ServerRequest request, String path, byte[] body) {
        Map<String, List<String>> headers = HashMap.newHashMap(request.headers().size());
        for (Header header : request.headers()) {
            headers.put(header.headerName().lowerCase(), header.allValues());
        }
        InetAddress peer = request.remotePeer().address() instanceof InetSocketAddress socket ? socket.getAddress() : null;
        return new RawRequest(request.prologue().method().text(), path, request.prologue().query().rawValue(),
                new Headers(headers), body, peer == null ? request.remotePeer().host() : IpText.text(peer),
                request.isSecure(), wall.instant());
    }

    private Answer tooLarge() {
        return refusal(new Refusal(GatewayError.REQUEST_TOO_LARGE, "the body has more than "
                + RequestLimits.BODY_BYTES_MAX + " bytes"));
    }

    private Answer refusal(Refusal refusal) {
        return ErrorWriter.write(Format.JSON, refusal.error().status(), requestIds.next(), "localhost", refusal,
                "/errors/gateway/" + refusal.error().code());
    }

    /** What the library refuses by itself, before a request reaches {@link #handle}, is answered in the API's own form. */
    private DirectHandlers directHandlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, (request, type, status, headers, message) -> {
                Answer answer = refusal(switch (type) {
                    case PAYLOAD_TOO_LARGE -> new Refusal(GatewayError.REQUEST_TOO_LARGE, "line, headers or body");
                    case BAD_REQUEST, FORBIDDEN, HTTP_VERSION_NOT_SUPPORTED ->
                            new Refusal(GatewayError.INVALID_PARAMETER, "request", "it is not well-formed HTTP/1.1");
                    case INTERNAL_ERROR -> new Refusal(GatewayError.INTERNAL_ERROR);
                    case OTHER -> new Refusal(status.code() == 503
                            ? GatewayError.SERVICE_UNAVAILABLE : GatewayError.INTERNAL_ERROR);
                });
                return DirectHandler.TransportResponse.builder()
                        .status(Status.create(answer.status()))
                        .keepAlive(false)
                        .header(HeaderNames.CONTENT_TYPE, answer.contentType())
                        .entity(answer.body())
                        .build();
            });
        }
        return handlers.build();
    }
}
