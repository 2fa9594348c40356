package breakwater.control.operation.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breakwater's own product, called as any client calls it. */
final class BreakwaterOperationsTest {
    private final ControlFixture fixture = ControlFixture.start();

    @AfterEach
    void close() {
        fixture.close();
    }

    private ApiCaller.Answer call(String action, String... parameters) {
        return fixture.call("breakwater", action, parameters(parameters));
    }

    private static Map<String, String> parameters(String... namesAndValues) {
        Map<String, String> parameters = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            parameters.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return parameters;
    }

    private ApiCaller of(ApiCaller.Answer account) {
        return new ApiCaller(fixture.endpoint(), account.text("/AccessKeyId"), account.text("/AccessKeySecret"), fixture::wall);
    }

    private String now() {
        return call("DescribeClock").text("/Now");
    }

    private String buyPremium() {
        Map<String, String> order = parameters("ProductCode", "ddos", "ProductType", "ddosDip", "SubscriptionType",
                "Subscription", "Period", "1");
        String[] components = {"ProductPlan", "0", "NormalBandwidth", "100", "NormalQps", "500", "PortCount", "5",
            "DomainCount", "10", "FunctionVersion", "0"};
        for (int at = 0; at < components.length; at += 2) {
            order.put("Parameter." + (at / 2 + 1) + ".Code", components[at]);
            order.put("Parameter." + (at / 2 + 1) + ".Value", components[at + 1]);
        }
        ApiCaller.Answer bought = fixture.call("bssopenapi", "CreateInstance", order);
        assertThat(bought.code()).as(bought.text()).isEqualTo("OK");
        return bought.text("/Data/InstanceId");
    }

    @Test
    void theClockIsDescribed() {
        ApiCaller.Answer clock = call("DescribeClock");
        assertThat(clock.text()).contains("\"Mode\":\"running\"", "\"Now\":\"2026-11-01T00:00:00Z\"",
                "\"NowMillis\":1793491200000", "\"OffsetSeconds\":0").doesNotContain("Target");
    }

    @ParameterizedTest
    @CsvSource({
        "Seconds,0,2026-11-01T00:00:00Z",
        "Seconds,691200,2026-11-09T00:00:00Z",
        "Seconds,3155760000,2126-11-02T00:00:00Z",
        "Duration,8d,2026-11-09T00:00:00Z",
        "Duration,90m,2026-11-01T01:30:00Z",
        "Duration,1h30m,2026-11-01T01:30:00Z",
        "Duration,2w1d,2026-11-16T00:00:00Z",
        "Duration,45s,2026-11-01T00:00:45Z",
        "Duration,P1M,2026-12-01T00:00:00Z",
        "Duration,P3M29D,2027-03-02T00:00:00Z",
        "Duration,P1Y,2027-11-01T00:00:00Z",
        "Duration,P2W,2026-11-15T00:00:00Z",
        "Duration,PT36H,2026-11-02T12:00:00Z",
        "Duration,p1dt1m,2026-11-02T00:01:00Z",
        "To,2028-02-29T00:00:00Z,2028-02-29T00:00:00Z",
        "To,2026-11-01T00:00:00Z,2026-11-01T00:00:00Z",
        "To,2026-11-01T08:00:01+08:00,2026-11-01T00:00:01Z"})
    void theClockIsAdvanced(String parameter, String value, String now) {
        ApiCaller.Answer answer = call("AdvanceClock", parameter, value);
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
        assertThat(answer.text("/Now")).isEqualTo(now);
        assertThat(now()).isEqualTo(now);
    }

    @ParameterizedTest
    @CsvSource({
        "Seconds,-1,InvalidParameter",
        "Seconds,3155760001,InvalidParameter",
        "Seconds,9223372036854775807,InvalidParameter",
        "Seconds,1.5,InvalidParameter",
        "Duration,-8d,InvalidParameter",
        "Duration,P-1M,InvalidParameter",
        "Duration,-P1M,InvalidParameter",
        "Duration,8,InvalidParameter",
        "Duration,d,InvalidParameter",
        "Duration,P,InvalidParameter",
        "Duration,PT,InvalidParameter",
        "Duration,8 d,InvalidParameter",
        "Duration,1m1h,InvalidParameter",
        "Duration,P999999999999Y,InvalidParameter",
        "Duration,P999999999Y,InvalidParameter",
        "Duration,PT99999999999999999999H,InvalidParameter",
        "Duration,9999999999d,InvalidParameter",
        "Duration,36526d,ClockTooFar",
        "Duration,P101Y,ClockTooFar",
        "Duration,999999999w,ClockTooFar",
        "To,2026-10-31T23:59:59Z,ClockBackwards",
        "To,-1000000000-01-01T00:00:00Z,ClockBackwards",
        "To,2127-11-01T00:00:00Z,ClockTooFar",
        "To,9999-12-31T00:00:00Z,ClockTooFar",
        "To,tomorrow,InvalidParameter",
        "To,2026-11-31T00:00:00Z,InvalidParameter"})
    void anAdvanceThatCannotBeIsRefusedAndChangesNothing(String parameter, String value, String code) {
        ApiCaller.Answer answer = call("AdvanceClock", parameter, value);
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(now()).isEqualTo("2026-11-01T00:00:00Z");
    }

    @Test
    void anAdvanceNeedsExactlyOneMeasure() {
        assertThat(call("AdvanceClock").code()).isEqualTo("MissingDuration");
        assertThat(call("AdvanceClock", "Duration", "1d", "Seconds", "1").code()).isEqualTo("InvalidParameter");
        assertThat(call("AdvanceClock", "To", "2027-01-01T00:00:00Z", "Seconds", "1").code()).isEqualTo("InvalidParameter");
    }

    @Test
    void theClockIsFrozenAndResumed() {
        assertThat(call("FreezeClock").text("/Mode")).isEqualTo("frozen");
        fixture.advanceWall(Duration.ofMinutes(10));
        assertThat(now()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(call("AdvanceClock", "Duration", "1d").text("/Mode")).isEqualTo("frozen");
        assertThat(call("ResumeClock").text("/Mode")).isEqualTo("running");
        fixture.advanceWall(Duration.ofMinutes(10));
        assertThat(now()).isEqualTo("2026-11-02T00:10:00Z");
        assertThat(call("DescribeClock").text("/OffsetSeconds")).isEqualTo(Long.toString(86_400 - 600));
    }

    @Test
    void anAccountIsOpenedWithItsKeyAndMoneyAndListed() {
        ApiCaller.Answer made = call("CreateAccount", "AccountName", "tenant", "Balance", "1000.50", "Currency", "USD");
        assertThat(made.text("/Balance")).isEqualTo("1000.50");
        assertThat(made.text("/AccountId")).matches("[0-9]{16}");
        assertThat(of(made).call("breakwater", "ListRequests", Map.of()).code()).isEqualTo("OK");
        ApiCaller.Answer listed = call("ListAccounts");
        assertThat(listed.text()).contains(made.text("/AccountId"), "tenant", "1000.50", "USD")
                .doesNotContain(made.text("/AccessKeySecret"));
        ApiCaller.Answer first = call("ListAccounts", "MaxResults", "1");
        ApiCaller.Answer second = call("ListAccounts", "MaxResults", "1", "NextToken", first.text("/NextToken"));
        assertThat(second.text("/Accounts/0/AccountId")).isNotEqualTo(first.text("/Accounts/0/AccountId"));
        assertThat(second.body().has("NextToken")).isFalse();
    }

    @Test
    void anAccountIsRecharged() {
        ApiCaller.Answer made = call("CreateAccount", "AccountName", "tenant", "Balance", "0");
        String id = made.text("/AccountId");
        assertThat(call("RechargeAccount", "AccountId", id, "Amount", "0.01").text("/Balance")).isEqualTo("0.01");
        assertThat(call("RechargeAccount", "AccountId", id, "Amount", "10000000").text("/Balance")).isEqualTo("10000000.01");
        for (String amount : new String[] {"0", "-1", "0.001", "1e9", "NaN", "1,000", "9999999999999999", "0x10"}) {
            assertThat(call("RechargeAccount", "AccountId", id, "Amount", amount).code()).as(amount)
                    .isEqualTo("InvalidParameter");
        }
        assertThat(call("RechargeAccount", "AccountId", id, "Amount", "1", "Currency", "USD").code())
                .isEqualTo("InvalidParameter");
        assertThat(call("RechargeAccount", "AccountId", "no such", "Amount", "1").code()).isEqualTo("AccountNotFound");
        assertThat(call("CreateAccount", "AccountName", "t", "Currency", "EUR").code()).isEqualTo("InvalidParameter");
        assertThat(call("ListAccounts").text()).contains("10000000.01");
    }

    @Test
    void onlyTheOperatorMayConcernItselfWithAccountsAndMoveTheClock() {
        ApiCaller tenant = of(call("CreateAccount", "AccountName", "tenant"));
        Map<String, Map<String, String>> operatorsOnly = Map.of("CreateAccount", Map.of("AccountName", "mine"),
                "ListAccounts", Map.of(), "RechargeAccount", Map.of("AccountId", "1000000000000001", "Amount", "1"),
                "AdvanceClock", Map.of("Seconds", "1"), "FreezeClock", Map.of(), "ResumeClock", Map.of());
        operatorsOnly.forEach((action, parameters) ->
                assertThat(tenant.call("breakwater", action, parameters).code()).as(action).isEqualTo("NotOperator"));
        assertThat(tenant.call("breakwater", "DescribeClock", Map.of()).text("/Now")).isEqualTo("2026-11-01T00:00:00Z");
    }

    @Test
    void aRequestIsDescribedToItsOwnAccountAlone() {
        String refused = call("AdvanceClock", "Duration", "never").text("/RequestId");
        String changed = call("FreezeClock").text("/RequestId");
        String read = call("DescribeClock").text("/RequestId");
        assertThat(call("DescribeRequest", "CalledRequestId", refused).text()).contains("\"Outcome\":\"InvalidParameter\"",
                "\"HttpStatus\":400", "\"CalledAction\":\"AdvanceClock\"");
        assertThat(call("DescribeRequest", "CalledRequestId", changed).text()).contains("\"Outcome\":\"OK\"",
                "\"CalledAction\":\"FreezeClock\"", "\"Caller\":\"acs:ram::1000000000000001:root\"",
                "\"SourceAddress\":\"127.0.0.1\"", "\"ServiceTime\":\"2026-11-01T00:00:00Z\"");
        assertThat(call("DescribeRequest", "CalledRequestId", read).text()).contains("\"CalledAction\":\"DescribeClock\"");
        ApiCaller tenant = of(call("CreateAccount", "AccountName", "tenant"));
        ApiCaller.Answer foreign = tenant.call("breakwater", "DescribeRequest", Map.of("CalledRequestId", changed));
        String unknown = changed.substring(0, 35) + (changed.endsWith("0") ? "1" : "0");
        ApiCaller.Answer none = tenant.call("breakwater", "DescribeRequest", Map.of("CalledRequestId", unknown));
        assertThat(foreign.code()).isEqualTo("RequestNotFound");
        assertThat(foreign.withoutRequestId()).isEqualTo(none.withoutRequestId());
        assertThat(call("ListRequests").text()).contains(changed, "FreezeClock");
        assertThat(tenant.call("breakwater", "ListRequests", Map.of()).text()).doesNotContain(changed);
    }

    @Test
    void whatChangedOneResourceIsListedAloneAlsoToWhoMaySeeNothingElse() {
        String instance = buyPremium();
        Map<String, String> remark = Map.of("InstanceId", instance, "RegionId", "ap-southeast-1", "Remark", "mine");
        fixture.call("ddoscoo", "ModifyInstanceRemark", remark);
        fixture.call("ddoscoo", "ReleaseInstance", Map.of("InstanceId", instance, "RegionId", "ap-southeast-1"));
        fixture.call("ddoscoo", "DescribeInstanceStatus", Map.of("InstanceId", instance, "RegionId", "ap-southeast-1", "ProductType", "2"));
        ApiCaller.Answer changes = call("ListRequests", "ChangedResourceId", instance);
        assertThat(changes.body().at("/Requests").findValuesAsText("CalledAction")).containsExactlyInAnyOrder("ReleaseInstance", "ModifyInstanceRemark");
        assertThat(changes.body().at("/Requests").findValuesAsText("Outcome")).containsExactlyInAnyOrder("InstanceNotExpire", "OK");

        ApiCaller auditor = userAllowed("breakwater:ListRequests", "acs:breakwater:*:*:changes/" + instance);
        assertThat(auditor.call("breakwater", "ListRequests", Map.of("ChangedResourceId", instance)).withoutRequestId())
                .isEqualTo(changes.withoutRequestId());
        for (Map<String, String> more : List.of(Map.<String, String>of(), Map.of("ChangedResourceId", "another"), Map.of("ChangedResourceId", "*"))) {
            assertThat(auditor.call("breakwater", "ListRequests", more).code()).isEqualTo("NoPermission");
        }
    }

    @Test
    void whatIsPaidForAResourceChangesItToo() {
        String instance = buyPremium();
        fixture.call("bssopenapi", "RenewInstance", Map.of("ProductCode", "ddos", "InstanceId", instance, "RenewPeriod", "1"));
        fixture.call("bssopenapi", "SetRenewal", Map.of("ProductCode", "ddos", "InstanceIDs", instance, "RenewalStatus", "NotRenewal"));
        fixture.call("bssopenapi", "ModifyInstance", Map.of("ProductCode", "ddos", "InstanceId", instance, "ModifyType", "Upgrade",
                "SubscriptionType", "Subscription"));
        fixture.call("bssopenapi", "RefundInstance", Map.of("ProductCode", "ddos", "InstanceId", instance, "ImmediatelyRelease", "1"));
        assertThat(call("ListRequests", "ChangedResourceId", instance).body().at("/Requests").findValuesAsText("CalledAction"))
                .containsExactlyInAnyOrder("RenewInstance", "SetRenewal", "ModifyInstance", "RefundInstance");
    }

    @Test
    void aPageOfChangesEndsWhereTheNextBegins() {
        String instance = buyPremium();
        for (int i = 0; i < 3; i++) {
            fixture.call("ddoscoo", "ReleaseInstance", Map.of("InstanceId", instance, "RegionId", "ap-southeast-1"));
        }
        ApiCaller.Answer first = call("ListRequests", "ChangedResourceId", instance, "MaxResults", "2");
        ApiCaller.Answer second = call("ListRequests", "ChangedResourceId", instance, "MaxResults", "2", "NextToken", first.text("/NextToken"));
        assertThat(first.body().at("/Requests")).hasSize(2);
        assertThat(second.body().at("/Requests")).hasSize(1);
        assertThat(second.body().has("NextToken")).isFalse();
    }

    private ApiCaller userAllowed(String action, String resource) {
        fixture.call("ram", "CreateUser", Map.of("UserName", "auditor"));
        ApiCaller.Answer key = fixture.call("ram", "CreateAccessKey", Map.of("UserName", "auditor"));
        fixture.call("ram", "CreatePolicy", Map.of("PolicyName", "auditing", "PolicyDocument", """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}""".formatted(action, resource)));
        fixture.call("ram", "AttachPolicyToUser", Map.of("PolicyType", "Custom", "PolicyName", "auditing", "UserName", "auditor"));
        return fixture.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
    }

    @Test
    void theAuditNeverHoldsASecret() {
        ApiCaller.Answer made = call("CreateAccount", "AccountName", "tenant");
        of(made).call("breakwater", "DescribeClock", Map.of());
        fixture.control().close();
        String everything = fixture.store().read(tx -> tx.list("SELECT caller, access_key_id, action, resource, outcome "
                + "FROM audit LIMIT 100", row -> row.text() + row.text() + row.text() + row.text() + row.text())).toString();
        assertThat(everything).contains("CreateAccount", made.text("/AccessKeyId"))
                .doesNotContain(made.text("/AccessKeySecret"));
    }

    @Test
    void anInstanceThatWasForgottenAfterItsRefusedReleaseIsReportedUntilSomebodyComesBack() {
        String forgotten = buyPremium();
        buyPremium();
        assertThat(call("DescribeLeaks").body().path("Leaks")).isEmpty();
        for (int times = 0; times < 2; times++) {
            assertThat(fixture.call("ddoscoo", "ReleaseInstance",
                    Map.of("InstanceId", forgotten, "RegionId", "ap-southeast-1")).code()).isEqualTo("InstanceNotExpire");
            call("AdvanceClock", "Duration", "1h");
        }
        ApiCaller.Answer leaks = call("DescribeLeaks");
        assertThat(leaks.body().path("Leaks")).hasSize(1);
        assertThat(leaks.text("/Leaks/0/InstanceId")).isEqualTo(forgotten);
        assertThat(leaks.text("/Leaks/0/TimesTold")).isEqualTo("2");
        assertThat(leaks.text("/Leaks/0/FirstToldTime")).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(leaks.text("/Leaks/0/LastToldTime")).isEqualTo("2026-11-01T01:00:00Z");
        assertThat(leaks.text("/Leaks/0/ExpireTime")).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(leaks.text("/Leaks/0/AutomaticReleaseTime")).isEqualTo("2026-12-31T00:00:00Z");
        assertThat(leaks.text("/Leaks/0/LastPaidAmount")).isNotEmpty();
        call("AdvanceClock", "Duration", "P1M");
        assertThat(fixture.call("ddoscoo", "ReleaseInstance",
                Map.of("InstanceId", forgotten, "RegionId", "ap-southeast-1")).code()).isEqualTo("OK");
        assertThat(call("DescribeLeaks").body().path("Leaks")).isEmpty();
    }

    @Test
    void aLeakEndsWithItsAutomaticRelease() {
        String forgotten = buyPremium();
        fixture.call("ddoscoo", "ReleaseInstance", Map.of("InstanceId", forgotten, "RegionId", "ap-southeast-1"));
        assertThat(call("DescribeLeaks").body().path("Leaks")).hasSize(1);
        call("AdvanceClock", "Duration", "P3M");
        assertThat(call("DescribeLeaks").body().path("Leaks")).isEmpty();
    }
}
