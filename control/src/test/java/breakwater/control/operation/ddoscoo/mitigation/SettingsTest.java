package breakwater.control.operation.ddoscoo.mitigation;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.protection.InstanceProtection;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.ProtectedInstance.RegionBlock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings of an instance that are one value each: automatic mode, region block, reflection ports. */
class SettingsTest {
    private static final String ALL_PROVINCES = "11,12,13,14,15,21,22,23,31,32,33,34,35,36,37,41,42,43,44,45,46,50,51,52,53,54,61,62,63,64,65,"
            + "71,81,82";

    private Protected scene;
    private DdosInstance instance;
    private String id;

    Store open() {
        return SqliteStore.inMemory();
    }

    @BeforeEach
    void start() {
        scene = new Protected(open());
        instance = scene.stage.running;
        id = instance.id();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private void regions(String config) {
        scene.succeed("ConfigNetworkRegionBlock", "InstanceId", id, "Config", config);
    }

    private String described() {
        return scene.stage.call("DescribeNetworkRegionBlock", "InstanceId", id).body().at("/Config").toString();
    }

    @Test
    void anUntouchedInstanceIsTightenedByItselfAndNothingElse() {
        assertThat(scene.snapshot(instance)).isEqualTo(InstanceProtection.USUAL);
        ApiCaller.Answer answer = scene.stage.call("DescribePortAutoCcStatus", "InstanceIds.1", id);
        assertThat(answer.body().at("/PortAutoCcStatus/0").toString())
                .isEqualTo("{\"Mode\":\"normal\",\"Switch\":\"on\",\"WebMode\":\"normal\",\"WebSwitch\":\"on\"}");
        assertThat(described()).isEqualTo("{\"Countries\":[],\"Provinces\":[],\"RegionBlockSwitch\":\"off\"}");
        assertThat(scene.stage.call("DescribeUdpReflect", "InstanceId", id).body().at("/UdpSports")).isEmpty();
        assertThat(scene.revision()).isZero();
    }

    @Test
    void theModeIsKeptWhileItIsOff() {
        scene.succeed("ModifyPortAutoCcStatus", "InstanceId", id, "Mode", "strict", "Switch", "off");
        assertThat(scene.snapshot(instance).automatic()).isEqualTo(AutomaticMode.OFF);
        ApiCaller.Answer answer = scene.stage.call("DescribePortAutoCcStatus", "InstanceIds.1", scene.stage.premium.id(), "InstanceIds.2", id);
        assertThat(answer.body().findValuesAsText("Mode")).containsExactly("normal", "strict");
        assertThat(answer.body().findValuesAsText("Switch")).containsExactly("on", "off");
        scene.succeed("ModifyPortAutoCcStatus", "InstanceId", id, "Mode", "loose", "Switch", "on");
        assertThat(scene.snapshot(instance).automatic()).isEqualTo(AutomaticMode.LOOSE);
        assertThat(scene.revision()).isEqualTo(2);
    }

    @Test
    void countriesAreTheVendorsNumbersAndGoDownAsIsoCodes() {
        regions("{\"RegionBlockSwitch\":\"on\",\"Countries\":[23,7,\"3\",7]}");
        assertThat(described()).isEqualTo("{\"Countries\":[3,7,23],\"Provinces\":[],\"RegionBlockSwitch\":\"on\"}");
        assertThat(scene.snapshot(instance).regionBlock()).isEqualTo(new RegionBlock(true, Set.of("GB", "US", "JP")));
        regions("{\"RegionBlockSwitch\":\"off\",\"Countries\":[7],\"Provinces\":null}");
        assertThat(scene.snapshot(instance).regionBlock()).isEqualTo(new RegionBlock(false, Set.of("US")));
        regions("{\"RegionBlockSwitch\":\"on\"}");
        assertThat(scene.snapshot(instance).regionBlock()).isEqualTo(new RegionBlock(true, Set.of()));
        assertThat(described()).isEqualTo("{\"Countries\":[],\"Provinces\":[],\"RegionBlockSwitch\":\"on\"}");
    }

    @Test
    void provincesAreTheWholeMainlandOrCountriesOfTheirOwn() {
        regions("{\"RegionBlockSwitch\":\"on\",\"Countries\":[],\"Provinces\":[" + ALL_PROVINCES + "]}");
        assertThat(scene.snapshot(instance).regionBlock()).isEqualTo(new RegionBlock(true, Set.of("CN", "TW", "HK", "MO")));
        assertThat(described()).contains("\"Provinces\":[" + ALL_PROVINCES + "]").contains("\"Countries\":[]");
        regions("{\"RegionBlockSwitch\":\"on\",\"Countries\":[1],\"Provinces\":[81]}");
        assertThat(scene.snapshot(instance).regionBlock().countries()).containsExactlyInAnyOrder("CN", "HK");
        ApiCaller.Answer partly = scene.stage.call("ConfigNetworkRegionBlock", "InstanceId", id, "Config",
                "{\"RegionBlockSwitch\":\"on\",\"Provinces\":[11,12]}");
        assertThat(partly.code()).isEqualTo("InvalidParameter");
        assertThat(partly.text("/Message")).contains("countries apart, not provinces");
        assertThat(scene.snapshot(instance).regionBlock().countries()).as("a refused call changes nothing").containsExactlyInAnyOrder("CN", "HK");
    }

    @Test
    void whatIsNoRegionIsRefused() {
        for (String bad : List.of("[]", "x", "{}", "{\"RegionBlockSwitch\":\"maybe\"}", "{\"RegionBlockSwitch\":true}",
                on("\"Countries\":[241]"), on("\"Countries\":[6]"), on("\"Countries\":[0]"), on("\"Countries\":[1.5]"), on("\"Countries\":[\"US\"]"),
                on("\"Countries\":7"), on("\"Countries\":[null]"), on("\"Provinces\":[10]"), on("\"Provinces\":[83]"), on("\"Provinces\":[[11]]"))) {
            assertThat(scene.code("ConfigNetworkRegionBlock", "InstanceId", id, "Config", bad)).as(bad)
                    .isIn("InvalidParameter", "MissingConfig.RegionBlockSwitch");
        }
        assertThat(scene.revision()).isZero();
    }

    private static String on(String rest) {
        return "{\"RegionBlockSwitch\":\"on\"," + rest + "}";
    }

    @Test
    void everyCountryOfTheTableGoesDownAndComesBack() {
        String numbers = Stream.iterate(1, number -> number <= 240, number -> number + 1)
                .filter(number -> number != 6 && number != 15 && number != 122).map(String::valueOf).reduce((a, b) -> a + "," + b).orElseThrow();
        regions("{\"RegionBlockSwitch\":\"on\",\"Countries\":[" + numbers + "]}");
        assertThat(described()).contains("\"Countries\":[" + numbers + "]");
        assertThat(scene.snapshot(instance).regionBlock().countries()).hasSize(237).allMatch(code -> code.matches("[A-Z]{2}"));
    }

    @Test
    void reflectionPortsAreReplacedAsAWhole() {
        scene.succeed("ConfigUdpReflect", "InstanceId", id, "RegionId", "cn-hangzhou", "Config", "{\"UdpSports\":[123,17,\"19\",17]}");
        assertThat(scene.snapshot(instance).reflectionPorts()).containsExactlyInAnyOrder(17, 19, 123);
        assertThat(scene.stage.call("DescribeUdpReflect", "InstanceId", id).body().at("/UdpSports").toString())
                .isEqualTo("[\"17\",\"19\",\"123\"]");
        scene.succeed("ConfigUdpReflect", "InstanceId", id, "Config", "{\"UdpSports\":[]}");
        assertThat(scene.snapshot(instance).reflectionPorts()).isEmpty();
        for (String bad : List.of("{}", "[17]", "{\"UdpSports\":17}", "{\"UdpSports\":[0]}", "{\"UdpSports\":[65536]}", "{\"UdpSports\":[-1]}",
                "{\"UdpSports\":[1.5]}", "{\"UdpSports\":[\"a\"]}", "{\"UdpSports\":[" + "1,".repeat(200) + "1]}")) {
            assertThat(scene.code("ConfigUdpReflect", "InstanceId", id, "Config", bad)).as(bad)
                    .isIn("InvalidParameter", "MissingConfig.UdpSports");
        }
        assertThat(scene.code("ConfigUdpReflect", "InstanceId", id, "RegionId", "ap-southeast-1", "Config", "{\"UdpSports\":[]}"))
                .isEqualTo("InstanceNotFound");
    }
}
