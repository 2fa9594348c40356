package breakwater.control.operation.ddoscoo.report;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.operation.ddoscoo.DdoscooStage;
import breakwater.control.publish.SampleReading;
import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.Ending;
import breakwater.model.reading.RuleReading.SourceCount;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reports say after readings were handed in, asked through the public API. Runs whole on each database. */
class ReportsTest {
    private static final Instant NOW = DdoscooStage.NOW;
    private final DdoscooStage stage = new DdoscooStage(start());

    /** A control plane on a new, empty store. */
    protected ControlFixture start() {
        return ControlFixture.start();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static String seconds(Instant instant) {
        return Long.toString(instant.getEpochSecond());
    }

    private void accept(SampleReading reading) {
        stage.control.control().readings().accept(reading.reading());
    }

    private JsonNode ask(String action, String... more) {
        ApiCaller.Answer answer = stage.call(action, more);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode flow(String id, Instant from, Instant until, int interval) {
        return ask("DescribePortFlowList", "InstanceIds.1", id, "StartTime", seconds(from), "EndTime", seconds(until), "Interval",
                Integer.toString(interval)).get("PortFlowList");
    }

    @Test
    void trafficShowsAtOnceInItsIntervalAndTheOthersAreZeros() {
        accept(SampleReading.of("edge", 1, NOW.plusMillis(300)).traffic(stage.running.id(), 80, 600_000, 1_200_000, 3, 3));
        stage.control.advanceWall(Duration.ofMinutes(2));
        JsonNode flow = flow(stage.running.id(), NOW.minusSeconds(60), NOW.plusSeconds(120), 60);
        assertThat(flow).hasSize(3);
        assertThat(flow.get(0).get("InBps").asLong()).isZero();
        assertThat(flow.get(1).get("InBps").asLong()).isEqualTo(600_000 * 8 / 60);
        assertThat(flow.get(1).get("OutBps").asLong()).isEqualTo(1_200_000 * 8 / 60);
        assertThat(flow.get(1).get("InPps").asLong()).isEqualTo(100);
        assertThat(flow.get(1).get("Time").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(flow.get(1).get("Index").asLong()).isEqualTo(1);
        assertThat(flow.get(1).get("Region").asText()).isEqualTo("cn");
        assertThat(flow.get(2).get("OutPps").asLong()).isZero();
    }

    @Test
    void aRepeatedSequenceIsCountedOnce() {
        SampleReading once = SampleReading.of("edge", 1, NOW.plusMillis(300)).traffic(stage.running.id(), 80, 60_000, 0, 1, 1);
        accept(once);
        accept(once);
        accept(SampleReading.of("other", 1, NOW.plusMillis(300)).traffic(stage.running.id(), 80, 60_000, 0, 1, 1));
        stage.control.advanceWall(Duration.ofMinutes(1));
        assertThat(flow(stage.running.id(), NOW, NOW.plusSeconds(60), 60).get(0).get("InBps").asLong())
                .isEqualTo(2 * 60_000 * 8 / 60);
        assertThat(stage.control.control().readings().repeated()).isEqualTo(1);
    }

    @Test
    void whatAClockPassedOverIsEmptyAndWhatFollowsLandsWhereItWasMovedTo() {
        accept(SampleReading.of("edge", 1, NOW.plusMillis(300)).traffic(stage.running.id(), 80, 60_000, 0, 1, 1));
        stage.control.advanceWall(Duration.ofDays(8));
        Instant later = NOW.plus(Duration.ofDays(8));
        accept(SampleReading.of("edge", 2, later.plusMillis(300)).traffic(stage.running.id(), 80, 120_000, 0, 1, 1));
        stage.control.advanceWall(Duration.ofMinutes(1));
        JsonNode flow = flow(stage.running.id(), NOW, later.plusSeconds(86_400), 86_400);
        assertThat(flow).hasSize(9);
        long sum = 0;
        for (JsonNode day : flow) {
            sum += day.get("InBps").asLong() > 0 ? 1 : 0;
        }
        assertThat(sum).isEqualTo(2);
        assertThat(flow.get(0).get("InBps").asLong()).isPositive();
        assertThat(flow.get(8).get("InBps").asLong()).isPositive();
    }

    @Test
    void limitsOfThePortAndOfThePlanAreToldApartFromAttacks() {
        accept(SampleReading.of("edge", 1, NOW.plusMillis(200))
                .refused(stage.running.id(), 53, Ending.REFUSED_PLAN_BANDWIDTH, 6_000, 60)
                .refused(stage.running.id(), 54, Ending.REFUSED_REFLECTION, 12_000, 120)
                .refused(stage.running.id(), 55, Ending.REFUSED_PORT_CONNECTIONS, 600, 60));
        stage.control.advanceWall(Duration.ofMinutes(1));
        JsonNode point = flow(stage.running.id(), NOW, NOW.plusSeconds(60), 60).get(0);
        assertThat(point.get("SlaBpsDropBps").asLong()).isEqualTo(800);
        assertThat(point.get("SlaBpsDropPps").asLong()).isEqualTo(1);
        assertThat(point.get("SlaConnDropPps").asLong()).isEqualTo(1);
        assertThat(point.get("SlaPpsDropPps").asLong()).isZero();
        assertThat(point.get("AttackPps").asLong()).as("reflection and the port's own limit").isEqualTo(3);
        assertThat(point.get("AttackBps").asLong()).isEqualTo(12_600 * 8 / 60);
        JsonNode peak = ask("DescribePortAttackMaxFlow", "InstanceIds.1", stage.running.id(), "StartTime", seconds(NOW), "EndTime",
                seconds(NOW.plusSeconds(60)));
        assertThat(peak.get("Bps").asLong()).isEqualTo(12_600 * 8);
        assertThat(peak.get("Pps").asLong()).isEqualTo(180);
    }

    @Test
    void connectionsAreTheMostOfAnIntervalAndByPort() {
        for (int i = 1; i <= 5; i++) {
            accept(SampleReading.of("edge", i, NOW.plusMillis(200L * i)).traffic(stage.running.id(), 80, 100, 100, 2, 2L * i)
                    .traffic(stage.running.id(), 443, 100, 100, 1, 1));
        }
        stage.control.advanceWall(Duration.ofMinutes(1));
        JsonNode all = ask("DescribePortConnsList", "InstanceIds.1", stage.running.id(), "StartTime", seconds(NOW), "EndTime",
                seconds(NOW.plusSeconds(60)), "Interval", "60").get("ConnsList");
        assertThat(all).hasSize(1);
        assertThat(all.get(0).get("Conns").asLong()).isEqualTo(11);
        assertThat(all.get(0).get("Cps").asLong()).as("15 in a minute, rounded up").isEqualTo(1);
        JsonNode one = ask("DescribePortConnsCount", "InstanceIds.1", stage.running.id(), "StartTime", seconds(NOW), "EndTime",
                seconds(NOW.plusSeconds(60)), "Port", "443");
        assertThat(one.get("Conns").asLong()).isEqualTo(1);
        assertThat(one.get("Cps").asLong()).isEqualTo(5);
        JsonNode peaks = ask("DescribePortMaxConns", "InstanceIds.1", stage.running.id(), "StartTime", seconds(NOW), "EndTime",
                seconds(NOW.plusSeconds(60))).get("PortMaxConns");
        assertThat(peaks).hasSize(2);
        assertThat(peaks.get(0).get("Port").asText()).isEqualTo("80");
        assertThat(peaks.get(0).get("Cps").asLong()).isEqualTo(10);
        assertThat(peaks.get(0).get("Ip").asText()).isEqualTo(stage.running.serviceAddress());
    }

    @Test
    void countriesAndSourcesComeFromTheBusiestOfEachReading() {
        accept(SampleReading.of("edge", 1, NOW.plusMillis(200)).refused(stage.running.id(), 53, Ending.REFUSED_SOURCE_PACKETS, 9_000, 90,
                new SourceCount("198.51.100.7", "US", 60, 6_000, 0, 60), new SourceCount("203.0.113.9", "ZZ", 30, 3_000, 0, 20)));
        String from = seconds(NOW.minusSeconds(60));
        String until = seconds(NOW.plusSeconds(60));
        JsonNode countries = ask("DescribePortViewSourceCountries", "InstanceIds.1", stage.running.id(), "StartTime", from, "EndTime",
                until).get("SourceCountrys");
        assertThat(countries).hasSize(2);
        assertThat(countries.get(0).get("CountryId").asText()).isEqualTo("us");
        assertThat(countries.get(0).get("Count").asLong()).isEqualTo(60);
        assertThat(ask("DescribePortViewSourceIsps", "InstanceIds.1", stage.running.id(), "StartTime", from, "EndTime", until)
                .get("Isps")).isEmpty();
        assertThat(ask("DescribePortViewSourceProvinces", "InstanceIds.1", stage.running.id(), "StartTime", from)
                .get("SourceProvinces")).isEmpty();
        JsonNode top = ask("DescribePortCcAttackTopIP", "Ip", stage.running.serviceAddress(), "Port", "53", "StartTimestamp", from)
                .get("TopIp");
        assertThat(top).hasSize(2);
        assertThat(top.get(0).get("SrcIp").asText()).isEqualTo("198.51.100.7");
        assertThat(top.get(0).get("Pv").asLong()).isEqualTo(60);
        assertThat(top.get(0).get("AreaId").asText()).isEqualTo("us");
        assertThat(top.get(1).has("AreaId")).isFalse();
        assertThat(ask("DescribePortCcAttackTopIP", "Ip", stage.foreign.serviceAddress(), "Port", "53", "StartTimestamp", from)
                .get("TopIp")).isEmpty();
    }

    @Test
    void anAttackIsToldWholeEachTimeAndTheLastTellingWins() {
        Instant begun = NOW.minusSeconds(30);
        accept(SampleReading.of("edge", 1, NOW).event(SampleReading.attack("a1", stage.running.id(), AttackEvent.Kind.DEFENSE, 53, begun,
                Optional.empty(), 1_500_000)));
        JsonNode going = ask("DescribeDDoSEvents", "InstanceIds.1", stage.running.id(), "StartTime", seconds(begun), "PageNumber", "1",
                "PageSize", "10");
        assertThat(going.get("Total").asLong()).isEqualTo(1);
        assertThat(going.get("DDoSEvents").get(0).has("EndTime")).isFalse();
        accept(SampleReading.of("edge", 2, NOW.plusSeconds(1)).event(SampleReading.attack("a1", stage.running.id(),
                AttackEvent.Kind.DEFENSE, 53, begun, Optional.of(NOW), 2_500_000)));
        JsonNode ended = ask("DescribeDDoSEvents", "InstanceIds.1", stage.running.id(), "StartTime", seconds(begun), "PageNumber", "1",
                "PageSize", "10").get("DDoSEvents");
        assertThat(ended).hasSize(1);
        assertThat(ended.get(0).get("Bps").asLong()).isEqualTo(2_500_000);
        assertThat(ended.get(0).get("EndTime").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(ended.get(0).get("Port").asText()).isEqualTo("53");
        assertThat(ended.get(0).get("EventType").asText()).isEqualTo("defense");
    }

    private void tellOfThreeAttacks() {
        accept(SampleReading.of("edge", 1, NOW)
                .event(SampleReading.attack("a1", stage.running.id(), AttackEvent.Kind.DEFENSE, 53, NOW.minusSeconds(60),
                        Optional.of(NOW), 3_500_000))
                .event(SampleReading.attack("a2", stage.running.id(), AttackEvent.Kind.CONNECTIONS, 80, NOW.minusSeconds(30),
                        Optional.of(NOW), 1_000))
                .event(SampleReading.attack("a3", stage.premium.id(), AttackEvent.Kind.BLACKHOLE, 0, NOW.minusSeconds(10),
                        Optional.empty(), 9_000_000))
                .event(SampleReading.attack("a4", stage.foreign.id(), AttackEvent.Kind.DEFENSE, 53, NOW.minusSeconds(60),
                        Optional.of(NOW), 77_000_000)));
    }

    @Test
    void theListOfAllAttacksIsFilteredAndPaged() {
        tellOfThreeAttacks();
        String from = seconds(NOW.minusSeconds(600));
        String until = seconds(NOW.plusSeconds(1));
        JsonNode all = ask("DescribeDDosAllEventList", "StartTime", from, "EndTime", until, "PageNumber", "1", "PageSize", "2");
        assertThat(all.get("Total").asLong()).isEqualTo(3);
        assertThat(all.get("AttackEvents")).hasSize(2);
        assertThat(all.get("AttackEvents").get(0).get("EventType").asText()).isEqualTo("blackhole");
        assertThat(all.get("AttackEvents").get(0).get("Area").asText()).isEqualTo("alb-ap-southeast-gf-1");
        assertThat(all.get("AttackEvents").get(0).get("Mbps").asLong()).isEqualTo(9);
        assertThat(ask("DescribeDDosAllEventList", "StartTime", from, "EndTime", until, "PageNumber", "2", "PageSize", "2")
                .get("AttackEvents")).hasSize(1);
        assertThat(ask("DescribeDDosAllEventList", "StartTime", from, "EndTime", until, "PageNumber", "1", "PageSize", "10", "EventType",
                "cc,web-cc").get("Total").asLong()).isEqualTo(1);
        assertThat(ask("DescribeDDosAllEventList", "StartTime", from, "EndTime", until, "PageNumber", "1", "PageSize", "10", "EventType",
                "web-cc").get("Total").asLong()).isZero();
        assertThat(ask("DescribeDDosAllEventList", "StartTime", from, "EndTime", until, "PageNumber", "1", "PageSize", "10", "Ip",
                stage.running.serviceAddress()).get("Total").asLong()).isEqualTo(2);
        assertThat(ask("DescribeDDosAllEventList", "StartTime", from, "EndTime", until, "PageNumber", "1", "PageSize", "10", "RegionId",
                "ap-southeast-1").get("Total").asLong()).isEqualTo(1);
        JsonNode peaks = ask("DescribeDDosEventMax", "StartTime", from, "EndTime", until);
        assertThat(peaks.get("Mbps").asLong()).isEqualTo(9);
        assertThat(peaks.get("Cps").asLong()).isEqualTo(70);
        assertThat(peaks.get("Qps").asLong()).isZero();
        assertThat(ask("DescribeDDosEventMax", "StartTime", from, "EndTime", until, "Ip", stage.running.serviceAddress()).get("Mbps")
                .asLong()).isEqualTo(4);
        assertThat(ask("DescribeAttackAnalysisMaxQps", "StartTime", from, "EndTime", until).get("Qps").asLong()).isZero();
    }

    @Test
    void anAttackIsTakenApartBySourceAreaTypeAndPort() {
        tellOfThreeAttacks();
        String[] which = {"EventType", "defense", "Ip", stage.running.serviceAddress(), "StartTime", seconds(NOW.minusSeconds(60))};
        JsonNode sources = ask("DescribeDDosEventSrcIp", with(which, "Range", "1")).get("Ips");
        assertThat(sources).hasSize(1);
        assertThat(sources.get(0).get("SrcIp").asText()).isEqualTo("198.51.100.7");
        assertThat(sources.get(0).get("AreaId").asText()).isEqualTo("us");
        assertThat(sources.get(0).has("Isp")).isFalse();
        JsonNode areas = ask("DescribeDDosEventArea", which).get("Areas");
        assertThat(areas.get(0).get("Area").asText()).isEqualTo("us");
        assertThat(areas.get(0).get("InPkts").asLong()).isEqualTo(600);
        JsonNode types = ask("DescribeDDosEventAttackType", which).get("AttackTypes");
        assertThat(types.get(0).get("AttackType").asText()).isEqualTo("Udp-None");
        assertThat(types.get(1).get("InPkts").asLong()).isEqualTo(100);
        assertThat(ask("DescribeDDosEventIsp", which).get("Isps")).isEmpty();
        JsonNode ports = ask("DescribeDestinationPortEvent", with(which, "Range", "10", "Region", "cn")).get("PortList");
        assertThat(ports).hasSize(2);
        assertThat(ports.get(0).get("InPkts").asLong()).isEqualTo(1_000);
        assertThat(ask("DescribeDestinationPortEvent", with(which, "Range", "10", "Region", "cn-hongkong")).get("PortList")).isEmpty();
        String[] foreign = {"EventType", "defense", "Ip", stage.foreign.serviceAddress(), "StartTime", seconds(NOW.minusSeconds(60))};
        assertThat(ask("DescribeDDosEventAttackType", foreign).get("AttackTypes")).isEmpty();
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    @Test
    void aUserWithoutAPolicyGetsNoReport() {
        stage.control.call("ram", "CreateUser", Map.of("UserName", "nobody"));
        ApiCaller.Answer key = stage.control.call("ram", "CreateAccessKey", Map.of("UserName", "nobody"));
        ApiCaller nobody = stage.control.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
        Map<String, String> everything = Map.ofEntries(Map.entry("InstanceIds.1", stage.running.id()), Map.entry("StartTime", "1000"),
                Map.entry("EndTime", "2000"), Map.entry("Interval", "60"), Map.entry("PageNumber", "1"), Map.entry("PageSize", "10"),
                Map.entry("EventType", "defense"), Map.entry("Ip", stage.running.serviceAddress()), Map.entry("Range", "5"),
                Map.entry("Region", "cn"), Map.entry("Port", "80"), Map.entry("StartTimestamp", "1000"));
        Map<String, Set<String>> wanted = new TreeMap<>();
        Set<String> flow = Set.of("InstanceIds.1", "StartTime", "EndTime");
        for (String action : List.of("DescribePortConnsCount", "DescribePortMaxConns", "DescribePortAttackMaxFlow",
                "DescribeTotalAttackMaxFlow", "DescribePortViewSourceCountries", "DescribePortViewSourceIsps",
                "DescribePortViewSourceProvinces")) {
            wanted.put(action, flow);
        }
        wanted.put("DescribePortFlowList", Set.of("InstanceIds.1", "StartTime", "EndTime", "Interval"));
        wanted.put("DescribePortConnsList", Set.of("InstanceIds.1", "StartTime", "EndTime", "Interval"));
        wanted.put("DescribeDDoSEvents", Set.of("InstanceIds.1", "StartTime", "PageNumber", "PageSize"));
        wanted.put("DescribeDDosAllEventList", Set.of("StartTime", "EndTime", "PageNumber", "PageSize"));
        wanted.put("DescribeDDosEventMax", Set.of("StartTime", "EndTime"));
        wanted.put("DescribeAttackAnalysisMaxQps", Set.of("StartTime", "EndTime"));
        for (String action : List.of("DescribeDDosEventArea", "DescribeDDosEventIsp", "DescribeDDosEventAttackType")) {
            wanted.put(action, Set.of("EventType", "Ip", "StartTime"));
        }
        wanted.put("DescribeDDosEventSrcIp", Set.of("EventType", "Ip", "StartTime", "Range"));
        wanted.put("DescribeDestinationPortEvent", Set.of("EventType", "Ip", "StartTime", "Range", "Region"));
        wanted.put("DescribePortCcAttackTopIP", Set.of("Ip", "Port", "StartTimestamp"));
        assertThat(wanted).hasSize(19);
        wanted.forEach((action, names) -> {
            Map<String, String> parameters = new TreeMap<>(everything);
            parameters.keySet().retainAll(names);
            assertThat(nobody.call("ddoscoo", action, parameters).code()).as(action).isEqualTo("NoPermission");
            assertThat(stage.call(action, parameters).code()).as(action).isEqualTo("OK");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribePortFlowList", "DescribePortConnsList", "DescribePortConnsCount", "DescribePortMaxConns",
        "DescribePortAttackMaxFlow", "DescribeTotalAttackMaxFlow", "DescribePortViewSourceCountries", "DescribePortViewSourceIsps",
        "DescribePortViewSourceProvinces", "DescribeDDoSEvents"})
    void aForeignAReleasedAndAnUnknownInstanceAreOneAnswer(String action) {
        accept(SampleReading.of("edge", 1, NOW).traffic(stage.foreign.id(), 80, 1_000, 1_000, 1, 1));
        for (String id : new String[] {stage.foreign.id(), stage.gone.id(), DdoscooStage.UNKNOWN}) {
            String[] parameters = {"InstanceIds.1", stage.running.id(), "InstanceIds.2", id, "StartTime", seconds(NOW.minusSeconds(60)),
                "EndTime", seconds(NOW)};
            if (action.endsWith("List")) {
                parameters = with(parameters, "Interval", "60");
            } else if (action.endsWith("Events")) {
                parameters = with(parameters, "PageNumber", "1", "PageSize", "10");
            }
            ApiCaller.Answer answer = stage.call(action, parameters);
            assertThat(answer.status()).as(action + " " + answer.text()).isEqualTo(400);
            assertThat(answer.body().get("Code").asText()).isEqualTo("InstanceNotFound");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1000, 60, EndTime", "1000, 999, 60, EndTime", "-1, 10, 60, StartTime", "1000, 1793491200000, 60, EndTime",
        "1000, 2000, 0, Interval", "1000, 2000, -5, Interval", "0, 86400, 1, Interval"})
    void timesAndIntervalsOutOfRangeAreRefused(String start, String end, String interval, String named) {
        ApiCaller.Answer answer = stage.call("DescribePortFlowList", "InstanceIds.1", stage.running.id(), "StartTime", start, "EndTime",
                end, "Interval", interval);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.body().get("Code").asText()).isEqualTo("InvalidParameter");
        assertThat(answer.body().get("Message").asText()).contains(named);
    }
}
