package breakwater.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * One port of an Anti-DDoS Pro instance that was bought for a test, forwarded to an origin on this machine, all through an official client.
 * Nothing is tightened by itself on it unless a test says so: what a test sees is the check it set.
 */
final class ForwardedPort {

    /**
     * Below the ports that systems give to clients, above those of servers. No two have the same: several servers run at a time, each gives out the
     * same addresses from the first one on, and of two that want one port of one address the later would never listen.
     */
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(22_000);
    /** The first page of a list. */
    static final Map<String, Integer> PAGE = Map.of("PageNumber", 1, "PageSize", 10);
    /** One interval for all of {@link #lately}. */
    static final Map<String, Integer> WHOLE = Map.of("Interval", 3_660);

    private final Account account;
    private final String instance;
    private final String protocol;
    private final InetSocketAddress service;

    private ForwardedPort(Account account, String instance, String protocol, InetSocketAddress service) {
        this.account = account;
        this.instance = instance;
        this.protocol = protocol;
        this.service = service;
    }

    static ForwardedPort tcp(Account account, EchoOrigin origin) {
        return of(account, "tcp", origin, Map.of());
    }

    static ForwardedPort udp(Account account, EchoOrigin origin) {
        return of(account, "udp", origin, Map.of());
    }

    /** @param more further parameters of CreatePort */
    static ForwardedPort of(Account account, String protocol, EchoOrigin origin, Map<String, ?> more) {
        return on(account, account.buyPro(1), protocol, origin, more);
    }

    /** A port of an instance that was bought already. */
    static ForwardedPort on(Account account, String instance, String protocol, EchoOrigin origin, Map<String, ?> more) {
        account.call(Product.DDOSCOO, "ModifyPortAutoCcStatus", Map.of("InstanceId", instance, "Mode", "normal", "Switch", "off"));
        int port = newPort();
        Map<String, Object> parameters = new HashMap<>(Map.of("InstanceId", instance, "FrontendProtocol", protocol, "FrontendPort", port,
                "BackendPort", origin.port(), "RealServers", List.of(origin.address().getHostAddress())));
        parameters.putAll(more);
        account.call(Product.DDOSCOO, "CreatePort", parameters);
        ForwardedPort forwarded = new ForwardedPort(account, instance, protocol,
                new InetSocketAddress(account.instance(instance).path("Ip").asText(), port));
        Patience.until("the port is forwarded", () -> protocol.equals("tcp") ? forwarded.answers() : forwarded.serves(forwarded.onlooker()));
        return forwarded;
    }

    /** A port that no other rule of this run has. */
    static int newPort() {
        return NEXT_PORT.getAndIncrement();
    }

    /** A source that no test sends from, of the same family as the service address. */
    private String onlooker() {
        return service.getAddress() instanceof Inet6Address ? "::1" : "127.1.99.1";
    }

    String instance() {
        return instance;
    }

    String protocol() {
        return protocol;
    }

    int port() {
        return service.getPort();
    }

    String address() {
        return service.getAddress().getHostAddress();
    }

    /** A new connection from a source. */
    Visit visit(String source) {
        return new Visit(source, service);
    }

    Sender sender(String source) {
        return new Sender(source, service);
    }

    /** Whether a new client of a source reaches the origin and back. UDP promises nothing: ask again. */
    boolean serves(String source) {
        return served(source, 1) == 1;
    }

    /** Whether anything comes back at all: what the origin is told first comes back first. */
    private boolean answers() {
        try (Visit visit = visit(onlooker())) {
            return !visit.said("hello", 5).isEmpty();
        }
    }

    /** Opens so many connections from a source at once, or sends from so many UDP ports of it; how many reach the origin and back. */
    int served(String source, int clients) {
        return protocol.equals("tcp") ? connected(source, clients) : answered(source, clients);
    }

    private int connected(String source, int connections) {
        List<Visit> visits = IntStream.range(0, connections).mapToObj(one -> visit(source)).toList();
        try {
            return (int) visits.stream().filter(visit -> visit.echoes("x")).count();
        } finally {
            visits.forEach(Visit::close);
        }
    }

    private int answered(String source, int sessions) {
        List<Sender> senders = IntStream.range(0, sessions).mapToObj(one -> sender(source)).toList();
        try {
            // Long enough that an echo with a PROXY header before it is no amplification.
            senders.forEach(sender -> sender.send(1, 40));
            return (int) senders.stream().filter(Sender::answered).count();
        } finally {
            senders.forEach(Sender::close);
        }
    }

    /** Calls an operation of this instance. */
    JsonNode call(String action, Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("InstanceId", instance);
        return account.call(Product.DDOSCOO, action, all);
    }

    /** Calls an operation that takes several instances, with this one. */
    JsonNode report(String action, Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("InstanceIds", List.of(instance));
        return account.call(Product.DDOSCOO, action, all);
    }

    /** The last hour and the next minute, as reports want it. */
    Map<String, Object> lately() {
        long now = account.now().getEpochSecond();
        return Map.of("StartTime", now - 3_600, "EndTime", now + 60);
    }

    /** The same, and more. */
    Map<String, Object> lately(Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(lately());
        all.putAll(more);
        return all;
    }

    /** What flowed and what was refused in the last hour, as one row of the report. */
    JsonNode flow() {
        return report("DescribePortFlowList", lately(WHOLE)).path("PortFlowList").path(0);
    }

    /** Sets a part of the rule's checks and reads all of them back. */
    JsonNode set(String config) {
        call("ModifyNetworkRuleAttribute", Map.of("ForwardProtocol", protocol, "FrontendPort", port(), "Config", config));
        return account.call(Product.DDOSCOO, "DescribeNetworkRuleAttributes", Map.of("NetworkRules", "[" + key() + "]"))
                .path("NetworkRuleAttributes").path(0).path("Config");
    }

    /** This rule as operations of several rules name it. */
    String key() {
        return "{\"InstanceId\":\"" + instance + "\",\"Protocol\":\"" + protocol + "\",\"FrontendPort\":" + port() + "}";
    }

    /** {@code Slimit} with new and open connections; 0 is not limited. */
    static String sourceLimit(int newConnections, int connections, String more) {
        return sourceLimit(newConnections, 1, connections, more);
    }

    /** {@code Slimit} with new connections that the service limits only while the port is attacked. */
    static String sourceLimitInAttacks(int newConnections) {
        return sourceLimit(newConnections, 2, 0, "");
    }

    private static String sourceLimit(int newConnections, int mode, int connections, String more) {
        return "{\"Slimit\":{\"Cps\":" + Math.max(1, newConnections) + ",\"CpsEnable\":" + (newConnections > 0 ? 1 : 0) + ",\"CpsMode\":" + mode
                + ",\"Maxconn\":" + Math.max(1, connections) + ",\"MaxconnEnable\":" + (connections > 0 ? 1 : 0) + more + "}}";
    }
}
