package breakwater.control.operation.ddoscoo.port;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.lifecycle.ddos.DdosFixture;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosPlan;
import breakwater.control.operation.ddoscoo.DdoscooStage;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.RulePolicy.RepeatOffence;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forwarding rules through the public API, both generations of it, and what of them reaches the traffic plane. */
class PortOperationsTest {
    private DdoscooStage stage;

    ControlFixture start() {
        return ControlFixture.start();
    }

    @BeforeEach
    void open() {
        stage = new DdoscooStage(start());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aRuleOfTheFirstGenerationIsSeenByTheSecond() {
        ok(create(stage.running, "8080", "tcp", "80", "192.0.2.1", "192.0.2.2"));
        ApiCaller.Answer list = ok(stage.call("DescribeNetworkRules", "InstanceId", stage.running.id(), "PageNumber", "1", "PageSize", "10"));
        assertThat(list.text("/TotalCount")).isEqualTo("1");
        assertThat(list.text("/NetworkRules/0/FrontendPort")).isEqualTo("8080");
        assertThat(list.text("/NetworkRules/0/BackendPort")).isEqualTo("80");
        assertThat(list.text("/NetworkRules/0/Protocol")).isEqualTo("tcp");
        assertThat(list.text("/NetworkRules/0/InstanceId")).isEqualTo(stage.running.id());
        assertThat(list.body().at("/NetworkRules/0/IsAutoCreate").isBoolean()).isTrue();
        assertThat(list.body().at("/NetworkRules/0/RealServers").toString()).isEqualTo("[\"192.0.2.1\",\"192.0.2.2\"]");
        ok(stage.call("ConfigNetworkRules", "NetworkRules", rules(stage.running, "tcp", 8080, 81, "2001:DB8::0:1")));
        ApiCaller.Answer port = ok(stage.call("DescribePort", "InstanceId", stage.running.id(), "FrontendPort", "8080", "FrontendProtocol", "tcp"));
        assertThat(port.text("/TotalCount")).isEqualTo("1");
        assertThat(port.text("/NetworkRules/0/BackendPort")).isEqualTo("81");
        assertThat(port.text("/NetworkRules/0/FrontendProtocol")).isEqualTo("tcp");
        assertThat(port.text("/NetworkRules/0/RealServers/0")).isEqualTo("2001:db8::1");
        ok(stage.call("DeleteNetworkRule", "NetworkRule", keys(stage.running, "tcp", 8080)));
        assertThat(ok(stage.call("DescribePort", "InstanceId", stage.running.id(), "FrontendPort", "8080", "FrontendProtocol", "tcp"))
                .text("/TotalCount")).isEqualTo("0");
    }

    @Test
    void aRuleOfTheSecondGenerationIsSeenByTheFirst() {
        ok(stage.call("CreateNetworkRules", "NetworkRules", rules(stage.running, "udp", 53, 5353, "192.0.2.7")));
        assertThat(ok(stage.call("DescribePort", "InstanceId", stage.running.id())).text("/NetworkRules/0/FrontendProtocol")).isEqualTo("udp");
        ok(stage.call("ModifyPort", Map.of("InstanceId", stage.running.id(), "FrontendPort", "53", "FrontendProtocol", "udp",
                "BackendPort", "54", "RealServers.1", "192.0.2.8")));
        assertThat(ok(stage.call("DescribeNetworkRules", "InstanceId", stage.running.id(), "PageNumber", "1", "PageSize", "10",
                "FrontendPort", "53", "ForwardProtocol", "udp")).text("/NetworkRules/0/RealServers/0")).isEqualTo("192.0.2.8");
        ok(stage.call("DeletePort", "InstanceId", stage.running.id(), "FrontendPort", "53", "FrontendProtocol", "udp",
                "BackendPort", "54", "RealServers.1", "192.0.2.8"));
        assertThat(ok(stage.call("DescribePort", "InstanceId", stage.running.id())).text("/TotalCount")).isEqualTo("0");
    }

    @Test
    void tcpAndUdpOfOnePortAreTwoRulesAndPagesGoByPort() {
        for (int port = 20; port > 0; port--) {
            ok(create(stage.running, String.valueOf(port), "tcp", "80", "192.0.2.1"));
        }
        ok(create(stage.running, "7", "udp", "80", "192.0.2.1"));
        ApiCaller.Answer second = ok(stage.call("DescribePort", "InstanceId", stage.running.id(), "PageNumber", "2", "PageSize", "6"));
        assertThat(second.text("/TotalCount")).isEqualTo("21");
        assertThat(second.text("/NetworkRules/0/FrontendPort")).isEqualTo("7");
        assertThat(second.text("/NetworkRules/0/FrontendProtocol")).isEqualTo("tcp").isNotEqualTo(second.text("/NetworkRules/1/FrontendProtocol"));
        assertThat(second.body().at("/NetworkRules").size()).isEqualTo(6);
        assertThat(ok(stage.call("DescribePort", "InstanceId", stage.running.id(), "PageNumber", "9", "PageSize", "50"))
                .body().at("/NetworkRules").size()).isZero();
        assertThat(ok(stage.call("DescribePort", "InstanceId", stage.running.id(), "FrontendProtocol", "udp")).text("/TotalCount")).isEqualTo("1");
    }

    @Test
    void aBatchIsMadeWholeOrNotAtAll() {
        ok(create(stage.running, "3", "tcp", "80", "192.0.2.1"));
        long before = revision();
        String clash = "[" + rule(stage.running, "tcp", 1, 80, "192.0.2.1") + "," + rule(stage.running, "tcp", 2, 80, "192.0.2.1") + ","
                + rule(stage.running, "tcp", 3, 80, "192.0.2.1") + "]";
        assertThat(stage.call("CreateNetworkRules", "NetworkRules", clash).code()).isEqualTo("ddos_coop3303");
        String foreign = "[" + rule(stage.running, "tcp", 1, 80, "192.0.2.1") + "," + rule(stage.foreign, "tcp", 2, 80, "192.0.2.1") + "]";
        assertThat(stage.call("CreateNetworkRules", "NetworkRules", foreign).code()).isEqualTo("InstanceNotFound");
        String twice = "[" + rule(stage.running, "tcp", 1, 80, "192.0.2.1") + "," + rule(stage.running, "tcp", 1, 80, "192.0.2.1") + "]";
        assertThat(stage.call("CreateNetworkRules", "NetworkRules", twice).code()).isEqualTo("ddos_coop3303");
        String missing = "[{\"InstanceId\":\"" + stage.running.id() + "\",\"Protocol\":\"tcp\",\"FrontendPort\":3},{\"InstanceId\":\""
                + stage.running.id() + "\",\"Protocol\":\"tcp\",\"FrontendPort\":4}]";
        assertThat(stage.call("DeleteNetworkRule", "NetworkRule", missing).code()).isEqualTo("anycast_controller3006");
        assertThat(ok(stage.call("DescribePort", "InstanceId", stage.running.id())).text("/TotalCount")).isEqualTo("1");
        assertThat(revision()).isEqualTo(before);
        String several = "[" + rule(stage.running, "tcp", 1, 80, "192.0.2.1") + "," + rule(stage.premium, "udp", 2, 80, "192.0.2.1") + "]";
        ok(stage.call("CreateNetworkRules", "NetworkRules", several));
        assertThat(snapshot().keySet()).containsExactlyInAnyOrder(stage.running.id(), stage.premium.id());
    }

    @Test
    void noMoreRulesThanWereBought() {
        DdosInstance small = stage.make(DdosFixture.ACCOUNT, DdosFixture.premium(DdosPlan.INSURANCE), Duration.ofDays(-1), Duration.ofDays(20));
        List<String> five = new ArrayList<>();
        for (int port = 1; port <= 6; port++) {
            five.add(rule(small, "tcp", port, 80, "192.0.2.1"));
        }
        ApiCaller.Answer refused = stage.call("CreateNetworkRules", "NetworkRules", five.toString());
        assertThat(refused.code()).isEqualTo("ddos_coop3302");
        assertThat(refused.text("/Message")).contains("5");
        ok(stage.call("CreateNetworkRules", "NetworkRules", five.subList(0, 5).toString()));
        assertThat(create(small, "6", "tcp", "80", "192.0.2.1").code()).isEqualTo("ddos_coop3302");
        ok(stage.call("DeletePort", "InstanceId", small.id(), "FrontendPort", "5", "FrontendProtocol", "tcp"));
        ok(create(small, "6", "tcp", "80", "192.0.2.1"));
    }

    @Test
    void ofTwoCallersAtOnceOneMakesTheRuleAndTheLimitHolds() throws InterruptedException, ExecutionException {
        DdosInstance small = stage.make(DdosFixture.ACCOUNT, DdosFixture.premium(DdosPlan.INSURANCE), Duration.ofDays(-1), Duration.ofDays(20));
        List<String> codes = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<String>> answers = new ArrayList<>();
            for (int call = 0; call < 24; call++) {
                String port = String.valueOf(1 + call % 12);
                answers.add(callers.submit(() -> create(small, port, "tcp", "80", "192.0.2.1").code()));
            }
            for (Future<String> answer : answers) {
                codes.add(answer.get());
            }
        }
        assertThat(codes).filteredOn("OK"::equals).hasSize(5);
        assertThat(codes).containsOnly("OK", "ddos_coop3302", "ddos_coop3303");
        assertThat(snapshot().get(small.id()).rules()).hasSize(5);
    }

    @Test
    void originsArriveAtThePlaneInOrderWithTheirPortAndTheProxyProtocol() {
        ok(stage.call("CreatePort", Map.of("InstanceId", stage.running.id(), "FrontendPort", "9000", "FrontendProtocol", "tcp", "ProxyEnable", "1",
                "RealServers.1", "192.0.2.9", "RealServers.2", "::ffff:192.0.2.1", "RealServers.3", "2001:db8:0:0::5")));
        ForwardingRule rule = snapshot().get(stage.running.id()).rules().getFirst();
        assertThat(rule.origins()).containsExactly(new InetSocketAddress("192.0.2.9", 9000), new InetSocketAddress("192.0.2.1", 9000),
                new InetSocketAddress("2001:db8::5", 9000));
        assertThat(rule.proxyProtocol()).isEqualTo(ProxyProtocol.V2);
        ok(modify(stage.running, "9000", "tcp", "80", "192.0.2.4"));
        assertThat(snapshot().get(stage.running.id()).rules().getFirst().proxyProtocol()).isEqualTo(ProxyProtocol.V2);
        ok(stage.call("ModifyPort", Map.of("InstanceId", stage.running.id(), "FrontendPort", "9000", "FrontendProtocol", "tcp",
                "BackendPort", "80", "RealServers.1", "192.0.2.4", "ProxyEnable", "2")));
        assertThat(snapshot().get(stage.running.id()).rules().getFirst().proxyProtocol()).isEqualTo(ProxyProtocol.V1);
        ApiCaller.Answer list = ok(stage.call("DescribeNetworkRules", "InstanceId", stage.running.id(), "PageNumber", "1", "PageSize", "10"));
        assertThat(list.text("/NetworkRules/0/ProxyEnable")).isEqualTo("2");
        assertThat(list.text("/NetworkRules/0/ProxyStatus")).isEqualTo("on");
    }

    @Test
    void attributesMergePartByPart() {
        ok(create(stage.running, "80", "tcp", "80", "192.0.2.1"));
        ApiCaller.Answer usual = attributes();
        assertThat(usual.text("/NetworkRuleAttributes/0/Config/Synproxy")).isEqualTo("off");
        assertThat(usual.text("/NetworkRuleAttributes/0/Config/Sla/CpsEnable")).isEqualTo("0");
        assertThat(usual.text("/NetworkRuleAttributes/0/Config/PersistenceTimeout")).isEqualTo("0");
        assertThat(snapshot().get(stage.running.id()).rules().getFirst().policy()).isEqualTo(RulePolicy.NONE);
        ok(config("{\"PersistenceTimeout\":900}"));
        ok(config("{\"Sla\":{\"Cps\":100,\"Maxconn\":1000,\"MaxconnEnable\":0},\"Synproxy\":\"on\"}"));
        ok(config("{\"Slimit\":{\"Cps\":7,\"Maxconn\":9,\"CpsEnable\":1,\"MaxconnEnable\":1,\"CpsMode\":2,\"Pps\":11,\"Bps\":2048},"
                + "\"PayloadLen\":{\"Min\":3,\"Max\":1200},\"NodataConn\":\"on\",\"Cc\":{\"Sblack\":[{\"Type\":2,\"Cnt\":5,\"During\":60,\"Expires\":600}]}}"));
        ForwardingRule rule = snapshot().get(stage.running.id()).rules().getFirst();
        assertThat(rule.persistenceSeconds()).isEqualTo(900);
        assertThat(rule.policy().port().newConnectionsPerSecond()).isEqualTo(100);
        assertThat(rule.policy().port().connections()).isZero();
        assertThat(rule.policy().source()).isEqualTo(new RulePolicy.SourceLimits(7, true, 9, 11, 2048));
        assertThat(rule.policy().payloadBytesMin()).isEqualTo(3);
        assertThat(rule.policy().payloadBytesMax()).isEqualTo(1200);
        assertThat(rule.policy().proveFirst()).isTrue();
        assertThat(rule.policy().emptyConnectionsRefused()).isTrue();
        assertThat(rule.policy().repeatOffences()).containsExactly(new RepeatOffence(RepeatOffence.Limit.CONNECTIONS, 5, 60, 600));
        ApiCaller.Answer set = attributes();
        assertThat(set.text("/NetworkRuleAttributes/0/Config/Sla/Maxconn")).isEqualTo("1000");
        assertThat(set.text("/NetworkRuleAttributes/0/Config/Slimit/CpsMode")).isEqualTo("2");
        assertThat(set.text("/NetworkRuleAttributes/0/Config/Cc/Sblack/0/Type")).isEqualTo("2");
        ok(config("{\"Slimit\":{\"Cps\":7,\"Maxconn\":9,\"CpsEnable\":0,\"MaxconnEnable\":0,\"CpsMode\":1}}"));
        assertThat(snapshot().get(stage.running.id()).rules().getFirst().policy().source())
                .isEqualTo(new RulePolicy.SourceLimits(0, false, 0, 11, 2048));
        ok(config("{\"Cc\":{\"Sblack\":[]}}"));
        assertThat(attributes().body().at("/NetworkRuleAttributes/0/Config/Cc/Sblack").size()).isZero();
    }

    @Test
    void theAttributesOfAnAnswerCanBeSentBack() {
        ok(create(stage.running, "80", "tcp", "80", "192.0.2.1"));
        String answer = attributes().body().at("/NetworkRuleAttributes/0/Config").toString();
        long before = revision();
        ok(config(answer));
        assertThat(attributes().body().at("/NetworkRuleAttributes/0/Config").toString()).isEqualTo(answer);
        assertThat(revision()).as("nothing was different").isEqualTo(before);
    }

    @Test
    void aHealthCheckIsSetReadAndSwitchedOff() {
        ok(create(stage.running, "80", "tcp", "8000", "192.0.2.1"));
        assertThat(ok(stage.call("DescribeHealthCheckList", "NetworkRules", keys(stage.running, "tcp", 80)))
                .body().at("/HealthCheckList/0").has("HealthCheck")).isFalse();
        ok(health("{\"Type\":\"http\",\"Domain\":\"www.example.com\",\"Uri\":\"/ready?deep=1\",\"Timeout\":2,\"Port\":8080,\"Interval\":3,\"Up\":4,\"Down\":5}"));
        ApiCaller.Answer list = ok(stage.call("DescribeHealthCheckList", "NetworkRules", keys(stage.running, "tcp", 80)));
        assertThat(list.body().at("/HealthCheckList/0/HealthCheck").toString()).contains("\"Domain\":\"www.example.com\"")
                .contains("\"Uri\":\"/ready?deep=1\"").contains("\"Port\":8080").contains("\"Down\":5").contains("\"Type\":\"http\"");
        assertThat(snapshot().get(stage.running.id()).rules().getFirst().healthCheck())
                .contains(new HealthCheck(HealthCheck.Kind.HTTP, 8080, "www.example.com", "/ready?deep=1", 2, 3, 4, 5));
        ok(health("{\"Type\":\"tcp\"}"));
        assertThat(ok(stage.call("DescribeHealthCheckList", "NetworkRules", keys(stage.running, "tcp", 80)))
                .text("/HealthCheckList/0/HealthCheck/Port")).isEqualTo("8000");
        ApiCaller.Answer status = ok(stage.call("DescribeHealthCheckStatus", "NetworkRules", keys(stage.running, "tcp", 80)));
        assertThat(status.text("/HealthCheckStatus/0/Status")).isEqualTo("normal");
        assertThat(status.text("/HealthCheckStatus/0/RealServerStatusList/0/Address")).isEqualTo("192.0.2.1");
        ok(health("{}"));
        assertThat(snapshot().get(stage.running.id()).rules().getFirst().healthCheck()).isEmpty();
    }

    @Test
    void theDevelopmentServiceReachesOriginsFromLoopback() {
        assertThat(ok(stage.call("DescribeBackSourceCidr")).body().at("/Cidrs").toString()).isEqualTo("[\"127.0.0.0/8\",\"::1/128\"]");
        assertThat(ok(stage.call("DescribeBackSourceCidr", "IpVersion", "Ipv6", "Line", "coop-line-001")).body().at("/Cidrs").toString())
                .isEqualTo("[\"::1/128\"]");
    }

    @Test
    void deadlinesAndCapacityFollowWhatWasBought() {
        ok(create(stage.running, "80", "tcp", "80", "192.0.2.1"));
        ProtectedInstance pro = snapshot().get(stage.running.id());
        assertThat(pro.serviceAddress().getHostAddress()).isEqualTo(stage.running.serviceAddress());
        assertThat(pro.deadlines().mitigateUntil()).isEqualTo(stage.running.expiresAt().toEpochMilli());
        assertThat(pro.deadlines().forwardUntil()).isEqualTo(stage.running.expiresAt().plus(Duration.ofDays(7)).toEpochMilli());
        assertThat(pro.capacity()).isEqualTo(new ProtectedInstance.Capacity(100_000, 5_000, 100_000_000L, 30_000_000_000L, 5_000_000_000L, 1_800));
        ok(stage.call("ModifyElasticBandWidth", "InstanceId", stage.running.id(), "ElasticBandwidth", "60"));
        assertThat(snapshot().get(stage.running.id()).capacity().protectionBitsPerSecond()).isEqualTo(60_000_000_000L);
        ok(stage.call("ModifyInstance", "InstanceId", stage.running.id(), "ProductType", "ddoscoo", "ModifyType", "UPGRADE", "PortCount", "60"));
        long before = revision();
        ok(stage.control.call("bssopenapi", "RenewInstance", Map.of("InstanceId", stage.running.id(), "ProductCode", "ddos",
                "ProductType", "ddoscoo", "SubscriptionType", "Subscription", "RenewPeriod", "1", "ClientToken", "renew-once")));
        assertThat(revision()).isGreaterThan(before);
        assertThat(snapshot().get(stage.running.id()).deadlines().mitigateUntil()).isGreaterThan(pro.deadlines().mitigateUntil());
    }

    @Test
    void noPortThatIsInUseCanBeSoldBack() {
        ok(stage.call("ModifyInstance", "InstanceId", stage.premium.id(), "ProductType", "ddosDip", "ModifyType", "UPGRADE", "PortCount", "10"));
        List<String> seven = new ArrayList<>();
        for (int port = 1; port <= 7; port++) {
            seven.add(rule(stage.premium, "tcp", port, 80, "192.0.2.1"));
        }
        ok(stage.call("CreateNetworkRules", "NetworkRules", seven.toString()));
        assertThat(ok(stage.call("DescribeInstanceStatistics", "InstanceIds.1", stage.premium.id())).text("/InstanceStatistics/0/PortUsage"))
                .isEqualTo("7");
        ApiCaller.Answer refused = stage.call("ModifyInstance", "InstanceId", stage.premium.id(), "ProductType", "ddosDip", "ModifyType",
                "DOWNGRADE", "PortCount", "5");
        assertThat(refused.code()).as(refused.text()).isEqualTo("InvalidParameter");
        assertThat(refused.text("/Message")).contains("PortCount").contains("7 forwarding rules are in use");
        for (int port = 6; port <= 7; port++) {
            ok(stage.call("DeletePort", "InstanceId", stage.premium.id(), "FrontendPort", String.valueOf(port), "FrontendProtocol", "tcp"));
        }
        ok(stage.call("ModifyInstance", "InstanceId", stage.premium.id(), "ProductType", "ddosDip", "ModifyType", "DOWNGRADE", "PortCount", "5"));
    }

    @Test
    void anInstanceWithoutRulesDoesNotMoveTheRevision() {
        long before = revision();
        ok(stage.call("ModifyElasticBandWidth", "InstanceId", stage.running.id(), "ElasticBandwidth", "60"));
        ok(stage.call("ReleaseInstance", "InstanceId", stage.expired.id()));
        assertThat(revision()).isEqualTo(before);
        assertThat(snapshot()).isEmpty();
    }

    @Test
    void theRulesOfAReleasedInstanceGoWithIt() {
        DdosInstance leaving = stage.pro(DdosFixture.ACCOUNT, Duration.ofDays(-20), Duration.ofDays(1));
        ok(create(leaving, "80", "tcp", "80", "192.0.2.1"));
        assertThat(snapshot()).containsKey(leaving.id());
        stage.control.advanceWall(Duration.ofDays(2));
        assertThat(create(leaving, "81", "tcp", "80", "192.0.2.1").code()).as("nothing new on an expired one").isEqualTo("InstanceExpired");
        ok(modify(leaving, "80", "tcp", "80", "192.0.2.2"));
        ok(stage.call("ReleaseInstance", "InstanceId", leaving.id()));
        assertThat(snapshot()).doesNotContainKey(leaving.id());
        assertThat(stage.call("DescribePort", "InstanceId", leaving.id()).code()).isEqualTo("InstanceNotFound");
        assertThat(stage.call("DeletePort", "InstanceId", leaving.id(), "FrontendPort", "80", "FrontendProtocol", "tcp").code())
                .isEqualTo("InstanceNotFound");
        long left = stage.control.store().read(tx -> tx.number("SELECT COUNT(*) FROM forwarding_rule WHERE instance_id = ?", leaving.id()));
        assertThat(left).isZero();
    }

    @Test
    void theRulesOfAnInstanceThatTheServiceReleasesGoToo() {
        DdosInstance leaving = stage.pro(DdosFixture.ACCOUNT, Duration.ofDays(-20), Duration.ofDays(1));
        ok(create(leaving, "80", "tcp", "80", "192.0.2.1"));
        stage.control.advanceWall(Duration.ofDays(32));
        assertThat(snapshot()).doesNotContainKey(leaving.id());
    }

    @Test
    void aRefusedCallChangesNothing() {
        ok(create(stage.running, "80", "tcp", "80", "192.0.2.1"));
        long before = revision();
        assertThat(create(stage.running, "81", "tcp", "80", "169.254.169.254").code()).isEqualTo("ddos_coop3304");
        assertThat(modify(stage.running, "80", "tcp", "80", "127.77.0.3").code()).as("a service address").isEqualTo("ddos_coop3304");
        assertThat(modify(stage.running, "80", "tcp", "80", "127.0.0.1").code()).as("loopback, in development").isEqualTo("OK");
        assertThat(revision()).isEqualTo(before + 1);
    }

    private ApiCaller.Answer attributes() {
        return ok(stage.call("DescribeNetworkRuleAttributes", "NetworkRules", keys(stage.running, "tcp", 80)));
    }

    private ApiCaller.Answer config(String text) {
        return stage.call("ModifyNetworkRuleAttribute", "InstanceId", stage.running.id(), "ForwardProtocol", "tcp", "FrontendPort", "80", "Config", text);
    }

    private ApiCaller.Answer health(String text) {
        return stage.call("ModifyHealthCheckConfig", "InstanceId", stage.running.id(), "ForwardProtocol", "tcp", "FrontendPort", "80", "HealthCheck", text);
    }

    private ApiCaller.Answer create(DdosInstance instance, String port, String protocol, String backendPort, String... origins) {
        return port("CreatePort", instance, port, protocol, backendPort, origins);
    }

    private ApiCaller.Answer modify(DdosInstance instance, String port, String protocol, String backendPort, String... origins) {
        return port("ModifyPort", instance, port, protocol, backendPort, origins);
    }

    private ApiCaller.Answer port(String action, DdosInstance instance, String port, String protocol, String backendPort, String... origins) {
        List<String> parameters = new ArrayList<>(List.of("InstanceId", instance.id(), "FrontendPort", port, "FrontendProtocol", protocol,
                "BackendPort", backendPort));
        for (int at = 0; at < origins.length; at++) {
            parameters.addAll(List.of("RealServers." + (at + 1), origins[at]));
        }
        return stage.call(action, parameters.toArray(String[]::new));
    }

    private Map<String, ProtectedInstance> snapshot() {
        return stage.control.control().publisher().publish().instances();
    }

    private long revision() {
        return stage.control.control().publisher().publish().revision();
    }

    private static String keys(DdosInstance instance, String protocol, int port) {
        return "[{\"InstanceId\":\"" + instance.id() + "\",\"Protocol\":\"" + protocol + "\",\"FrontendPort\":" + port + "}]";
    }

    private static String rules(DdosInstance instance, String protocol, int port, int backendPort, String origin) {
        return "[" + rule(instance, protocol, port, backendPort, origin) + "]";
    }

    private static String rule(DdosInstance instance, String protocol, int port, int backendPort, String origin) {
        return "{\"InstanceId\":\"" + instance.id() + "\",\"Protocol\":\"" + protocol + "\",\"FrontendPort\":" + port + ",\"BackendPort\":"
                + backendPort + ",\"RealServers\":[\"" + origin + "\"]}";
    }

    private static ApiCaller.Answer ok(ApiCaller.Answer answer) {
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
        return answer;
    }
}
