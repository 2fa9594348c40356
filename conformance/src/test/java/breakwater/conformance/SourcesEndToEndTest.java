package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Who is let through, from end to end: lists, countries, lines, source ports, scenes, blackholes; set by an official client, met by real
 * sockets, read back by the client. The server's table of countries is a test's own, in which parts of loopback lie abroad.
 */
final class SourcesEndToEndTest {

    private static final String SOMEBODY = "127.2.0.1";
    private static final String NEIGHBOUR = "127.2.0.2";

    private final Account account = Account.rich(Servers.rehearsing());
    @AutoClose
    private final EchoOrigin origin = EchoOrigin.start();

    @Test
    void theBlackListEndsLiveConnectionsAndTheWhiteListIsAboveIt() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        try (Visit live = port.visit(SOMEBODY); Visit bystander = port.visit("127.3.0.1")) {
            assertThat(live.echoes("before")).isTrue();
            assertThat(bystander.echoes("before")).isTrue();
            port.call("AddAutoCcBlacklist", Map.of("ExpireTime", 300, "Blacklist", "[{\"src\":\"127.2.0.0/24\"}]"));
            Patience.until("the next byte of a listed source ends its connection", () -> !live.echoes("after"));
            assertThat(port.serves(NEIGHBOUR)).isFalse();
            assertThat(bystander.echoes("after")).isTrue();
            port.call("AddAutoCcWhitelist", Map.of("Whitelist", "[{\"src\":\"" + SOMEBODY + "\"}]"));
            Patience.until("the white list is above the black one", () -> port.serves(SOMEBODY));
            assertThat(port.serves(NEIGHBOUR)).isFalse();
            assertThat(port.call("DescribeAutoCcBlacklist", Map.of("PageNumber", 1, "PageSize", 10, "QueryType", "manual"))
                    .path("AutoCcBlacklist").findValuesAsText("SourceIp")).containsExactly("127.2.0.0/24");
            assertThat(port.call("DescribeAutoCcWhitelist", Map.of("PageNumber", 1, "PageSize", 10))
                    .path("AutoCcWhitelist").findValuesAsText("SourceIp")).containsExactly(SOMEBODY);
            port.call("EmptyAutoCcWhitelist", Map.of());
            Patience.until("an emptied white list lifts nobody above it", () -> !port.serves(SOMEBODY));
            port.call("EmptyAutoCcBlacklist", Map.of());
            Patience.until("an emptied black list refuses nobody", () -> port.serves(SOMEBODY) && port.serves(NEIGHBOUR));
        }
    }

    @Test
    void whoIsOnTheWhiteListPassesTheLimitsOfSources() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        port.set(ForwardedPort.sourceLimit(0, 1, ""));
        Patience.until("the limit is in force", () -> port.served(SOMEBODY, 4) < 4);
        Map<String, String> listed = Map.of("Whitelist", "[{\"src\":\"" + SOMEBODY + "\"}]");
        port.call("AddAutoCcWhitelist", listed);
        Patience.until("the limit is not for it", () -> port.served(SOMEBODY, 4) == 4);
        assertThat(port.served(NEIGHBOUR, 4)).isLessThan(4);
        port.call("DeleteAutoCcWhitelist", listed);
        Patience.until("the limit is for it again", () -> port.served(SOMEBODY, 4) < 4);
    }

    @Test
    void aBlockedCountryIsRefusedAndOneThatTheTableDoesNotTellIsNot() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        port.call("ConfigNetworkRegionBlock", Map.of("Config", "{\"RegionBlockSwitch\":\"on\",\"Countries\":[7]}"));
        Patience.until("the United States are refused", () -> !port.serves(Servers.AMERICAN));
        assertThat(port.serves(Servers.CHINESE)).isTrue();
        assertThat(port.serves(SOMEBODY)).as("nobody knows where this is").isTrue();
        JsonNode config = port.call("DescribeNetworkRegionBlock", Map.of()).path("Config");
        assertThat(config.path("RegionBlockSwitch").asText()).isEqualTo("on");
        assertThat(config.path("Countries")).extracting(JsonNode::asInt).containsExactly(7);
        port.call("ConfigNetworkRegionBlock", Map.of("Config", "{\"RegionBlockSwitch\":\"off\",\"Countries\":[7]}"));
        Patience.until("the switch is off", () -> port.serves(Servers.AMERICAN));
        Patience.until("countries are in the report", () -> port.report("DescribePortViewSourceCountries", port.lately())
                .path("SourceCountrys").findValuesAsText("CountryId").containsAll(List.of("us", "cn")));
    }

    @Test
    void aBlockedLineRefusesWhatComesFromOutsideMainlandChina() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        port.call("ModifyBlockStatus", Map.of("Status", "do", "Lines", List.of("ct"), "Duration", 15));
        Patience.until("abroad is refused", () -> !port.serves(Servers.AMERICAN));
        assertThat(port.serves(Servers.CHINESE)).isTrue();
        assertThat(lines(port)).containsExactlyInAnyOrder("ct areablock for 900 s", "cut normal");
        assertThat(account.call(Product.DDOSCOO, "DescribeUnBlockCount", Map.of()).path("RemainCount").asInt()).isEqualTo(9);
        port.call("ModifyBlockStatus", Map.of("Status", "undo", "Lines", List.of("ct")));
        Patience.until("abroad is let through again", () -> port.serves(Servers.AMERICAN));
    }

    @Test
    void aBlockOfLinesEndsByItselfWhenTheTimeOfTheLastIsOver() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        try (Visit abroad = port.visit(Servers.AMERICAN); Visit inland = port.visit(Servers.CHINESE)) {
            assertThat(abroad.echoes("before")).isTrue();
            assertThat(inland.echoes("before")).isTrue();
            port.call("ModifyBlockStatus", Map.of("Status", "do", "Lines", List.of("ct"), "Duration", 15));
            port.call("ModifyBlockStatus", Map.of("Status", "do", "Lines", List.of("cut"), "Duration", 30));
            Patience.until("a live connection from abroad ends", () -> !abroad.echoes("blocked"));
            assertThat(lines(port)).containsExactlyInAnyOrder("ct areablock for 900 s", "cut areablock for 1800 s");

            account.advance(Duration.ofMinutes(16));
            assertThat(lines(port)).containsExactlyInAnyOrder("ct normal", "cut areablock for 1800 s");
            assertThat(port.serves(Servers.AMERICAN)).as("the other line is blocked yet").isFalse();

            account.advance(Duration.ofMinutes(15));
            assertThat(lines(port)).containsExactlyInAnyOrder("ct normal", "cut normal");
            Patience.until("abroad is let through again", () -> port.serves(Servers.AMERICAN));
            assertThat(inland.echoes("after")).as("no block concerned it").isTrue();
        }
    }

    /** The lines of an instance, each with its status and for how long it has it, if it is blocked. */
    private static List<String> lines(ForwardedPort port) {
        List<String> lines = new ArrayList<>();
        for (JsonNode line : port.report("DescribeBlockStatus", Map.of()).path("StatusList").path(0).path("BlockStatusList")) {
            lines.add(line.path("Line").asText() + " " + line.path("BlockStatus").asText()
                    + (line.has("EndTime") ? " for " + (line.path("EndTime").asLong() - line.path("StartTime").asLong()) + " s" : ""));
        }
        return lines;
    }

    @Test
    void datagramsFromAReflectionPortAreDropped() {
        ForwardedPort port = ForwardedPort.udp(account, origin);
        try (Sender reflector = port.sender(SOMEBODY); Sender other = port.sender(SOMEBODY)) {
            Patience.until("it is answered", () -> reflector.echoes(40));
            port.call("ConfigUdpReflect", Map.of("Config", "{\"UdpSports\":[" + reflector.port() + "]}"));
            Patience.until("its port is dropped", () -> !reflector.echoes(40));
            Patience.until("another port of the same source is not", () -> other.echoes(40));
            assertThat(port.call("DescribeUdpReflect", Map.of()).path("UdpSports")).extracting(JsonNode::asInt).containsExactly(reflector.port());
            port.call("ConfigUdpReflect", Map.of("Config", "{\"UdpSports\":[]}"));
            Patience.until("no port is dropped any more", () -> reflector.echoes(40));
        }
    }

    @Test
    void aBypassSceneSwitchesTheLimitsOffFromItsFirstToItsLastInstant() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        port.set(ForwardedPort.sourceLimit(0, 1, ""));
        Patience.until("the limit is in force", () -> port.served(SOMEBODY, 4) < 4);
        long now = account.now().toEpochMilli();
        account.call(Product.DDOSCOO, "CreateSceneDefensePolicy", Map.of("Name", "drill", "Template", "bypass",
                "StartTime", now + 3_600_000, "EndTime", now + 7_200_000));
        JsonNode policies = account.call(Product.DDOSCOO, "DescribeSceneDefensePolicies", Map.of("Template", "bypass")).path("Policies");
        String id = policies.path(0).path("PolicyId").asText();
        account.call(Product.DDOSCOO, "AttachSceneDefenseObject", Map.of("PolicyId", id, "ObjectType", "Vip", "Objects", port.address()));
        assertThat(port.served(SOMEBODY, 4)).as("it has not begun").isLessThan(4);
        account.advance(Duration.ofMinutes(61));
        Patience.until("limits are off in its span", () -> port.served(SOMEBODY, 4) == 4);
        account.advance(Duration.ofMinutes(60));
        Patience.until("and on again after it", () -> port.served(SOMEBODY, 4) < 4);
    }

    @Test
    void aFloodBeyondTheProtectionBandwidthBlackholesTheAddressUntilTheOwnerEndsIt() {
        ForwardedPort port = ForwardedPort.udp(account, origin);
        try (Sender flood = port.sender(SOMEBODY); Sender honest = port.sender(NEIGHBOUR)) {
            blackhole(port, flood);
            JsonNode status = status(port);
            assertThat(status.path("Ip").asText()).isEqualTo(port.address());
            assertThat(status.path("EndTime").asLong() - status.path("StartTime").asLong()).isEqualTo(1_800);
            Patience.until("it is an event", () -> events(port).findValuesAsText("EventType").contains("blackhole"));
            assertThat(honest.echoes(40)).as("whoever it comes from").isFalse();
            port.call("ModifyBlackholeStatus", Map.of("BlackholeStatus", "undo"));
            Patience.until("the address is back", () -> honest.echoes(40));
            assertThat(status(port).path("BlackStatus").asText()).isEqualTo("normal");
            assertThat(account.call(Product.DDOSCOO, "DescribeUnBlackholeCount", Map.of()).path("RemainCount").asInt()).isEqualTo(4);
        }
    }

    @Test
    void aBlackholeEndsByItselfWhenItsTimeIsOver() {
        ForwardedPort port = ForwardedPort.udp(account, origin);
        ForwardedPort other = ForwardedPort.on(account, port.instance(), "tcp", origin, Map.of());
        try (Sender flood = port.sender(SOMEBODY); Sender honest = port.sender(NEIGHBOUR); Visit live = other.visit(NEIGHBOUR)) {
            assertThat(live.echoes("before")).isTrue();
            blackhole(port, flood);
            JsonNode status = status(port);
            assertThat(live.echoes("blackholed")).as("a live connection to another port of the address").isFalse();

            account.advance(Duration.ofMinutes(25));
            assertThat(status(port)).as("its time is not over").isEqualTo(status);
            assertThat(honest.echoes(40)).isFalse();
            assertThat(other.serves(NEIGHBOUR)).isFalse();

            account.advance(Duration.ofMinutes(6));
            assertThat(status(port).path("BlackStatus").asText()).isEqualTo("normal");
            assertThat(status(port).has("EndTime")).isFalse();
            Patience.until("the address is back", () -> honest.echoes(40) && other.serves(NEIGHBOUR));
            Patience.until("its event has the end that was told before", () -> {
                JsonNode event = events(port).path(0);
                return event.path("EventType").asText().equals("blackhole") && event.path("StartTime").equals(status.path("StartTime"))
                        && event.path("EndTime").equals(status.path("EndTime"));
            });
            assertThat(account.call(Product.DDOSCOO, "DescribeUnBlackholeCount", Map.of()).path("RemainCount").asInt())
                    .as("nobody ended it").isEqualTo(5);
        }
    }

    /** Sends more than the protection bandwidth until the address is blackholed. */
    private static void blackhole(ForwardedPort port, Sender flood) {
        Patience.until("the address is blackholed", () -> {
            flood.send(20, 50_000);
            return status(port).path("BlackStatus").asText().equals("blackhole");
        });
    }

    private static JsonNode events(ForwardedPort port) {
        return port.report("DescribeDDoSEvents", port.lately(ForwardedPort.PAGE)).path("DDoSEvents");
    }

    private static JsonNode status(ForwardedPort port) {
        return port.report("DescribeBlackholeStatus", Map.of()).path("BlackholeStatus").path(0);
    }
}
