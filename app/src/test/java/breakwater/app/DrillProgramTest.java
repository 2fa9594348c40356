package breakwater.app;

import static breakwater.app.client.Product.BREAKWATER;
import static breakwater.app.client.Product.DDOSCOO;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.app.client.Answer;
import breakwater.app.client.ApiClient;
import breakwater.app.command.EndpointFile;
import breakwater.app.command.Target;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every drill as a user runs it: the built service, real sockets, many sources, the API's own reports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillProgramTest {
    private static final Pattern INSTANCE = Pattern.compile("ddoscoo-cn-[a-z0-9]+");

    private Path folder;
    private Program server;
    private ApiClient client;

    @BeforeAll
    void start(@TempDir Path made) {
        folder = made;
        server = Program.start(folder, Map.of(), "dev", "--port", "0", "--ephemeral").await("Next");
        client = new ApiClient(EndpointFile.read(folder.resolve(Target.USUAL_FOLDER)).orElseThrow().http(), Target.DEVELOPMENT_KEYS,
                InstantSource.system());
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    private Program drill(String... words) {
        return drill(Map.of(), words);
    }

    private Program drill(Map<String, String> environment, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "drill";
        System.arraycopy(words, 0, all, 1, words.length);
        Program drill = Program.start(folder, environment, all);
        drill.exitCode();
        return drill;
    }

    @ParameterizedTest
    @ValueSource(strings = {"connections", "slow", "udp", "reflect"})
    void aDrillOnAProtectedInstanceKeepsEveryExpectation(String kind) {
        Program drill = drill(kind, "--seed", "7", "--seconds", "2");
        assertThat(drill.exitCode()).as(drill.printed()).isZero();
        assertThat(drill.printed()).contains("Drill " + kind + ", seed 7, 2 s", "honest exchanges are served", "is recorded on the port",
                "is metered as attack", "expectations kept", "refunded and released").doesNotContain("MISSED");
        assertThat(total("DescribeInstances", Map.of("InstanceIds.1", instance(drill), "PageNumber", "1", "PageSize", "10"))).isZero();
    }

    @Test
    void anInstanceOfOnesOwnIsLeftAsItWas() {
        Program first = drill("reflect", "--seed", "1", "--seconds", "1", "--keep");
        assertThat(first.exitCode()).as(first.printed()).isZero();
        String id = instance(first);
        assertThat(first.printed()).contains(id + " is kept");

        ask("ConfigUdpReflect", Map.of("InstanceId", id, "Config", "{\"UdpSports\":[123,1900]}"));
        Program second = drill("reflect", "--seed", "1", "--seconds", "1", "--instance", id);
        assertThat(second.exitCode()).as(second.printed()).isZero();
        assertThat(second.printed()).contains(id + " is as it was");
        assertThat(ask("DescribeUdpReflect", Map.of("InstanceId", id)).body().path("UdpSports").toString()).isEqualTo("[\"123\",\"1900\"]");
        assertThat(total("DescribeNetworkRules", Map.of("InstanceId", id, "PageNumber", "1", "PageSize", "10"))).isZero();
        assertThat(total("DescribeAutoCcBlacklist", Map.of("InstanceId", id, "PageNumber", "1", "PageSize", "10"))).isZero();

        assertThat(Program.start(folder, Map.of(), "clock", "advance", "35d").exitCode()).isZero();
        Program refused = drill("reflect", "--instance", id);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.printed()).contains("has expired", "Renew it").doesNotContain("Exception");
    }

    /** The control of the experiment: an expired instance is not mitigated, so a drill that found nothing wrong would prove nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"connections", "slow", "udp", "reflect"})
    void aDrillOnAnExpiredInstanceMissesItsExpectations(String kind) {
        Program drill = drill(kind, "--seed", "7", "--seconds", "1", "--expired");
        assertThat(drill.exitCode()).as(drill.printed()).isEqualTo(1);
        assertThat(drill.printed()).containsPattern("MISSED +an attack of type (cc|defense) is recorded on the port")
                .containsPattern("MISSED +what was refused is metered as attack").containsPattern("expectations kept, [1-9]\\d* MISSED")
                .contains("released").doesNotContain("Exception");
    }

    @Test
    void aDrillThatIsInterruptedGivesBackWhatItBought() throws Exception {
        Program drill = Program.start(folder, Map.of(), "drill", "connections", "--seed", "7", "--seconds", "60").await("honest clients ask");
        // Ctrl-C (INT) ends in the same hook; but where these tests run in the background, the program inherits that INT is ignored.
        assertThat(new ProcessBuilder("kill", "-TERM", Long.toString(drill.pid())).inheritIO().start().waitFor()).isZero();
        assertThat(drill.exitCode()).as("as the signal ends it").isEqualTo(143);
        assertThat(total("DescribeInstances", Map.of("InstanceIds.1", instance(drill), "PageNumber", "1", "PageSize", "10"))).isZero();
    }

    @Test
    void whatCannotBePlayedIsRefusedPolitely() {
        Program poor = drill(poorAccount(), "udp");
        assertThat(poor.exitCode()).isEqualTo(1);
        assertThat(poor.printed()).contains("cannot buy an instance", "Recharge the account", "--instance").doesNotContain("Exception");

        Program foreign = drill("udp", "--instance", "ddoscoo-cn-nobody");
        assertThat(foreign.exitCode()).isEqualTo(1);
        assertThat(foreign.printed()).contains("there is no instance ddoscoo-cn-nobody");

        Program elsewhere = drill(Map.of("BREAKWATER_ENDPOINT", "http://192.0.2.1:7070"), "udp");
        assertThat(elsewhere.exitCode()).isEqualTo(1);
        assertThat(elsewhere.printed()).contains("loopback only").doesNotContain("Exception");

        Program nobody = drill(Map.of("BREAKWATER_ENDPOINT", "http://127.0.0.1:1"), "udp");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.printed()).contains("Start one with ./breakwater dev");

        Program tooLong = drill("udp", "--seconds", "61");
        assertThat(tooLong.exitCode()).isEqualTo(2);
        assertThat(tooLong.printed()).contains("--seconds must be 1 to 60");

        Program unknown = drill("flood");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.printed()).contains("connections, slow, udp, reflect");
    }

    private Map<String, String> poorAccount() {
        Answer made = client.call(BREAKWATER, "CreateAccount", Map.of("AccountName", "poor"));
        assertThat(made.good()).as(made.body().toString()).isTrue();
        return Map.of("BREAKWATER_ENDPOINT", EndpointFile.read(folder.resolve(Target.USUAL_FOLDER)).orElseThrow().http().toString(),
                "ALIBABA_CLOUD_ACCESS_KEY_ID", made.text("/AccessKeyId"), "ALIBABA_CLOUD_ACCESS_KEY_SECRET", made.text("/AccessKeySecret"));
    }

    private static String instance(Program drill) {
        Matcher matcher = INSTANCE.matcher(drill.printed());
        assertThat(matcher.find()).as(drill.printed()).isTrue();
        return matcher.group();
    }

    private Answer ask(String action, Map<String, String> parameters) {
        Answer answer = client.call(DDOSCOO, action, parameters);
        assertThat(answer.good()).as(action + " was answered with " + answer.body()).isTrue();
        return answer;
    }

    private long total(String action, Map<String, String> parameters) {
        return ask(action, parameters).number("/TotalCount");
    }
}
