package breakwater.control.operation.ddoscoo.mitigation;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.model.snapshot.ProtectedInstance.Scene;
import breakwater.model.snapshot.ProtectedInstance.SceneSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The eight scene operations, and the spans that the traffic plane is told of. */
class ScenePoliciesTest {
    private Protected scene;
    private DdosInstance instance;
    private DdosInstance other;

    Store open() {
        return SqliteStore.inMemory();
    }

    @BeforeEach
    void start() {
        scene = new Protected(open());
        instance = scene.stage.running;
        other = scene.stage.premium;
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private String at(Duration fromNow) {
        return String.valueOf(scene.now().plus(fromNow).toEpochMilli());
    }

    private String create(String name, String template, Duration from, Duration until) {
        ApiCaller.Answer answer = scene.stage.call("CreateSceneDefensePolicy", "Name", name, "Template", template, "StartTime", at(from),
                "EndTime", at(until));
        assertThat(answer.text("/Success")).as(answer.text()).isEqualTo("true");
        return scene.stage.call("DescribeSceneDefensePolicies").body().at("/Policies").findParents("Name").stream()
                .filter(policy -> policy.get("Name").asText().equals(name)).findFirst().orElseThrow().get("PolicyId").asText();
    }

    private void attach(String policy, DdosInstance... instances) {
        scene.succeed("AttachSceneDefenseObject", "PolicyId", policy, "ObjectType", "Vip", "Objects", addresses(instances));
    }

    private static String addresses(DdosInstance... instances) {
        return String.join(", ", List.of(instances).stream().map(DdosInstance::serviceAddress).toList());
    }

    private String status(String policy) {
        return scene.stage.call("DescribeSceneDefensePolicies").body().at("/Policies").findParents("PolicyId").stream()
                .filter(found -> found.get("PolicyId").asText().equals(policy)).findFirst().orElseThrow().get("Status").asText();
    }

    private List<SceneSpan> spans(DdosInstance of) {
        return scene.snapshot(of).scenes();
    }

    @Test
    void aPolicyIsToComeThenInForceThenOverByTheServiceClock() {
        String policy = create("double eleven", "promotion", Duration.ofHours(1), Duration.ofHours(3));
        attach(policy, instance);
        SceneSpan span = new SceneSpan(Scene.PROMOTION, scene.now().plus(Duration.ofHours(1)).toEpochMilli(),
                scene.now().plus(Duration.ofHours(3)).toEpochMilli());
        assertThat(spans(instance)).containsExactly(span);
        assertThat(spans(other)).isEmpty();
        long revision = scene.revision();

        assertThat(status(policy)).isEqualTo("1");
        scene.pass(Duration.ofHours(1));
        assertThat(status(policy)).isEqualTo("2");
        scene.pass(Duration.ofHours(2).minusMillis(1));
        assertThat(status(policy)).isEqualTo("2");
        scene.pass(Duration.ofMillis(1));
        assertThat(status(policy)).isEqualTo("3");
        assertThat(scene.revision()).as("the plane needs nobody to remind it").isEqualTo(revision);
    }

    @Test
    void aPolicyIsDescribedWhole() {
        String policy = create("double eleven", "promotion", Duration.ZERO, Duration.ofHours(3));
        assertThat(scene.stage.call("DescribeSceneDefensePolicies").body().at("/Policies/0").toString()).isEqualTo("{\"Done\":1,\"EndTime\":"
                + at(Duration.ofHours(3)) + ",\"Name\":\"double eleven\",\"ObjectCount\":0,\"PolicyId\":\"" + policy
                + "\",\"RuntimePolicies\":[],\"StartTime\":" + at(Duration.ZERO) + ",\"Status\":2,\"Template\":\"promotion\"}");
        attach(policy, instance, other, instance);
        ApiCaller.Answer answer = scene.stage.call("DescribeSceneDefensePolicies");
        assertThat(answer.text("/Success")).isEqualTo("true");
        assertThat(answer.text("/Policies/0/ObjectCount")).isEqualTo("2");
        assertThat(answer.body().at("/Policies/0/RuntimePolicies").toString()).isEqualTo(
                "[{\"NewValue\":\"{\\\"ai_rule_enable\\\":0}\",\"PolicyType\":2,\"Status\":3,\"oldValue\":\"{\\\"ai_rule_enable\\\":1}\"}]");
        ApiCaller.Answer objects = scene.stage.call("DescribeSceneDefenseObjects", "PolicyId", policy);
        assertThat(objects.body().at("/Objects").findValuesAsText("Vip"))
                .containsExactlyInAnyOrder(instance.serviceAddress(), other.serviceAddress());
        assertThat(objects.body().at("/Objects").findValuesAsText("PolicyId")).containsOnly(policy);
    }

    @Test
    void policiesAreFilteredByStatusAndTemplateAndTheLatestIsFirst() {
        create("a", "promotion", Duration.ZERO, Duration.ofHours(1));
        scene.pass(Duration.ofSeconds(1));
        create("b", "bypass", Duration.ofHours(1), Duration.ofHours(2));
        scene.pass(Duration.ofSeconds(1));
        scene.succeed("DisableSceneDefensePolicy", "PolicyId", create("c", "promotion", Duration.ZERO, Duration.ofHours(1)));
        assertThat(names()).containsExactly("c", "b", "a");
        assertThat(names("Status", "0")).containsExactly("c");
        assertThat(names("Status", "1")).containsExactly("b");
        assertThat(names("Status", "2")).containsExactly("a");
        assertThat(names("Status", "3")).isEmpty();
        assertThat(names("Template", "promotion")).containsExactly("c", "a");
        assertThat(names("Template", "bypass", "Status", "2")).isEmpty();
        assertThat(scene.code("DescribeSceneDefensePolicies", "Status", "4")).isEqualTo("InvalidParameter");
        assertThat(scene.code("DescribeSceneDefensePolicies", "Template", "all")).isEqualTo("InvalidParameter");
    }

    private List<String> names(String... filter) {
        return scene.stage.call("DescribeSceneDefensePolicies", filter).body().at("/Policies").findValuesAsText("Name");
    }

    @Test
    void whatEndsAPolicyEndsItAtOnceForEveryInstance() {
        String policy = create("a", "bypass", Duration.ZERO, Duration.ofHours(1));
        attach(policy, instance, other);
        long revision = scene.revision();
        scene.succeed("DisableSceneDefensePolicy", "PolicyId", policy);
        assertThat(spans(instance)).isEmpty();
        assertThat(scene.revision()).isEqualTo(revision + 2);
        scene.succeed("DisableSceneDefensePolicy", "PolicyId", policy);
        assertThat(scene.revision()).as("it was off before").isEqualTo(revision + 2);
        scene.succeed("EnableSceneDefensePolicy", "PolicyId", policy);
        assertThat(spans(other)).hasSize(1);
        scene.succeed("DetachSceneDefenseObject", "PolicyId", policy, "Objects", addresses(other));
        assertThat(spans(other)).isEmpty();
        assertThat(spans(instance)).hasSize(1);
        scene.succeed("ModifySceneDefensePolicy", "PolicyId", policy, "Name", "b", "Template", "promotion", "StartTime", at(Duration.ofHours(1)),
                "EndTime", at(Duration.ofHours(2)));
        assertThat(spans(instance)).extracting(SceneSpan::scene).containsExactly(Scene.PROMOTION);
        assertThat(status(policy)).isEqualTo("1");
        scene.succeed("DeleteSceneDefensePolicy", "PolicyId", policy);
        assertThat(spans(instance)).isEmpty();
        assertThat(scene.code("DeleteSceneDefensePolicy", "PolicyId", policy)).isEqualTo("SceneDefensePolicyNotExist");
        assertThat(names()).isEmpty();
    }

    @Test
    void badTimesNamesAndTemplatesAreRefusedInOrder() {
        record Bad(String name, String template, String from, String until, String code) {
        }
        String now = at(Duration.ZERO);
        String later = at(Duration.ofHours(1));
        for (Bad bad : List.of(new Bad(" ", "promotion", now, later, "InvalidParameter"), new Bad("n".repeat(129), "promotion", now, later,
                "InvalidParameter"), new Bad("n", "sale", now, later, "InvalidParameter"), new Bad("n", "bypass", "-1", later, "InvalidStartTime"),
                new Bad("n", "bypass", "999999999999999999", later, "InvalidStartTime"), new Bad("n", "bypass", later, later, "ddos_coop3203"),
                new Bad("n", "bypass", later, now, "ddos_coop3203"), new Bad("n", "bypass", "0", now, "InvalidEndTime"),
                new Bad("n", "bypass", now, "999999999999999999", "InvalidEndTime"))) {
            assertThat(scene.code("CreateSceneDefensePolicy", "Name", bad.name(), "Template", bad.template(), "StartTime", bad.from(), "EndTime",
                    bad.until())).as(bad.toString()).isEqualTo(bad.code());
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsNoAddressOfTheAccountCannotBeAttached() {
        String policy = create("a", "bypass", Duration.ZERO, Duration.ofHours(1));
        DdosInstance foreign = scene.stage.foreign;
        for (String objects : List.of("127.77.255.254", foreign.serviceAddress(), scene.stage.gone.serviceAddress(), "www.example.com",
                instance.serviceAddress() + "," + foreign.serviceAddress(), instance.id())) {
            assertThat(scene.code("AttachSceneDefenseObject", "PolicyId", policy, "ObjectType", "Vip", "Objects", objects)).as(objects)
                    .isEqualTo("InstanceNotFound");
        }
        ApiCaller.Answer domain = scene.stage.call("AttachSceneDefenseObject", "PolicyId", policy, "ObjectType", "Domain", "Objects",
                "www.example.com");
        assertThat(domain.code()).isEqualTo("InvalidParameter");
        assertThat(domain.text("/Message")).contains("domain names cannot be protected in this version");
        assertThat(scene.code("AttachSceneDefenseObject", "PolicyId", policy, "ObjectType", "Vip", "Objects", ",,")).isEqualTo("MissingObjects");
        assertThat(scene.code("AttachSceneDefenseObject", "PolicyId", "nothing", "ObjectType", "Domain", "Objects", "x"))
                .isEqualTo("SceneDefensePolicyNotExist");
        assertThat(spans(instance)).isEmpty();
        assertThat(scene.revision()).isZero();
    }

    @Test
    void anAccountHasAHundredPoliciesAtMost() {
        for (int i = 0; i < 100; i++) {
            scene.succeed("CreateSceneDefensePolicy", "Name", "n" + i, "Template", "bypass", "StartTime", "0", "EndTime", at(Duration.ofHours(1)));
        }
        assertThat(scene.code("CreateSceneDefensePolicy", "Name", "n", "Template", "bypass", "StartTime", "0", "EndTime", at(Duration.ofHours(1))))
                .isEqualTo("NumberExceed.SceneDefensePolicy");
    }

    @Test
    void anotherAccountsPolicyLooksLikeNoneAtAll() {
        String policy = create("mine", "bypass", Duration.ZERO, Duration.ofHours(1));
        attach(policy, instance);
        ApiCaller.Answer account = scene.stage.control.call("breakwater", "CreateAccount",
                Map.of("AccountName", "neighbour", "Balance", "1", "Currency", "CNY"));
        ApiCaller neighbour = scene.stage.control.caller().as(account.text("/AccessKeyId"), account.text("/AccessKeySecret"));
        for (String action : List.of("DeleteSceneDefensePolicy", "EnableSceneDefensePolicy", "DisableSceneDefensePolicy",
                "DescribeSceneDefenseObjects")) {
            ApiCaller.Answer theirs = neighbour.call("ddoscoo", action, Map.of("PolicyId", policy));
            assertThat(theirs.code()).isEqualTo("SceneDefensePolicyNotExist");
            assertThat(theirs.withoutRequestId()).isEqualTo(neighbour.call("ddoscoo", action, Map.of("PolicyId", "none")).withoutRequestId());
        }
        assertThat(neighbour.call("ddoscoo", "DescribeSceneDefensePolicies", Map.of()).body().at("/Policies")).isEmpty();
        assertThat(spans(instance)).hasSize(1);
    }
}
