package breakwater.control.operation.ddoscoo.mitigation;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.operation.ddoscoo.DdoscooStage;
import breakwater.control.protection.InstanceProtection;
import breakwater.control.protection.SourceListing;
import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.ListedSource;
import breakwater.model.reading.Reading;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.ProtectedInstance.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is set through the API is what the publisher tells the traffic plane, and goes with the instance's release. */
class PublishedTest {
    private Protected scene;
    private String id;

    @BeforeEach
    void start() {
        scene = new Protected();
        id = scene.stage.running.id();
        scene.succeed("CreatePort", "InstanceId", id, "FrontendPort", "8080", "BackendPort", "80", "FrontendProtocol", "tcp",
                "RealServers.1", "192.0.2.80");
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private ProtectedInstance told() {
        return scene.stage.control.control().publisher().publish().instances().get(id);
    }

    @Test
    void everySettingReachesTheTrafficPlane() {
        scene.succeed("AddAutoCcBlacklist", "InstanceId", id, "Blacklist", "[{\"src\":\"198.51.100.0/24\"}]", "ExpireTime", "300");
        scene.succeed("AddAutoCcWhitelist", "InstanceId", id, "Whitelist", "[{\"src\":\"198.51.100.9\"}]");
        scene.succeed("ModifyPortAutoCcStatus", "InstanceId", id, "Mode", "strict", "Switch", "on");
        scene.succeed("ConfigNetworkRegionBlock", "InstanceId", id, "Config", "{\"RegionBlockSwitch\":\"on\",\"Countries\":[7]}");
        scene.succeed("ConfigUdpReflect", "InstanceId", id, "Config", "{\"UdpSports\":[123]}");
        scene.succeed("ModifyBlockStatus", "InstanceId", id, "Status", "do", "Lines.1", "ct", "Duration", "15");
        scene.succeed("CreateSceneDefensePolicy", "Name", "n", "Template", "promotion", "StartTime", "0", "EndTime",
                String.valueOf(scene.now().plusSeconds(60).toEpochMilli()));
        String policy = scene.stage.call("DescribeSceneDefensePolicies").text("/Policies/0/PolicyId");
        scene.succeed("AttachSceneDefenseObject", "PolicyId", policy, "ObjectType", "Vip", "Objects", scene.stage.running.serviceAddress());

        ProtectedInstance told = told();
        assertThat(told.sources().black()).singleElement().satisfies(entry -> {
            assertThat(entry.address().getHostAddress()).isEqualTo("198.51.100.0");
            assertThat(entry.prefixBits()).isEqualTo(24);
            assertThat(entry.expiresAt()).isEqualTo(scene.now().plusSeconds(300).toEpochMilli());
        });
        assertThat(told.sources().white()).singleElement().satisfies(entry -> assertThat(entry.expiresAt()).isEqualTo(Long.MAX_VALUE));
        assertThat(told.automatic()).isEqualTo(AutomaticMode.STRICT);
        assertThat(told.regionBlock().countries()).containsExactly("US");
        assertThat(told.reflectionPorts()).containsExactly(123);
        assertThat(told.lineBlock()).isEqualTo(scene.now().plus(Duration.ofMinutes(15)).toEpochMilli());
        assertThat(told.sceneAt(scene.now().toEpochMilli())).isEqualTo(Scene.PROMOTION);
        assertThat(told.sceneAt(scene.now().plusSeconds(60).toEpochMilli())).isEqualTo(Scene.NONE);
    }

    @Test
    void whatOnePlaneDidReachesEveryPlaneAndIsShown() {
        long now = scene.now().toEpochMilli();
        AttackEvent blackhole = new AttackEvent("event-1", id, AttackEvent.Kind.BLACKHOLE, Optional.empty(), 0, now, 0, 1, 1, 1, Map.of(),
                Map.of(), List.of());
        scene.stage.control.control().readings().accept(new Reading("edge-1", 1, now, 200, List.of(), List.of(blackhole),
                List.of(new ListedSource(id, "198.51.100.9", now + 600_000)), List.of(), 0));
        ProtectedInstance told = told();
        assertThat(told.blackhole().since()).isEqualTo(now);
        assertThat(told.blackhole().until()).isGreaterThan(now);
        assertThat(told.sources().black()).singleElement().satisfies(entry -> assertThat(entry.expiresAt()).isEqualTo(now + 600_000));
        assertThat(scene.stage.call("DescribeBlackholeStatus", "InstanceIds.1", id).text("/BlackholeStatus/0/BlackStatus")).isEqualTo("blackhole");
        assertThat(scene.stage.call("DescribeAutoCcBlacklist", "InstanceId", id, "PageNumber", "1", "PageSize", "10")
                .text("/AutoCcBlacklist/0/Type")).isEqualTo("auto");

        scene.succeed("ModifyBlackholeStatus", "InstanceId", id, "BlackholeStatus", "undo");
        assertThat(told().blackhole()).isEqualTo(new ProtectedInstance.Blackhole(0, 0, now));
    }

    @Test
    void withItsReleaseNothingIsLeftOfAnInstance() {
        String gone = scene.stage.expired.id();
        scene.succeed("AddAutoCcWhitelist", "InstanceId", gone, "Whitelist", "[{\"src\":\"198.51.100.9\"}]");
        scene.succeed("ModifyPortAutoCcStatus", "InstanceId", gone, "Mode", "strict", "Switch", "on");
        scene.succeed("CreateSceneDefensePolicy", "Name", "n", "Template", "bypass", "StartTime", "0", "EndTime",
                String.valueOf(scene.now().plusSeconds(60).toEpochMilli()));
        String policy = scene.stage.call("DescribeSceneDefensePolicies").text("/Policies/0/PolicyId");
        scene.succeed("AttachSceneDefenseObject", "PolicyId", policy, "ObjectType", "Vip", "Objects", scene.stage.expired.serviceAddress());
        scene.succeed("ReleaseInstance", "InstanceId", gone);
        assertThat(scene.stage.call("DescribeSceneDefensePolicies").text("/Policies/0/ObjectCount")).isEqualTo("0");
        assertThat(scene.snapshot(scene.stage.expired)).isEqualTo(InstanceProtection.USUAL);
        assertThat((long) scene.stage.control.store().read(tx -> scene.mitigations.sources().count(tx, scene.now(), gone,
                SourceListing.Side.WHITE, Optional.empty()))).isZero();
    }

    @Test
    void aRamUserMayChangeTheOneInstanceThatHisPolicyNames() {
        ControlFixture control = scene.stage.control;
        control.call("ram", "CreateUser", Map.of("UserName", "clerk"));
        ApiCaller.Answer key = control.call("ram", "CreateAccessKey", Map.of("UserName", "clerk"));
        ApiCaller user = control.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
        Map<String, String> call = Map.of("InstanceId", id, "Mode", "loose", "Switch", "on");
        assertThat(user.call("ddoscoo", "ModifyPortAutoCcStatus", call).code()).isEqualTo("NoPermission");
        assertThat(user.call("ddoscoo", "DescribeUnBlackholeCount", Map.of()).code()).isEqualTo("NoPermission");
        control.call("ram", "CreatePolicy", Map.of("PolicyName", "one", "PolicyDocument", "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"yundun-ddoscoo:*\",\"Resource\":\"acs:yundun-ddoscoo:*:*:instance/" + id + "\"}]}"));
        control.call("ram", "AttachPolicyToUser", Map.of("PolicyName", "one", "PolicyType", "Custom", "UserName", "clerk"));
        assertThat(user.call("ddoscoo", "ModifyPortAutoCcStatus", call).code()).isEqualTo("OK");
        for (String other : List.of(scene.stage.expired.id(), DdoscooStage.UNKNOWN)) {
            assertThat(user.call("ddoscoo", "ModifyPortAutoCcStatus", Map.of("InstanceId", other, "Mode", "loose", "Switch", "on")).code())
                    .isEqualTo("NoPermission");
        }
        assertThat(told().automatic()).isEqualTo(AutomaticMode.LOOSE);
    }
}
