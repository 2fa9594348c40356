package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.bssopenapi20171214.models.RenewInstanceRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Forwarding from end to end: rules, ports that are taken, origins that fall and rise, who the client is, and the instance's deadlines, on live
 * connections; told by an official client, seen on real sockets.
 */
final class ForwardingEndToEndTest {

    private static final String CLIENT = "127.4.0.1";

    private final Account account = Account.rich(Servers.rehearsing());
    @AutoClose
    private final EchoOrigin origin = EchoOrigin.start();

    @Test
    void aPlanForwardsAsManyPortsAsItHas() {
        String id = account.buyPremium(1);
        for (int port = 20_001; port <= 20_005; port++) {
            rules("CreateNetworkRules", id, port).expectSuccess();
        }
        rules("CreateNetworkRules", id, 20_006).expectError("ddos_coop3302");
        assertThat(account.call(Product.DDOSCOO, "DescribeNetworkRules", Map.of("InstanceId", id, "PageNumber", 1, "PageSize", 10))
                .path("TotalCount").asInt()).isEqualTo(5);
        String address = account.instance(id).path("Ip").asText();
        InetSocketAddress first = new InetSocketAddress(address, 20_001);
        Patience.until("each of them is forwarded", () -> served(first));
        account.call(Product.DDOSCOO, "DeleteNetworkRule", Map.of("NetworkRule",
                "[{\"InstanceId\":\"" + id + "\",\"Protocol\":\"tcp\",\"FrontendPort\":20001}]"));
        Patience.until("a deleted one is not", () -> !served(first));
        rules("CreateNetworkRules", id, 20_006).expectSuccess();
        Patience.until("the place is free for another", () -> served(new InetSocketAddress(address, 20_006)));
    }

    private static boolean served(InetSocketAddress service) {
        try (Visit visit = new Visit(CLIENT, service)) {
            return visit.echoes("hello");
        }
    }

    private Answer rules(String action, String id, int port) {
        return account.client().call(Product.DDOSCOO, action, Map.of("NetworkRules", "[{\"InstanceId\":\"" + id
                + "\",\"Protocol\":\"tcp\",\"FrontendPort\":" + port + ",\"BackendPort\":" + origin.port() + ",\"RealServers\":[\"127.0.0.1\"]}]"));
    }

    @Test
    void aPortThatIsTakenIsAFaultOfItsRuleAloneAndIsForwardedOnceItIsFree() {
        ForwardedPort other = ForwardedPort.tcp(account, origin);
        InetSocketAddress taken = new InetSocketAddress(other.address(), ForwardedPort.newPort());
        long faultsBefore = faults();
        try (Visit live = other.visit(CLIENT); EchoOrigin squatter = EchoOrigin.at(taken)) {
            assertThat(live.echoes("before")).isTrue();
            for (String protocol : List.of("tcp", "udp")) {
                other.call("CreatePort", Map.of("FrontendProtocol", protocol, "FrontendPort", squatter.port(), "BackendPort", origin.port(),
                        "RealServers", List.of("127.0.0.1")));
                Patience.until("its rule says why it does not listen", () -> remark(other, protocol, squatter.port())
                        .startsWith("cannot listen on " + other.address() + " port " + squatter.port()));
            }
            Patience.until("both are counted", () -> faults() == faultsBefore + 2);
            assertThat(remark(other, "tcp", other.port())).isEmpty();
            assertThat(live.echoes("meanwhile")).isTrue();
            assertThat(other.serves(CLIENT)).isTrue();
            other.call("DeletePort", Map.of("FrontendProtocol", "udp", "FrontendPort", squatter.port()));
            Patience.until("a rule that is gone is no fault", () -> faults() == faultsBefore + 1);
        }
        Patience.until("it is tried again by itself", () -> served(taken));
        Patience.until("and says no more", () -> remark(other, "tcp", taken.getPort()).isEmpty());
        assertThat(faults()).isEqualTo(faultsBefore);
    }

    /** What a rule says is wrong with it. */
    private static String remark(ForwardedPort instance, String protocol, int port) {
        JsonNode rules = instance.call("DescribeNetworkRules", Map.of("PageNumber", 1, "PageSize", 10, "ForwardProtocol", protocol,
                "FrontendPort", port));
        assertThat(rules.path("TotalCount").asInt()).isEqualTo(1);
        return rules.path("NetworkRules").path(0).path("Remark").asText();
    }

    /** How many rules of the server do not listen, as its metrics say. */
    private long faults() {
        String metric = "breakwater_rule_faults ";
        return RawCall.get(account.server().endpoint(), "/metrics").text().lines().filter(line -> line.startsWith(metric))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(metric.length()))).findFirst().orElseThrow();
    }

    @Test
    void theOriginIsToldWhoTheClientIs() {
        ForwardedPort text = ForwardedPort.of(account, "tcp", origin, Map.of("ProxyEnable", 2));
        try (Visit visit = text.visit(CLIENT)) {
            assertThat(visit.line("hello\n")).isEqualTo("PROXY TCP4 " + CLIENT + " " + text.address() + " " + visit.port() + " " + text.port());
        }
        ForwardedPort binary = ForwardedPort.of(account, "tcp", origin, Map.of("ProxyEnable", 1));
        try (Visit visit = binary.visit(CLIENT)) {
            String expected = ProxyHeader.ofConnection(CLIENT, visit.port(), binary) + "hello";
            assertThat(visit.said("hello", expected.length())).isEqualTo(expected);
        }
        assertThat(proxy(binary)).isEqualTo("1 on");
    }

    /** What the one rule of an instance says of the PROXY protocol. */
    private static String proxy(ForwardedPort port) {
        JsonNode rule = port.call("DescribeNetworkRules", ForwardedPort.PAGE).path("NetworkRules").path(0);
        return rule.path("ProxyEnable").asText() + " " + rule.path("ProxyStatus").asText();
    }

    @Test
    void theOriginOfDatagramsIsToldWhoTheClientIsBeforeTheFirstOfASession() {
        ForwardedPort port = ForwardedPort.of(account, "udp", origin, Map.of("ProxyEnable", 1));
        String first = IntStream.range(0, 1_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Patience.until("the first datagram of a session is answered", () -> {
            // Each time from another port, and so in a session of its own.
            try (Sender sender = port.sender(CLIENT)) {
                String answer = sender.said(first);
                if (answer.isEmpty()) {
                    return false;
                }
                assertThat(answer).isEqualTo(ProxyHeader.ofDatagrams(CLIENT, sender.port(), port) + first);
                Patience.until("those after it come as they were sent", () -> sender.said("second").equals("second"));
                return true;
            }
        });
        assertThat(proxy(port)).isEqualTo("1 on");

        Map<String, Object> change = new HashMap<>(Map.of("InstanceId", port.instance(), "FrontendProtocol", "udp", "FrontendPort", port.port(),
                "BackendPort", origin.port(), "RealServers", List.of("127.0.0.1"), "ProxyEnable", 2));
        assertThat(account.client().call(Product.DDOSCOO, "ModifyPort", change).expectError("InvalidParameter").message())
                .contains("ProxyEnable is not valid: 2, the PROXY protocol's version 1, is for tcp only");
        assertThat(proxy(port)).isEqualTo("1 on");
        change.put("ProxyEnable", 0);
        port.call("ModifyPort", change);
        Patience.until("nothing is told any more", () -> {
            try (Sender sender = port.sender(CLIENT)) {
                return sender.said("hello").equals("hello");
            }
        });
        assertThat(proxy(port)).isEqualTo("0 off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp"})
    void anOriginThatFallsIsTakenOutAndBroughtBackWhenItRises(String protocol) {
        ForwardedPort port = ForwardedPort.of(account, protocol, origin, Map.of());
        InetSocketAddress address = new InetSocketAddress("127.0.0.2", origin.port());
        try (EchoOrigin falling = EchoOrigin.at(address)) {
            forwardToTwo(port, origin.port());
            check(port, "{\"Type\":\"tcp\",\"Interval\":1,\"Timeout\":30,\"Up\":1,\"Down\":1}").expectSuccess();
            Patience.until("both take turns", () -> port.serves(CLIENT) && falling.visits() > 0);
            assertThat(health(port).path("Status").asText()).isEqualTo("normal");
        }
        Patience.until("it is found abnormal", () -> status(port, "127.0.0.2").equals("abnormal"));
        assertThat(status(port, "127.0.0.1")).isEqualTo("normal");
        Patience.until("all clients go to the other one", () -> port.served(CLIENT, 6) == 6);
        try (EchoOrigin risen = EchoOrigin.at(address)) {
            Patience.until("it is found normal again", () -> status(port, "127.0.0.2").equals("normal"));
            Patience.until("it takes its turn again", () -> port.serves(CLIENT) && risen.visits() > 0);
        }
    }

    @Test
    void anOriginOfDatagramsIsNotAskedForAPage() {
        ForwardedPort port = ForwardedPort.udp(account, origin);
        assertThat(check(port, WebOrigin.CHECK).expectError("InvalidParameter").message()).contains("http is for tcp rules only");
    }

    private Answer check(ForwardedPort port, String healthCheck) {
        return account.client().call(Product.DDOSCOO, "ModifyHealthCheckConfig", Map.of("InstanceId", port.instance(),
                "ForwardProtocol", port.protocol(), "FrontendPort", port.port(), "HealthCheck", healthCheck));
    }

    /** Two addresses of this machine, at one port. */
    private static void forwardToTwo(ForwardedPort port, int originPort) {
        port.call("ModifyPort", Map.of("FrontendProtocol", port.protocol(), "FrontendPort", port.port(), "BackendPort", originPort,
                "RealServers", List.of("127.0.0.1", "127.0.0.2")));
    }

    @Test
    void anOriginThatServesAndSaysItIsNotWellIsTakenOutAndBroughtBackWhenItIs() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        try (WebOrigin steady = WebOrigin.at(new InetSocketAddress("127.0.0.1", 0));
                WebOrigin ailing = WebOrigin.at(new InetSocketAddress("127.0.0.2", steady.port()))) {
            forwardToTwo(port, steady.port());
            check(port, WebOrigin.CHECK).expectSuccess();
            Patience.until("both are checked and take turns", () -> servesPage(port) && ailing.visits() > 0 && ailing.checks() > 0
                    && steady.checks() > 0);
            assertThat(health(port).path("Status").asText()).isEqualTo("normal");

            ailing.well(false);
            Patience.until("it is found abnormal", () -> status(port, "127.0.0.2").equals("abnormal"));
            assertThat(status(port, "127.0.0.1")).isEqualTo("normal");
            int visits = ailing.visits();
            for (int visit = 0; visit < 6; visit++) {
                assertThat(servesPage(port)).isTrue();
            }
            assertThat(ailing.visits()).as("every request goes to the other one").isEqualTo(visits);

            ailing.well(true);
            Patience.until("it is found normal again", () -> status(port, "127.0.0.2").equals("normal"));
            Patience.until("it takes its turn again", () -> servesPage(port) && ailing.visits() > visits);
        }
    }

    private static boolean servesPage(ForwardedPort port) {
        try (Visit visit = port.visit(CLIENT)) {
            return visit.line("GET / HTTP/1.0\r\n\r\n").equals("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aSourceKeepsItsOriginWhereTheRuleSaysSo() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        try (EchoOrigin second = EchoOrigin.at(new InetSocketAddress("127.0.0.2", origin.port())); Visit live = port.visit("127.4.0.4")) {
            assertThat(live.echoes("before")).isTrue();
            forwardToTwo(port, origin.port());
            Patience.until("both take turns", () -> visitsOf(second, port) == 3);
            assertThat(port.set("{\"PersistenceTimeout\":300}").path("PersistenceTimeout").asInt()).isEqualTo(300);
            Patience.until("one has all of a source's connections", () -> visitsOf(second, port) % 6 == 0);
            port.set("{\"PersistenceTimeout\":0}");
            Patience.until("both take turns again", () -> visitsOf(second, port) == 3);
            assertThat(live.echoes("after")).as("no change concerned it").isTrue();
        }
    }

    /** How many of six connections of one source came to this origin. */
    private static int visitsOf(EchoOrigin one, ForwardedPort port) {
        int before = one.visits();
        for (int visit = 0; visit < 6; visit++) {
            assertThat(port.serves(CLIENT)).isTrue();
        }
        return one.visits() - before;
    }

    private JsonNode health(ForwardedPort port) {
        return account.call(Product.DDOSCOO, "DescribeHealthCheckStatus", Map.of("NetworkRules", "[" + port.key() + "]"))
                .path("HealthCheckStatus").path(0);
    }

    private String status(ForwardedPort port, String address) {
        for (JsonNode server : health(port).path("RealServerStatusList")) {
            if (server.path("Address").asText().equals(address)) {
                return server.path("Status").asText();
            }
        }
        return "";
    }

    @Test
    void expiredItForwardsUncheckedThenEndsComesBackRenewedAndIsGoneReleased() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        port.set(ForwardedPort.sourceLimit(0, 1, ""));
        Patience.until("the limit is in force", () -> port.served(CLIENT, 4) < 4);
        port.call("AddAutoCcBlacklist", Map.of("ExpireTime", 604_800, "Blacklist", "[{\"src\":\"127.4.0.9\"}]"));
        Patience.until("the list is in force", () -> !port.serves("127.4.0.9"));
        Visit live = port.visit("127.4.0.2");
        assertThat(live.echoes("before")).isTrue();

        account.advancePastExpiry(port.instance());
        Patience.until("no check holds any more", () -> port.served(CLIENT, 4) == 4);
        assertThat(live.echoes("expired")).as("a live connection goes on").isTrue();
        JsonNode readiness = readiness(port);
        assertThat(readiness.path("Expired").asBoolean()).isTrue();

        account.advance(Duration.ofDays(7));
        Patience.until("seven days later it ends", () -> !live.echoes("over"));
        assertThat(port.serves(CLIENT)).isFalse();

        assertThat(account.typed().billing(client -> client.renewInstance(new RenewInstanceRequest().setInstanceId(port.instance())
                .setProductCode("ddos").setProductType("ddoscoo").setRenewPeriod(1))).getBody().getSuccess()).isTrue();
        Patience.until("renewed, it is back", () -> port.serves(CLIENT));
        Patience.until("and so is the limit", () -> port.served(CLIENT, 4) < 4);

        account.advancePastExpiry(port.instance());
        try (Visit last = port.visit("127.4.0.3")) {
            // Again and again: what was said before the plane knew of the moved clock is counted in the month before.
            Patience.until("who would be hurt by a release is told", () -> last.echoes("the last one")
                    && readiness(port).path("TrafficLive").asBoolean()
                    && readiness(port).path("BusiestClients").findValuesAsText("Address").contains("127.4.0.3"));
            assertThat(readiness(port).path("Ready").asBoolean()).isFalse();
            JsonNode released = port.call("ReleaseInstance", Map.of());
            Patience.until("released, it is gone at once", () -> !last.echoes("gone"));
            assertThat(port.serves(CLIENT)).isFalse();
            assertThatTheAuditWarns(port, released.path("RequestId").asText());
        }
        live.close();
    }

    private JsonNode readiness(ForwardedPort port) {
        return account.call(Product.BREAKWATER, "DescribeReleaseReadiness", Map.of("InstanceId", port.instance()));
    }

    private void assertThatTheAuditWarns(ForwardedPort port, String requestId) {
        JsonNode release = account.call(Product.BREAKWATER, "DescribeRequest", Map.of("CalledRequestId", requestId));
        assertThat(release.path("CalledAction").asText()).isEqualTo("ReleaseInstance");
        assertThat(release.path("Warning").asText()).as("who was cut off").startsWith("Traffic was live on 1 rule: ").contains(" open; ", " clients, ");
        JsonNode newest = account.call(Product.BREAKWATER, "ListRequests", Map.of("ChangedResourceId", port.instance())).path("Requests").path(0);
        assertThat(newest.path("CalledRequestId").asText()).isEqualTo(requestId);
        assertThat(newest.path("Warning").asText()).isEqualTo(release.path("Warning").asText());
    }
}
