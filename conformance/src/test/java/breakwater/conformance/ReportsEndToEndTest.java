package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the reports tell of traffic and of an attack that real sockets made, as an official client reads them; and what rules tell of themselves. */
final class ReportsEndToEndTest {

    private final Account account = Account.rich(Servers.rehearsing());
    @AutoClose
    private final EchoOrigin origin = EchoOrigin.start();

    private static Map<String, Object> with(Map<String, Object> parameters, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.putAll(more);
        return all;
    }

    @Test
    void anAttackIsToldByItsSizeSourcesCountriesKindAndPort() {
        ForwardedPort port = ForwardedPort.udp(account, origin);
        port.set(ForwardedPort.sourceLimit(0, 0, ",\"Pps\":1"));
        Map<String, Object> pages = port.lately(ForwardedPort.PAGE);
        try (Sender attacker = port.sender(Servers.AMERICAN)) {
            Patience.until("it is an event", () -> {
                attacker.send(60, 20);
                return port.report("DescribeDDoSEvents", pages).path("DDoSEvents").findValuesAsText("EventType").contains("defense");
            });
        }
        long began = port.report("DescribeDDoSEvents", pages).path("DDoSEvents").path(0).path("StartTime").asLong();
        Map<String, Object> event = Map.of("EventType", "defense", "Ip", port.address(), "StartTime", began);
        Map<String, Object> five = with(event, Map.of("Range", 5));
        Patience.until("its source is told", () -> call("DescribeDDosEventSrcIp", five).path("Ips").findValuesAsText("SrcIp").contains(Servers.AMERICAN));
        assertThat(call("DescribeDDosEventArea", five).path("Areas").findValuesAsText("Area")).containsExactly("us");
        assertThat(call("DescribeDDosEventAttackType", event).path("AttackTypes").findValuesAsText("AttackType")).containsExactly("Udp-None");
        assertThat(call("DescribeDestinationPortEvent", with(five, Map.of("Region", "cn"))).path("PortList").findValuesAsText("DstPort"))
                .containsExactly(String.valueOf(port.port()));
        assertThat(call("DescribeDDosEventIsp", five).path("Isps")).as("the table tells no carriers").isEmpty();
        call("DescribeDDosEventMax", port.lately());
        assertThat(call("DescribeAttackAnalysisMaxQps", port.lately()).path("Qps").asLong()).isZero();
        Patience.until("its size is told", () -> port.report("DescribePortAttackMaxFlow", port.lately()).path("Pps").asLong() > 0
                && port.report("DescribeTotalAttackMaxFlow", port.lately()).path("Pps").asLong() > 0);
        Patience.until("who was refused most is told", () -> call("DescribePortCcAttackTopIP", Map.of("Ip", port.address(), "Port", port.port(),
                "StartTimestamp", began - 60)).path("TopIp").findValuesAsText("SrcIp").contains(Servers.AMERICAN));
    }

    private JsonNode call(String action, Map<String, ?> parameters) {
        return account.call(Product.DDOSCOO, action, parameters);
    }

    @Test
    void connectionsAreToldByPortAndTime() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        try (Visit visit = port.visit(Servers.CHINESE)) {
            assertThat(visit.echoes("hello")).isTrue();
            Patience.until("it is in the list", () -> port.report("DescribePortConnsList", port.lately(ForwardedPort.WHOLE))
                    .path("ConnsList").path(0).path("Conns").asLong() > 0);
            Patience.until("its port has a most", () -> port.report("DescribePortMaxConns", port.lately()).path("PortMaxConns")
                    .findValuesAsText("Port").contains(String.valueOf(port.port())));
        }
        port.report("DescribePortViewSourceIsps", port.lately());
        port.report("DescribePortViewSourceProvinces", port.lately());
    }

    @Test
    void aRuleIsReadBackChangedAndDeletedByBothGenerationsOfTheApi() {
        ForwardedPort port = ForwardedPort.tcp(account, origin);
        JsonNode rule = port.call("DescribePort", Map.of("PageNumber", 1, "PageSize", 10)).path("NetworkRules").path(0);
        assertThat(rule.path("FrontendPort").asInt()).isEqualTo(port.port());
        assertThat(rule.path("BackendPort").asInt()).isEqualTo(origin.port());
        call("DescribeHealthCheckList", Map.of("NetworkRules", "[" + port.key() + "]"));
        assertThat(call("DescribeBackSourceCidr", Map.of()).path("Cidrs")).extracting(JsonNode::asText).contains("127.0.0.0/8");
        try (EchoOrigin other = EchoOrigin.start()) {
            call("ConfigNetworkRules", Map.of("NetworkRules", "[" + port.key().replace("}", ",\"BackendPort\":" + other.port()
                    + ",\"RealServers\":[\"127.0.0.1\"]}") + "]"));
            Patience.until("the other origin is asked", () -> port.serves("127.5.0.1") && other.visits() > 0);
        }
        port.call("DeletePort", Map.of("FrontendProtocol", "tcp", "FrontendPort", port.port()));
        Patience.until("nothing listens", () -> !port.serves("127.5.0.1"));
        assertThat(port.call("DescribePort", Map.of()).path("TotalCount").asInt()).isZero();
    }
}
