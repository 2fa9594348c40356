package breakwater.control.operation.ddoscoo.port;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.lifecycle.ddos.DdosFixture;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosPlan;
import breakwater.control.operation.ddoscoo.DdoscooStage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal of port forwarding through the API, from a table, that it changes nothing, and that it tells nothing of what is not the caller's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortRefusalsTest {
    private DdoscooStage stage;
    private DdosInstance full;
    private long revision;

    /** One row of the table. */
    record Row(String action, String parameters, String code, String part) {
        @Override
        public String toString() {
            return action + " " + parameters + " is " + code;
        }
    }

    @BeforeAll
    void start() {
        stage = new DdoscooStage();
        full = stage.make(DdosFixture.ACCOUNT, DdosFixture.premium(DdosPlan.INSURANCE), Duration.ofDays(-1), Duration.ofDays(20));
        create(stage.running, "tcp", 80);
        create(stage.running, "udp", 53);
        create(stage.premium, "tcp", 80);
        for (int port = 1; port <= 5; port++) {
            create(full, "tcp", port);
        }
        revision = stage.control.control().publisher().publish().revision();
    }

    private void create(DdosInstance instance, String protocol, int port) {
        ApiCaller.Answer answer = stage.call("CreatePort", "InstanceId", instance.id(), "FrontendProtocol", protocol, "FrontendPort",
                String.valueOf(port), "RealServers.1", "192.0.2.1");
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(PortRefusalsTest.class.getResourceAsStream("refusals.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .map(cells -> new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells.length > 3 ? cells[3].strip() : ""))
                    .toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isRefused(Row row) {
        ApiCaller.Answer answer = stage.call(row.action(), parameters(row.parameters()));
        assertThat(answer.code()).as(answer.text()).isEqualTo(row.code());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/Message")).contains(row.part());
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("SQL");
        assertThat(stage.control.control().publisher().publish().revision()).as("nothing was changed").isEqualTo(revision);
    }

    @Test
    void foreignReleasedAndOtherRegionsIdsAreAnsweredByteForByteAsUnknownOnes() {
        for (String template : List.of("CreatePort | InstanceId=%s FrontendPort=81 FrontendProtocol=tcp RealServers.1=192.0.2.1",
                "ModifyPort | InstanceId=%s FrontendPort=80 FrontendProtocol=tcp BackendPort=80 RealServers.1=192.0.2.1",
                "DeletePort | InstanceId=%s FrontendPort=80 FrontendProtocol=tcp", "DescribePort | InstanceId=%s",
                "CreateNetworkRules | NetworkRules=[{rule:tcp:81:%s}]", "ConfigNetworkRules | NetworkRules=[{rule:tcp:80:%s}]",
                "DeleteNetworkRule | NetworkRule=[{key:tcp:80:%s}]", "DescribeNetworkRules | InstanceId=%s PageNumber=1 PageSize=10",
                "DescribeNetworkRuleAttributes | NetworkRules=[{key:tcp:80:%s}]",
                "ModifyNetworkRuleAttribute | InstanceId=%s ForwardProtocol=tcp FrontendPort=80 Config={}",
                "ModifyHealthCheckConfig | InstanceId=%s ForwardProtocol=tcp FrontendPort=80 HealthCheck={}",
                "DescribeHealthCheckList | NetworkRules=[{key:tcp:80:%s}]", "DescribeHealthCheckStatus | NetworkRules=[{key:tcp:80:%s}]")) {
            String[] parts = template.split(" \\| ");
            String unknown = about(parts, DdoscooStage.UNKNOWN, "");
            assertThat(unknown).contains("InstanceNotFound");
            assertThat(about(parts, stage.foreign.id(), "")).as(template).isEqualTo(unknown);
            assertThat(about(parts, stage.gone.id(), "")).as(template).isEqualTo(unknown);
            assertThat(about(parts, stage.premium.id(), " RegionId=cn-hangzhou")).as(template)
                    .isEqualTo(about(parts, DdoscooStage.UNKNOWN, " RegionId=cn-hangzhou"));
        }
    }

    private String about(String[] template, String id, String more) {
        ApiCaller.Answer answer = stage.call(template[0], parameters(template[1].replace("%s", id) + more));
        return answer.status() + answer.withoutRequestId();
    }

    @Test
    void aUserMayChangeTheRulesOfTheOneInstanceThatAPolicyNames() {
        stage.control.call("ram", "CreateUser", Map.of("UserName", "clerk"));
        ApiCaller.Answer key = stage.control.call("ram", "CreateAccessKey", Map.of("UserName", "clerk"));
        stage.control.call("ram", "CreatePolicy", Map.of("PolicyName", "ports", "PolicyDocument",
                "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"yundun-ddoscoo:*\",\"Resource\":"
                        + "\"acs:yundun-ddoscoo:*:*:instance/" + stage.running.id() + "\"}]}"));
        stage.control.call("ram", "AttachPolicyToUser", Map.of("PolicyType", "Custom", "PolicyName", "ports", "UserName", "clerk"));
        ApiCaller clerk = stage.control.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
        assertThat(clerk.call("ddoscoo", "DescribeNetworkRuleAttributes", parameters("NetworkRules=[{key:tcp:80:{running}}]")).code()).isEqualTo("OK");
        for (String other : List.of("{premium}", "{foreign}", "{unknown}")) {
            assertThat(clerk.call("ddoscoo", "DescribeNetworkRuleAttributes",
                    parameters("NetworkRules=[{key:tcp:80:{running}},{key:tcp:80:" + other + "}]")).code()).isEqualTo("NoPermission");
            assertThat(clerk.call("ddoscoo", "DeletePort", parameters("InstanceId=" + other + " FrontendPort=80 FrontendProtocol=tcp")).code())
                    .isEqualTo("NoPermission");
        }
    }

    private Map<String, String> parameters(String text) {
        String filled = text.replace("{config:", "InstanceId={running} ForwardProtocol=tcp FrontendPort=80 Config=")
                .replace("{health:", "InstanceId={running} ForwardProtocol=tcp FrontendPort=80 HealthCheck=");
        if (!filled.equals(text)) {
            filled = filled.substring(0, filled.length() - 1);
        }
        StringBuilder servers = new StringBuilder();
        for (int at = 1; at <= 21; at++) {
            servers.append(" RealServers.").append(at).append("=192.0.2.").append(at);
        }
        filled = filled.replace("{servers:21}", servers.toString().strip())
                .replace("{running}", stage.running.id()).replace("{expired}", stage.expired.id()).replace("{premium}", stage.premium.id())
                .replace("{foreign}", stage.foreign.id()).replace("{gone}", stage.gone.id()).replace("{unknown}", DdoscooStage.UNKNOWN)
                .replace("{full}", full.id())
                .replaceAll("\\{rule:(\\w+):(\\d+):([\\w-]+)}",
                        "{\"InstanceId\":\"$3\",\"Protocol\":\"$1\",\"FrontendPort\":$2,\"BackendPort\":80,\"RealServers\":[\"192.0.2.9\"]}")
                .replaceAll("\\{key:(\\w+):(\\d+):([\\w-]+)}", "{\"InstanceId\":\"$3\",\"Protocol\":\"$1\",\"FrontendPort\":$2}");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : filled.isEmpty() ? new String[0] : filled.split(" ")) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return parameters;
    }
}
