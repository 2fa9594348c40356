package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An instance with an IPv6 service address from end to end. Of IPv6, a machine without set-up has one address to listen on, {@code ::1}; so that is
 * the whole pool of this server, and its one instance has all rules. Skipped where the kernel has no IPv6.
 */
final class Ipv6EndToEndTest {

    private static final String ADDRESS = "::1";

    @AutoClose
    private static BuiltServer server;
    private static Account account;
    private static String instance;

    @AutoClose
    private final EchoOrigin origin = EchoOrigin.start();

    @BeforeAll
    static void buyTheOneAddress() {
        assumeTrue(listens(), "this machine has no IPv6");
        server = BuiltServer.start(BuiltServer.root(), Map.of("BREAKWATER_ADDRESSES_BLOCKS", "127.77.0.0/16," + ADDRESS + "/128"),
                List.of("dev", "--port", "0", "--ephemeral"));
        account = Account.rich(server);
        instance = account.buy(Account.proOnIpv6(1)).getInstanceId();
    }

    private static boolean listens() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private ForwardedPort port(String protocol, Map<String, ?> more) {
        return ForwardedPort.on(account, instance, protocol, origin, more);
    }

    @Test
    void theClientIsToldItsAddress() {
        JsonNode row = account.instance(instance);
        assertThat(row.path("Ip").asText()).isEqualTo(ADDRESS);
        assertThat(row.path("IpVersion").asText()).isEqualTo("Ipv6");
    }

    @Test
    void connectionsAreForwardedAndTheOriginIsToldWhoseTheyAre() {
        ForwardedPort port = port("tcp", Map.of("ProxyEnable", 2));
        try (Visit visit = port.visit(ADDRESS)) {
            assertThat(visit.line("hello\n")).isEqualTo("PROXY TCP6 ::1 ::1 " + visit.port() + " " + port.port());
            assertThat(visit.line("")).isEqualTo("hello");
        }
    }

    @Test
    void datagramsAreForwardedAndTheOriginIsToldWhoseTheyAre() {
        ForwardedPort port = port("udp", Map.of("ProxyEnable", 1));
        String first = "x".repeat(1_000);
        Patience.until("the first datagram of a session comes with the header", () -> {
            try (Sender sender = port.sender(ADDRESS)) {
                return sender.said(first).equals(ProxyHeader.ofDatagrams(ADDRESS, sender.port(), port) + first);
            }
        });
    }

    @Test
    void aSourceHasNoMoreConnectionsOpenThanItMay() {
        ForwardedPort port = port("tcp", Map.of());
        port.set(ForwardedPort.sourceLimit(0, 2, ""));
        Patience.until("the limit is in force", () -> port.served(ADDRESS, 4) == 2);
    }

    @Test
    void theBlackListKnowsItsSources() {
        ForwardedPort port = port("tcp", Map.of());
        port.call("AddAutoCcBlacklist", Map.of("ExpireTime", 300, "Blacklist", "[{\"src\":\"::1\"}]"));
        try {
            Patience.until("a listed source is refused", () -> !port.serves(ADDRESS));
            assertThat(port.call("DescribeAutoCcBlacklist", Map.of("PageNumber", 1, "PageSize", 10, "QueryType", "manual"))
                    .path("AutoCcBlacklist").findValuesAsText("SourceIp")).containsExactly(ADDRESS);
        } finally {
            port.call("EmptyAutoCcBlacklist", Map.of());
        }
        Patience.until("and not when it is taken off", () -> port.serves(ADDRESS));
    }
}
