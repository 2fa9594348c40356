package breakwater.control.operation.esa;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import java.util.Map;
import java.util.TreeMap;

/** An account of its own on a running control plane, with the calls that the tests of this product share. */
final class EsaScene {
    private final ControlFixture fixture;
    private final ApiCaller caller;
    private final String accountId;

    private EsaScene(ControlFixture fixture, ApiCaller caller, String accountId) {
        this.fixture = fixture;
        this.caller = caller;
        this.accountId = accountId;
    }

    /** A new account in US dollars. */
    static EsaScene open(ControlFixture fixture, String balance, String creditLimit) {
        ApiCaller.Answer account = fixture.call("breakwater", "CreateAccount", Map.of("AccountName", "tenant",
                "Currency", "USD", "Balance", balance, "CreditLimit", creditLimit));
        assertThat(account.code()).as(account.text()).isEqualTo("OK");
        return new EsaScene(fixture, fixture.caller().as(account.text("/AccessKeyId"), account.text("/AccessKeySecret")),
                account.text("/AccountId"));
    }

    String accountId() {
        return accountId;
    }

    ApiCaller caller() {
        return caller;
    }

    /** Calls an operation of this product; parameters are names and values in turn. */
    ApiCaller.Answer call(String action, String... parameters) {
        return callOf("esa", action, parameters);
    }

    ApiCaller.Answer callOf(String product, String action, String... parameters) {
        Map<String, String> sent = new TreeMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            sent.put(parameters[i], parameters[i + 1]);
        }
        return caller.call(product, action, sent);
    }

    /** Calls an operation that must succeed. */
    ApiCaller.Answer succeed(String action, String... parameters) {
        ApiCaller.Answer answer = call(action, parameters);
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
        return answer;
    }

    String buyPlan(String name, int months) {
        return succeed("PurchaseRatePlan", "PlanName", name, "Period", Integer.toString(months), "ChargeType", "PREPAY",
                "AutoPay", "true").text("/InstanceId");
    }

    String buySecurity(String plan) {
        return succeed("PurchaseDDoSInstance", "SiteInstanceId", plan, "DDoSBurstableDomesticProtection", "cn_300",
                "DDoSBurstableOverseasProtection", "off", "DDoSBillingMode", "CleanTraffic").text("/InstanceId");
    }

    ApiCaller.Answer release(String instance) {
        return call("ReleaseInstance", "InstanceId", instance);
    }

    /** The one instance as ListDDoSInstances shows it: status and reserved release, which is empty when there is none. */
    String status(String instance) {
        ApiCaller.Answer list = succeed("ListDDoSInstances", "InstanceId", instance);
        return list.text("/InstanceInfo/0/Status") + " " + list.text("/InstanceInfo/0/ReserveReleaseTime");
    }

    void advance(String duration) {
        ApiCaller.Answer answer = fixture.call("breakwater", "AdvanceClock", Map.of("Duration", duration));
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
    }

    void advanceTo(String instant) {
        ApiCaller.Answer answer = fixture.call("breakwater", "AdvanceClock", Map.of("To", instant));
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
    }

    String balance() {
        return callOf("bssopenapi", "QueryAccountBalance").text("/Data/AvailableCashAmount");
    }
}
