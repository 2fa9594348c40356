package breakwater.control.operation.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.operation.ddoscoo.DdoscooStage;
import breakwater.control.publish.SampleReading;
import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.Ending;
import breakwater.model.reading.RuleReading;
import breakwater.model.reading.RuleReading.SourceCount;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who still uses an instance, before and when it is released; and what of its limits real rules and attacks use. */
class ReleaseReadinessTest {
    private static final Instant NOW = DdoscooStage.NOW;
    private final DdoscooStage stage = new DdoscooStage();

    @AfterEach
    void close() {
        stage.close();
    }

    private ApiCaller.Answer readiness(String id, String... more) {
        Map<String, String> parameters = more.length == 0 ? Map.of("InstanceId", id) : Map.of("InstanceId", id, more[0], more[1]);
        return stage.control.call("breakwater", "DescribeReleaseReadiness", parameters);
    }

    private void accept(SampleReading reading) {
        stage.control.control().readings().accept(reading.reading());
    }

    private void trafficOnTheExpired() {
        accept(SampleReading.of("edge", 1, NOW).rule(new RuleReading(new RuleKey(stage.expired.id(), Transport.TCP, 80), 4_000, 40, 9_000,
                90, 3, 2, 1, Map.of(), Map.of(), Map.of(), List.of(new SourceCount("198.51.100.7", "US", 30, 3_000, 2, 0),
                        new SourceCount("203.0.113.9", "ZZ", 10, 1_000, 1, 0)), Map.of(), Optional.empty())));
    }

    @Test
    void anInstanceWithoutTrafficIsReadyOnceItHasExpired() {
        ApiCaller.Answer expired = readiness(stage.expired.id());
        assertThat(expired.code()).as(expired.text()).isEqualTo("OK");
        assertThat(expired.text()).contains("\"Ready\":true", "\"Expired\":true", "\"TrafficLive\":false", "\"Rules\":[]");
        assertThat(readiness(stage.running.id()).text()).contains("\"Ready\":false", "\"Expired\":false", "\"TrafficLive\":false");
    }

    @Test
    void liveTrafficIsShownByRuleAndClient() {
        trafficOnTheExpired();
        ApiCaller.Answer answer = readiness(stage.expired.id());
        assertThat(answer.text()).contains("\"Ready\":false", "\"TrafficLive\":true", "\"Clients\":2", "\"OpenConnections\":3",
                "\"NewConnections\":3", "\"InBytes\":4000", "\"OutBytes\":9000", "\"Protocol\":\"tcp\"", "\"FrontendPort\":80");
        assertThat(answer.text("/BusiestClients/0/Address")).isEqualTo("198.51.100.7");
        assertThat(answer.text("/BusiestClients/0/Country")).isEqualTo("US");
        assertThat(answer.body().at("/BusiestClients/1").has("Country")).isFalse();
        stage.control.advanceWall(Duration.ofMinutes(4));
        assertThat(readiness(stage.expired.id()).text()).contains("\"TrafficLive\":true", "\"OpenConnections\":0");
        assertThat(readiness(stage.expired.id(), "Minutes", "3").text()).contains("\"TrafficLive\":false");
        stage.control.advanceWall(Duration.ofMinutes(2));
        assertThat(readiness(stage.expired.id()).text()).contains("\"Ready\":true", "\"TrafficLive\":false");
    }

    @Test
    void anAttackAloneKeepsNobodyFromReleasing() {
        accept(SampleReading.of("edge", 1, NOW).refused(stage.expired.id(), 53, Ending.REFUSED_SOURCE_BYTES, 9_000, 90,
                new SourceCount("198.51.100.7", "US", 90, 9_000, 0, 90)));
        assertThat(readiness(stage.expired.id()).text()).contains("\"Ready\":true", "\"TrafficLive\":false");
    }

    @Test
    void aForeignAReleasedAndAnUnknownInstanceAreOneAnswer() {
        ApiCaller.Answer unknown = readiness(DdoscooStage.UNKNOWN);
        assertThat(unknown.code()).isEqualTo("InstanceNotFound");
        assertThat(readiness(stage.foreign.id()).withoutRequestId()).isEqualTo(unknown.withoutRequestId());
        assertThat(readiness(stage.gone.id()).withoutRequestId()).isEqualTo(unknown.withoutRequestId());
        assertThat(readiness(stage.expired.id(), "RegionId", "ap-southeast-1").code()).isEqualTo("InstanceNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "x"})
    void theSpanIsOneToTenMinutes(String minutes) {
        assertThat(readiness(stage.expired.id(), "Minutes", minutes).code()).isEqualTo("InvalidParameter");
    }

    @Test
    void aUserNeedsAPolicyForTheInstance() {
        stage.control.call("ram", "CreateUser", Map.of("UserName", "clerk"));
        ApiCaller.Answer key = stage.control.call("ram", "CreateAccessKey", Map.of("UserName", "clerk"));
        ApiCaller clerk = stage.control.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
        assertThat(clerk.call("breakwater", "DescribeReleaseReadiness", Map.of("InstanceId", stage.expired.id())).code())
                .isEqualTo("NoPermission");
        stage.control.call("ram", "CreatePolicy", Map.of("PolicyName", "one", "PolicyDocument", "{\"Version\":\"1\",\"Statement\":"
                + "[{\"Effect\":\"Allow\",\"Action\":\"breakwater:DescribeReleaseReadiness\",\"Resource\":\"acs:breakwater:*:*:instance/"
                + stage.expired.id() + "\"}]}"));
        stage.control.call("ram", "AttachPolicyToUser", Map.of("PolicyType", "Custom", "PolicyName", "one", "UserName", "clerk"));
        assertThat(clerk.call("breakwater", "DescribeReleaseReadiness", Map.of("InstanceId", stage.expired.id())).code()).isEqualTo("OK");
        assertThat(clerk.call("breakwater", "DescribeReleaseReadiness", Map.of("InstanceId", stage.running.id())).code())
                .isEqualTo("NoPermission");
    }

    @Test
    void aReleaseUnderLiveTrafficLeavesAWarningInTheAudit() {
        trafficOnTheExpired();
        ApiCaller.Answer released = stage.call("ReleaseInstance", "InstanceId", stage.expired.id());
        assertThat(released.code()).isEqualTo("OK");
        assertThat(warningOf(released)).isEqualTo("Traffic was live on 1 rule: 3 connections open; in the last 5 minutes 2 or more clients, "
                + "3 new connections, 4000 bytes in and 9000 out.");
        assertThat(stage.control.call("breakwater", "ListRequests", Map.of()).text()).contains("Traffic was live");
    }

    @Test
    void aConnectionOlderThanTheSpanIsCountedAsOpenAndNotAsNoClient() {
        accept(SampleReading.of("edge", 1, NOW).traffic(stage.expired.id(), 80, 0, 0, 0, 1));
        assertThat(readiness(stage.expired.id()).text()).contains("\"Ready\":false", "\"TrafficLive\":true", "\"Clients\":0",
                "\"OpenConnections\":1");
        ApiCaller.Answer released = stage.call("ReleaseInstance", "InstanceId", stage.expired.id());
        assertThat(warningOf(released)).isEqualTo("Traffic was live on 1 rule: 1 connection open.");
    }

    private String warningOf(ApiCaller.Answer answer) {
        return stage.control.call("breakwater", "DescribeRequest", Map.of("CalledRequestId", answer.text("/RequestId"))).text("/Warning");
    }

    @Test
    void aQuietReleaseAndARefusedOneLeaveNone() {
        trafficOnTheExpired();
        stage.control.advanceWall(Duration.ofMinutes(6));
        ApiCaller.Answer quiet = stage.call("ReleaseInstance", "InstanceId", stage.expired.id());
        assertThat(quiet.code()).isEqualTo("OK");
        assertThat(stage.control.call("breakwater", "DescribeRequest", Map.of("CalledRequestId", quiet.text("/RequestId"))).body()
                .has("Warning")).isFalse();
        accept(SampleReading.of("edge", 2, NOW.plus(Duration.ofMinutes(6))).traffic(stage.running.id(), 80, 10, 10, 1, 1));
        ApiCaller.Answer refused = stage.call("ReleaseInstance", "InstanceId", stage.running.id());
        assertThat(refused.code()).isEqualTo("InstanceNotExpire");
        assertThat(stage.control.call("breakwater", "DescribeRequest", Map.of("CalledRequestId", refused.text("/RequestId"))).body()
                .has("Warning")).isFalse();
    }

    @Test
    void advancedMitigationsAreUsedByLargeAttacksOncePerDayAndMonth() {
        long large = 6_000_000_000L;
        accept(SampleReading.of("edge", 1, NOW)
                .event(SampleReading.attack("small", stage.premium.id(), AttackEvent.Kind.DEFENSE, 53, NOW, Optional.of(NOW), 1_000_000))
                .event(SampleReading.attack("last month", stage.premium.id(), AttackEvent.Kind.DEFENSE, 53, NOW.minus(Duration.ofDays(2)),
                        Optional.of(NOW), large))
                .event(SampleReading.attack("large", stage.premium.id(), AttackEvent.Kind.DEFENSE, 53, NOW.plusMillis(1), Optional.of(NOW),
                        large))
                .event(SampleReading.attack("same day", stage.premium.id(), AttackEvent.Kind.DEFENSE, 53, NOW.plus(Duration.ofHours(23)),
                        Optional.of(NOW), large)));
        stage.control.advanceWall(Duration.ofHours(24));
        assertThat(used()).isEqualTo("1");
        for (int day = 2; day < 5; day++) {
            accept(SampleReading.of("edge", day, NOW).event(SampleReading.attack("day " + day, stage.premium.id(),
                    AttackEvent.Kind.DEFENSE, 53, NOW.plus(Duration.ofDays(day)), Optional.of(NOW), large)));
        }
        stage.control.advanceWall(Duration.ofDays(4));
        assertThat(used()).as("an Insurance instance has two").isEqualTo("2");
        assertThat(stage.call("DescribeDefenseCountStatistics").text("/DefenseCountStatistics/DefenseCountTotalUsageOfCurrentMonth"))
                .isEqualTo("2");
        assertThat(stage.call("DescribeInstanceStatistics", "InstanceIds.1", stage.running.id()).body().at("/InstanceStatistics/0")
                .has("DefenseCountUsage")).isFalse();
    }

    private String used() {
        return stage.call("DescribeInstanceStatistics", "InstanceIds.1", stage.premium.id()).text("/InstanceStatistics/0/DefenseCountUsage");
    }
}
