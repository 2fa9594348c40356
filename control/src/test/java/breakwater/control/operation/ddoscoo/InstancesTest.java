package breakwater.control.operation.ddoscoo;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.lifecycle.ddos.DdosFixture;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosPlan;
import breakwater.control.lifecycle.ddos.DdosRecord;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instances seen, changed and released through the API. */
class InstancesTest {
    private final DdoscooStage stage = new DdoscooStage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void everyFilterPicksWhatItNames() {
        stage.ddos.write(tx -> stage.ddos.instances.remarked(tx, DdosFixture.ACCOUNT, stage.premium.id(), "web 100%"));
        DdosInstance stopped = stage.pro(DdosFixture.ACCOUNT, Duration.ofDays(-60), Duration.ofDays(-8));
        stage.call("CreateTagResources", "RegionId", "cn-hangzhou", "ResourceType", "INSTANCE", "ResourceIds.1", stopped.id(),
                "Tags.1.Key", "team", "Tags.1.Value", "edge");
        String running = stage.running.id();
        String expired = stage.expired.id();
        String premium = stage.premium.id();
        Map<String, List<String>> cases = new LinkedHashMap<>();
        cases.put("", List.of(premium, running, expired, stopped.id()));
        cases.put("RegionId=cn-hangzhou", List.of(running, expired, stopped.id()));
        cases.put("RegionId=ap-southeast-1", List.of(premium));
        cases.put("InstanceIds.1=" + expired + ",InstanceIds.2=" + DdoscooStage.UNKNOWN + ",InstanceIds.3=" + expired, List.of(expired));
        cases.put("InstanceIds=[\"" + running + "\"]", List.of(running));
        cases.put("Ip=" + stage.premium.serviceAddress(), List.of(premium));
        cases.put("Ip=203.0.113.9", List.of());
        cases.put("Remark=100%", List.of(premium));
        cases.put("Remark=Web", List.of());
        cases.put("Edition=9", List.of(running, expired, stopped.id()));
        cases.put("Edition=0", List.of(premium));
        cases.put("Edition=1", List.of());
        cases.put("Enabled=1", List.of(premium, running, expired));
        cases.put("Enabled=0", List.of(stopped.id()));
        cases.put("Status.1=1", List.of(premium, running));
        cases.put("Status.1=2", List.of(expired, stopped.id()));
        cases.put("Status.1=2,Status.2=1", List.of(premium, running, expired, stopped.id()));
        cases.put("Status.1=2,Enabled=1", List.of(expired));
        cases.put("ExpireStartTime=" + stage.expired.expiresAt().toEpochMilli(), List.of(premium, running, expired));
        cases.put("ExpireEndTime=" + stage.expired.expiresAt().toEpochMilli(), List.of(expired, stopped.id()));
        cases.put("ExpireEndTime=" + (stage.expired.expiresAt().toEpochMilli() - 1), List.of(stopped.id()));
        cases.put("ExpireStartTime=9223372036854775807", List.of());
        cases.put("Tag.1.Key=team", List.of(stopped.id()));
        cases.put("Tag.1.Key=team,Tag.1.Value=edge", List.of(stopped.id()));
        cases.put("Tag.1.Key=team,Tag.1.Value=core", List.of());
        cases.put("Tag.1.Key=team,Tag.2.Key=stage", List.of());
        cases.forEach((filter, expected) -> {
            Map<String, String> parameters = new LinkedHashMap<>(Map.of("PageNumber", "1", "PageSize", "50"));
            Stream.of(filter.split(",")).filter(pair -> !pair.isEmpty())
                    .forEach(pair -> parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
            ApiCaller.Answer answer = stage.call("DescribeInstances", parameters);
            assertThat(ids(answer.body().path("Instances"))).as("%s: %s", filter, answer.text()).isEqualTo(expected);
            assertThat(answer.body().path("TotalCount").asLong()).isEqualTo(expected.size());
        });
    }

    @Test
    void aListedInstanceHasEveryElementOfTheContract() {
        JsonNode row = stage.call("DescribeInstances", "PageNumber", "1", "PageSize", "1", "InstanceIds.1", stage.premium.id())
                .body().path("Instances").path(0);
        assertThat(row.toString()).isEqualTo("{\"InstanceId\":\"" + stage.premium.id() + "\",\"Ip\":\"" + stage.premium.serviceAddress()
                + "\",\"IpMode\":\"fnat\",\"IpVersion\":\"Ipv4\",\"Remark\":\"\",\"Edition\":0,\"Status\":1,\"Enabled\":1,\"DebtStatus\":0,"
                + "\"CreateTime\":" + stage.premium.createdAt().toEpochMilli() + ",\"ExpireTime\":"
                + stage.premium.expiresAt().toEpochMilli() + ",\"IsFirstOpenBw\":1,\"IsFirstOpenQps\":0}");
    }

    @Test
    void pagesHoldEachInstanceOnceAndPastTheLastNothing() {
        for (int i = 0; i < 7; i++) {
            stage.pro(DdosFixture.ACCOUNT, Duration.ZERO, Duration.ofDays(1));
        }
        List<String> seen = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            JsonNode body = stage.call("DescribeInstances", "PageNumber", String.valueOf(page), "PageSize", "3").body();
            assertThat(body.path("TotalCount").asInt()).isEqualTo(10);
            seen.addAll(ids(body.path("Instances")));
        }
        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
        JsonNode past = stage.call("DescribeInstances", "PageNumber", "2147483647", "PageSize", "50").body();
        assertThat(past.path("Instances")).isEmpty();
        assertThat(past.path("TotalCount").asInt()).isEqualTo(10);
        assertThat(stage.call("DescribeInstances", "PageNumber", "1", "PageSize", "50").body().path("Instances")).hasSize(10);
    }

    @Test
    void statusFollowsALifeToTheMillisecond() {
        DdosInstance life = stage.pro(DdosFixture.ACCOUNT, Duration.ZERO, Duration.ofDays(1));
        assertThat(status(life)).isEqualTo("1 1 1");
        stage.control.advanceWall(Duration.ofDays(1).minusMillis(1));
        assertThat(status(life)).isEqualTo("1 1 1");
        stage.control.advanceWall(Duration.ofMillis(1));
        assertThat(status(life)).isEqualTo("2 2 1");
        stage.control.advanceWall(Duration.ofDays(7).minusMillis(1));
        assertThat(status(life)).isEqualTo("2 2 1");
        stage.control.advanceWall(Duration.ofMillis(1));
        assertThat(status(life)).isEqualTo("2 2 0");
        stage.control.advanceWall(Duration.ofDays(23).minusMillis(1));
        assertThat(status(life)).isEqualTo("2 2 0");
        stage.control.advanceWall(Duration.ofMillis(1));
        assertThat(status(life)).isEqualTo("4  ");
        assertThat(stage.call("ReleaseInstance", "InstanceId", life.id()).code()).isEqualTo("InstanceNotFound");
    }

    @Test
    void aReleasedInstanceIsGoneFromEverythingButItsStatus() {
        assertThat(stage.call("ReleaseInstance", "InstanceId", stage.expired.id(), "RegionId", "cn-hangzhou").text())
                .matches("\\{\"RequestId\":\"[0-9A-F-]{36}\"}");
        assertThat(stage.call("ReleaseInstance", "InstanceId", stage.expired.id()).code()).isEqualTo("InstanceNotFound");
        assertThat(status(stage.expired)).isEqualTo("4  ");
        assertThat(stage.call("DescribeInstances", "PageNumber", "1", "PageSize", "10", "Ip", stage.expired.serviceAddress())
                .text("/TotalCount")).isEqualTo("0");
    }

    @Test
    void ofTwoReleasesAtOnceExactlyOneSucceeds() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                DdosInstance instance = stage.pro(DdosFixture.ACCOUNT, Duration.ofDays(-2), Duration.ofDays(-1));
                Callable<String> release = () -> stage.call("ReleaseInstance", "InstanceId", instance.id()).code();
                List<Future<String>> both = threads.invokeAll(List.of(release, release));
                assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder("OK", "InstanceNotFound");
            }
        }
    }

    @Test
    void specificationsComeInTheOrderAskedFor() {
        JsonNode specs = stage.call("DescribeInstanceSpecs", "InstanceIds.1", stage.running.id(), "InstanceIds.2", stage.premium.id(),
                "InstanceIds.3", stage.running.id()).body().path("InstanceSpecs");
        assertThat(ids(specs)).containsExactly(stage.running.id(), stage.premium.id());
        assertThat(specs.path(0).toString()).contains("\"BaseBandwidth\":30", "\"ElasticBandwidth\":30", "\"BandwidthMbps\":100",
                "\"QpsLimit\":3000", "\"PortLimit\":50", "\"DomainLimit\":50", "\"SiteLimit\":5", "\"ConnLimit\":100000",
                "\"CpsLimit\":5000", "\"FunctionVersion\":\"default\"").doesNotContain("DefenseCount");
        assertThat(specs.path(1).toString()).contains("\"DefenseCount\":2", "\"FunctionVersion\":\"enhance\"", "\"ElasticBwModel\":\"month\"");
        assertThat(stage.call("DescribeInstanceDetails", "InstanceIds.1", stage.expired.id()).text("/InstanceDetails/0/EipInfos/0/Status"))
                .isEqualTo("expired");
        assertThat(stage.call("DescribeInstanceStatistics", "InstanceIds.1", stage.premium.id()).text("/InstanceStatistics/0/DefenseCountUsage"))
                .isEqualTo("0");
        assertThat(stage.call("DescribeInstanceExt", "InstanceId", stage.premium.id()).body().path("InstanceExtSpecs").path(0).toString())
                .contains("\"NormalBandwidth\":100", "\"FunctionVersion\":1", "\"ProductPlan\":0", "\"ServicePartner\":\"coop-line-001\"");
        assertThat(stage.call("DescribeInstanceExt").text("/TotalCount")).isEqualTo("3");
        assertThat(stage.call("DescribeInstanceIds").body().path("InstanceIds")).hasSize(3);
        assertThat(stage.call("DescribeInstanceIds", "Edition", "0").text("/InstanceIds/0/InstanceId")).isEqualTo(stage.premium.id());
    }

    @Test
    void advancedMitigationsAreThoseOfUnexpiredInstancesThatIncludeSome() {
        stage.make(DdosFixture.ACCOUNT, DdosFixture.premium(DdosPlan.SECURE_MAINLAND_ACCELERATION), Duration.ZERO, Duration.ofDays(1));
        stage.make(DdosFixture.ACCOUNT, DdosFixture.premium(DdosPlan.UNLIMITED), Duration.ZERO, Duration.ofDays(1));
        stage.make(DdosFixture.ACCOUNT, DdosFixture.premium(DdosPlan.INSURANCE), Duration.ofDays(-2), Duration.ofDays(-1));
        JsonNode counts = stage.call("DescribeDefenseCountStatistics").body().path("DefenseCountStatistics");
        assertThat(counts.path("MaxUsableDefenseCountCurrentMonth").asInt()).isEqualTo(4);
        assertThat(counts.path("DefenseCountTotalUsageOfCurrentMonth").asInt()).isZero();
    }

    @Test
    void aRemarkOfFiveHundredCharactersOfAnyKindIsKeptAsItIs() {
        List<String> remarks = List.of("\uD83D\uDE00".repeat(500), "tab\tnew\nline\u0001\u001F\u007F\uFFFE]]>&<\"'", " ", "e\u0301 \u00E9", "null");
        for (String remark : remarks) {
            assertThat(stage.call("ModifyInstanceRemark", "InstanceId", stage.running.id(), "Remark", remark).code()).isEqualTo("OK");
            ApiCaller.Answer json = stage.call("DescribeInstances", "PageNumber", "1", "PageSize", "10", "Remark", remark);
            assertThat(json.text("/Instances/0/Remark")).isEqualTo(remark);
            assertThat(stage.call("DescribeInstances", "PageNumber", "1", "PageSize", "10", "Format", "XML").status()).isEqualTo(200);
        }
        assertThat(stage.call("ModifyInstanceRemark", "InstanceId", stage.running.id(), "Remark", "\uD83D\uDE00".repeat(501)).code())
                .isEqualTo("InvalidParameter");
    }

    @Test
    void theElasticBandwidthIsSetToOneThatIsSoldAndLogged() {
        JsonNode sold = stage.call("DescribeElasticBandwidthSpec", "InstanceId", stage.running.id()).body().path("ElasticBandwidthSpec");
        assertThat(sold.path(0).asText()).isEqualTo("30");
        assertThat(stage.call("DescribeElasticBandwidthSpec", "InstanceId", stage.premium.id()).body().path("ElasticBandwidthSpec")).isEmpty();
        assertThat(stage.call("ModifyElasticBandWidth", "InstanceId", stage.running.id(), "ElasticBandwidth", "300").code()).isEqualTo("OK");
        assertThat(stage.call("DescribeInstanceSpecs", "InstanceIds.1", stage.running.id()).text("/InstanceSpecs/0/ElasticBandwidth")).isEqualTo("300");
        String now = String.valueOf(stage.control.wall().toEpochMilli());
        ApiCaller.Answer log = stage.call("DescribeOpEntities", "StartTime", "0", "EndTime", now, "PageNumber", "1", "PageSize", "10",
                "EntityObject", stage.running.serviceAddress());
        assertThat(log.text("/TotalCount")).isEqualTo("1");
        assertThat(log.text("/OpEntities/0/OpDesc"))
                .isEqualTo("{\"newEntity\":{\"elasticBandwidth\":300},\"oldEntity\":{\"elasticBandwidth\":30}}");
        assertThat(log.text("/OpEntities/0/OpAccount")).isEqualTo(DdosFixture.ACCOUNT);
        for (String[] none : List.of(new String[] {"EntityType", "2"}, new String[] {"EntityObject", "203.0.113.1"},
                new String[] {"RegionId", "ap-southeast-1"})) {
            assertThat(stage.call("DescribeOpEntities", "StartTime", "0", "EndTime", now, "PageNumber", "1", "PageSize", "10",
                    none[0], none[1]).text("/TotalCount")).isEqualTo("0");
        }
        stage.control.advanceWall(Duration.ofDays(30).plusMillis(1));
        assertThat(stage.call("DescribeOpEntities", "StartTime", "0", "EndTime", now, "PageNumber", "1", "PageSize", "10")
                .text("/TotalCount")).isEqualTo("0");
    }

    @Test
    void anInstanceIsEnlargedForMoneyAndMadeSmallerAgain() {
        ApiCaller.Answer up = stage.call("ModifyInstance", "InstanceId", stage.running.id(), "ProductType", "ddoscoo", "ModifyType", "upgrade",
                "PortCount", "60", "FunctionVersion", "1", "NormalQps", "");
        assertThat(up.text("/OrderId")).as(up.text()).matches("[1-9][0-9]+");
        assertThat(up.body().path("OrderId").isNumber()).isTrue();
        JsonNode specs = stage.call("DescribeInstanceSpecs", "InstanceIds.1", stage.running.id()).body().path("InstanceSpecs").path(0);
        assertThat(specs.toString()).contains("\"PortLimit\":60", "\"FunctionVersion\":\"enhance\"", "\"QpsLimit\":3000");
        assertThat(stage.call("ModifyInstance", "InstanceId", stage.running.id(), "ProductType", "ddoscoo", "ModifyType", "DOWNGRADE",
                "PortCount", "50").code()).isEqualTo("OK");
        assertThat(stage.call("DescribeInstanceSpecs", "InstanceIds.1", stage.running.id()).text("/InstanceSpecs/0/PortLimit")).isEqualTo("50");
    }

    @Test
    void whoeverIsToldInstanceNotExpireIsRemembered() {
        assertThat(stage.call("ReleaseInstance", "InstanceId", stage.running.id()).code()).isEqualTo("InstanceNotExpire");
        stage.call("ReleaseInstance", "InstanceId", DdoscooStage.UNKNOWN);
        assertThat(stage.ddos.store.<List<String>>read(tx -> tx.list("SELECT instance_id FROM leak", row -> row.text())))
                .containsExactly(stage.running.id());
    }

    @Test
    void aBillOfCleanBandwidthIsInTheSystemLog() {
        stage.ddos.write(tx -> {
            stage.ddos.records.record(tx, DdoscooStage.NOW, stage.running,
                    DdosRecord.Kind.CLEAN_BANDWIDTH_BILLED, 100, 160);
            return 0;
        });
        JsonNode log = stage.call("DescribeSystemLog", "EntityType", "20", "StartTime", "0", "EndTime",
                String.valueOf(DdoscooStage.NOW.toEpochMilli()), "PageNumber", "1", "PageSize", "10").body();
        assertThat(log.path("Total").asInt()).isEqualTo(1);
        assertThat(log.path("SystemLog").path(0).path("OpDesc").asText()).contains("\"billValue\":\"60\"", "\"maxBw\":\"160\"",
                stage.running.id());
    }

    private String status(DdosInstance instance) {
        ApiCaller.Answer listed = stage.call("DescribeInstances", "PageNumber", "1", "PageSize", "10", "InstanceIds.1", instance.id());
        return stage.call("DescribeInstanceStatus", "InstanceId", instance.id(), "ProductType", "1").text("/InstanceStatus") + " "
                + listed.text("/Instances/0/Status") + " " + listed.text("/Instances/0/Enabled");
    }

    private static List<String> ids(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(row -> row.path("InstanceId").asText()).toList();
    }
}
