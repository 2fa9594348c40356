package breakwater.control.operation.esa;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.error.EsaError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each error of the vendor's document, by the calls that docs/esa-release-errors.md tells. */
class ReleaseInstanceTest {
    private static ControlFixture fixture;

    @BeforeAll
    static void start() {
        fixture = ControlFixture.start();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static void refused(ApiCaller.Answer answer, EsaError error) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(error.code());
        assertThat(answer.body().path("Message").asText()).isEqualTo(error.text());
    }

    @Test
    void whatIsNoInstanceOfTheAccountIsInvalidInOneAnswer() {
        EsaScene owner = EsaScene.open(fixture, "10000", "0");
        EsaScene other = EsaScene.open(fixture, "10000", "0");
        String plan = other.buyPlan("basic", 1);
        String foreign = owner.buySecurity(owner.buyPlan("basic", 1));
        List<ApiCaller.Answer> answers = List.of(other.call("ReleaseInstance"), other.release(""), other.release("nonsense"),
                other.release("esa-ddos-unknown0000"), other.release("ESA-DDOS-00000000000"), other.release(plan),
                other.release(foreign));
        for (ApiCaller.Answer answer : answers) {
            refused(answer, EsaError.INVALID_INSTANCE);
        }
        String recommend = "\"Recommend\":\"[^\"]*\"";
        assertThat(answers.stream().map(answer -> answer.withoutRequestId().replaceAll(recommend, "")).distinct()).hasSize(1);
        assertThat(owner.status(foreign)).isEqualTo("online ");
    }

    @Test
    void aRamUserWithoutPoliciesHasNoPermission() {
        EsaScene scene = EsaScene.open(fixture, "10000", "0");
        String instance = scene.buySecurity(scene.buyPlan("basic", 1));
        assertThat(scene.callOf("ram", "CreateUser", "UserName", "u").code()).isEqualTo("OK");
        ApiCaller.Answer key = scene.callOf("ram", "CreateAccessKey", "UserName", "u");
        ApiCaller user = scene.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
        refused(user.call("esa", "ReleaseInstance", Map.of("InstanceId", instance)), EsaError.RAM_AUTH_FAILED);
        assertThat(scene.status(instance)).isEqualTo("online ");
    }

    @Test
    void whatIsReleasedCannotBeReleased() {
        EsaScene scene = EsaScene.open(fixture, "10000", "0");
        String instance = scene.buySecurity(scene.buyPlan("basic", 2));
        assertThat(scene.release(instance).code()).isEqualTo("OK");
        scene.advance("32d");
        refused(scene.release(instance), EsaError.RELEASE_FAILED);
    }

    @Test
    void anOpenOrderOfThePlanMustBeDecidedFirst() {
        EsaScene scene = EsaScene.open(fixture, "10000", "0");
        String plan = scene.buyPlan("basic", 1);
        String instance = scene.buySecurity(plan);
        String order = scene.succeed("UpdateRatePlanSpec", "InstanceId", plan, "TargetPlanName", "medium", "OrderType",
                "UPGRADE", "AutoPay", "false").text("/OrderId");
        refused(scene.release(instance), EsaError.CHECK_ORDER_FAILED);
        assertThat(scene.status(instance)).isEqualTo("online ");
        assertThat(scene.callOf("bssopenapi", "CancelOrder", "OrderId", order).code()).isEqualTo("OK");
        assertThat(scene.release(instance).code()).isEqualTo("OK");
    }

    @Test
    void anAccountInArrearsPaysFirst() {
        EsaScene scene = EsaScene.open(fixture, "15", "5000");
        String instance = scene.buySecurity(scene.buyPlan("basic", 1));
        refused(scene.release(instance), EsaError.INSUFFICIENT_AVAILABLE_QUOTA);
        assertThat(scene.status(instance)).isEqualTo("overdue ");
    }

    @Test
    void theClosingBillMustBePayable() {
        EsaScene scene = EsaScene.open(fixture, "3200", "0");
        String plan = scene.buyPlan("basic", 1);
        String instance = scene.buySecurity(plan);
        scene.succeed("SetDdosMaxBurstGbps", "InstanceId", plan, "MaxBurstGbps", "300");
        refused(scene.release(instance), EsaError.INSUFFICIENT_BALANCE);
        assertThat(scene.status(instance)).isEqualTo("online ");
    }

    @Test
    void askingAgainChangesNothingAndSucceeds() {
        EsaScene scene = EsaScene.open(fixture, "3200", "0");
        String plan = scene.buyPlan("basic", 1);
        String instance = scene.buySecurity(plan);
        assertThat(scene.release(instance).code()).isEqualTo("OK");
        String reserved = scene.status(instance);
        assertThat(reserved).startsWith("online 20");
        // By now an order is open, which would refuse a first request.
        scene.succeed("UpdateRatePlanSpec", "InstanceId", plan, "TargetPlanName", "medium", "AutoPay", "false");
        assertThat(scene.release(instance).code()).isEqualTo("OK");
        assertThat(scene.status(instance)).isEqualTo(reserved);
    }
}
