package breakwater.control.operation.bss;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The operations of bssopenapi as a client sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BssOperationsTest {
    private static final String PRO = "ProductCode=ddos ProductType=ddoscoo SubscriptionType=Subscription Period=1 "
            + "+BaseBandwidth=30 +ServiceBandwidth=100 +DomainCount=50 +PortCount=50";

    private final ControlFixture server = start();
    private final Map<String, String> known = new HashMap<>();
    private ApiCaller other;

    /** A server on the embedded store. */
    ControlFixture start() {
        return ControlFixture.start();
    }

    @BeforeAll
    void begin() {
        ApiCaller.Answer account = server.call("breakwater", "CreateAccount",
                Map.of("AccountName", "another", "Balance", "100000.00"));
        other = server.caller().as(account.text("/AccessKeyId"), account.text("/AccessKeySecret"));
        known.put("foreign", other.call("bssopenapi", "CreateInstance", parameters(PRO)).text("/Data/InstanceId"));
        known.put("expired", bought(PRO));
        server.advanceWall(Duration.ofDays(33));
        known.put("normal", bought(PRO));
        known.put("order", call("QueryOrders", "").text("/Data/OrderList/Order/0/OrderId"));
        known.put("foreignOrder", other.call("bssopenapi", "QueryOrders", Map.of()).text("/Data/OrderList/Order/0/OrderId"));
    }

    @AfterAll
    void end() {
        server.close();
    }

    /** Pairs of {@code Name=Value}; {@code +Code=Value} is an item of Parameter, {@code _} stands for a space. */
    private Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        int items = 0;
        for (String pair : text.split(" ")) {
            if (pair.isEmpty()) {
                continue;
            }
            String name = pair.substring(0, pair.indexOf('='));
            String value = pair.substring(pair.indexOf('=') + 1).replace('_', ' ');
            for (Map.Entry<String, String> each : known.entrySet()) {
                value = value.replace("{" + each.getKey() + "}", each.getValue());
            }
            if (name.startsWith("+")) {
                items++;
                parameters.put("Parameter." + items + ".Code", name.substring(1));
                parameters.put("Parameter." + items + ".Value", value);
            } else {
                parameters.put(name, value);
            }
        }
        return parameters;
    }

    private ApiCaller.Answer call(String action, String parameters) {
        return server.call("bssopenapi", action, parameters(parameters));
    }

    private String bought(String parameters) {
        ApiCaller.Answer answer = call("CreateInstance", parameters);
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
        return answer.text("/Data/InstanceId");
    }

    private String balance() {
        return call("QueryAccountBalance", "").text("/Data/AvailableAmount");
    }

    @TestFactory
    List<DynamicTest> whatIsWrongIsRefusedAsTheCasesSayAndChangesNothing() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream in = BssOperationsTest.class.getResourceAsStream("refusal-cases.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] row = line.split("\\|", -1);
                tests.add(DynamicTest.dynamicTest(row[0].strip(), () -> {
                    String before = balance() + call("QueryOrders", "PageSize=1").text("/Data/TotalCount");
                    ApiCaller.Answer answer = call(row[1].strip(), row[2].strip().replace("PRO", PRO));
                    assertThat(answer.status() + " " + answer.code()).as(answer.text()).isEqualTo(row[3].strip());
                    assertThat(balance() + call("QueryOrders", "PageSize=1").text("/Data/TotalCount")).isEqualTo(before);
                }));
            }
        }
        return tests;
    }

    @Test
    void anotherAccountsInstanceIsAnsweredLikeNone() {
        for (String action : List.of("RenewInstance", "SetRenewal", "ModifyInstance", "RefundInstance", "InquiryPriceRefundInstance")) {
            String rest = " ProductCode=ddos SubscriptionType=Subscription RenewPeriod=1 RenewalStatus=ManualRenewal "
                    + "ModifyType=Upgrade +PortCount=55";
            ApiCaller.Answer foreign = call(action, "InstanceId={foreign} InstanceIDs={foreign}" + rest);
            ApiCaller.Answer none = call(action, "InstanceId=ddoscoo-cn-aaaaaaaaaaa InstanceIDs=ddoscoo-cn-aaaaaaaaaaa" + rest);
            assertThat(foreign.withoutRequestId()).as(action).isEqualTo(none.withoutRequestId());
            assertThat(foreign.code()).isEqualTo("ResourceNotExists");
        }
    }

    @Test
    void anAnswerNestsItsDataAndSaysSuccess() {
        ApiCaller.Answer answer = call("CreateInstance", PRO);
        assertThat(answer.body().path("Success").asBoolean()).isTrue();
        assertThat(answer.text("/Code")).isEqualTo("Success");
        assertThat(answer.text("/Data/InstanceId")).matches("ddoscoo-cn-[a-z0-9]{11}");
        assertThat(answer.text("/Data/OrderId")).matches("[0-9]{15}");
        ApiCaller.Answer detail = call("GetOrderDetail", "OrderId=" + answer.text("/Data/OrderId"));
        assertThat(detail.text("/Data/OrderList/Order/0/InstanceIDs")).isEqualTo("[\"" + answer.text("/Data/InstanceId") + "\"]");
        assertThat(detail.text("/Data/OrderList/Order/0/PretaxAmount")).isEqualTo("20800.00");
        assertThat(detail.text("/Data/OrderList/Order/0/PaymentStatus")).isEqualTo("paid");
        assertThat(detail.text("/Data/OrderList/Order/0/Config")).contains("BaseBandwidth:30", "ServiceBandwidth:100");
    }

    @Test
    void whatTheBalanceDoesNotCoverIsNotBought() {
        ApiCaller.Answer refused = other.call("bssopenapi", "CreateInstance", parameters(PRO.replace("Period=1", "Period=12")));
        assertThat(refused.status() + " " + refused.code()).isEqualTo("400 PAY.INSUFFICIENT_BALANCE");
    }

    @Test
    void aUserWithoutARamPolicyIsNotAuthorized() {
        server.call("ram", "CreateUser", Map.of("UserName", "clerk"));
        ApiCaller.Answer key = server.call("ram", "CreateAccessKey", Map.of("UserName", "clerk"));
        ApiCaller clerk = server.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
        ApiCaller.Answer refused = clerk.call("bssopenapi", "CreateInstance", parameters(PRO));
        assertThat(refused.status() + " " + refused.code()).isEqualTo("400 NotAuthorized");
    }

    @Test
    void aRamPolicyMayNameWhatIsPaidForOrEverything() {
        server.call("ram", "CreateUser", Map.of("UserName", "payer"));
        ApiCaller.Answer key = server.call("ram", "CreateAccessKey", Map.of("UserName", "payer"));
        ApiCaller payer = server.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
        Map<String, String> both = Map.of("ProductCode", "ddos", "InstanceIDs", "ddoscoo-cn-mine, ddoscoo-cn-other", "RenewalStatus", "NotRenewal");
        Map<String, String> mine = Map.of("ProductCode", "ddos", "InstanceIDs", "ddoscoo-cn-mine", "RenewalStatus", "NotRenewal");
        allow("one", "acs:bss:*:*:instance/ddoscoo-cn-mine");
        assertThat(payer.call("bssopenapi", "SetRenewal", mine).code()).isEqualTo("ResourceNotExists");
        assertThat(payer.call("bssopenapi", "SetRenewal", both).code()).isEqualTo("NotAuthorized");
        allow("everything", "acs:bss:*:*:*");
        assertThat(payer.call("bssopenapi", "SetRenewal", both).code()).isEqualTo("ResourceNotExists");
    }

    private void allow(String policy, String resource) {
        server.call("ram", "CreatePolicy", Map.of("PolicyName", policy, "PolicyDocument", """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"bss:*","Resource":"%s"}]}""".formatted(resource)));
        server.call("ram", "AttachPolicyToUser", Map.of("PolicyType", "Custom", "PolicyName", policy, "UserName", "payer"));
    }

    /**
     * Several rounds, for the race shows itself only when the first order is committed between another call's look-up of the
     * token and its insert: on PostgreSQL that was once answered with InternalError.
     */
    @Test
    void theSameTokenInFiftyCallsAtOnceIsOneOrder() throws Exception {
        for (int round = 0; round < 5; round++) {
            String token = " ClientToken=fifty-" + round;
            long before = call("QueryOrders", "").body().at("/Data/TotalCount").asLong();
            List<Future<String>> calls = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 50; i++) {
                    calls.add(threads.submit(() -> call("CreateInstance", PRO + token).withoutRequestId()));
                }
            }
            Set<String> answers = new HashSet<>();
            for (Future<String> each : calls) {
                answers.add(each.get());
            }
            assertThat(answers).hasSize(1).first().asString().contains("Success");
            assertThat(call("QueryOrders", "").body().at("/Data/TotalCount").asLong()).isEqualTo(before + 1);
        }
    }

    @Test
    void aTokenIsOneRequestHoweverItsParametersAreOrdered() {
        String first = call("CreateInstance", PRO + " ClientToken=ordered").withoutRequestId();
        String reordered = "ProductCode=ddos ProductType=ddoscoo SubscriptionType=Subscription Period=1 "
                + "+PortCount=50 +DomainCount=50 +ServiceBandwidth=100 +BaseBandwidth=30 ClientToken=ordered";
        assertThat(call("CreateInstance", reordered).withoutRequestId()).isEqualTo(first);
        assertThat(call("CreateInstance", PRO.replace("Period=1", "Period=2") + " ClientToken=ordered").code())
                .isEqualTo("IdempotentParameterMismatch");
        assertThat(call("RenewInstance", "ProductCode=ddos InstanceId={normal} RenewPeriod=1 ClientToken=ordered").code())
                .isEqualTo("IdempotentParameterMismatch");
        assertThat(other.call("bssopenapi", "CreateInstance", parameters(PRO + " ClientToken=ordered")).code())
                .as("another account's tokens are its own").isEqualTo("OK");
    }

    @Test
    void terraformBuysReadsAndChangesAnInstance() {
        // As aliyun/terraform-provider-alicloud sends it: unset values as empty text, the old change through bssopenapi.
        String id = bought("ProductCode=ddos ProductType=ddoscoo SubscriptionType=Subscription Period=1 "
                + "+ServicePartner=coop-line-001 +BaseBandwidth=30 +Bandwidth=30 +ServiceBandwidth=100 +PortCount=50 "
                + "+DomainCount=50 +Edition=coop +AddressType= +95BurstBandwidthMode=");
        Map<String, String> byId = Map.of("PageNumber", "1", "PageSize", "50", "InstanceIds.1", id);
        assertThat(server.call("ddoscoo", "DescribeInstances", byId).text("/Instances/0/Status")).isEqualTo("1");
        ApiCaller.Answer changed = call("ModifyInstance", "ProductCode=ddos ProductType=ddoscoo SubscriptionType=Subscription "
                + "ModifyType=Upgrade InstanceId=" + id + " +DomainCount=60");
        assertThat(changed.text("/Success")).as(changed.text()).isEqualTo("true");
        assertThat(server.call("ddoscoo", "DescribeInstanceSpecs", Map.of("InstanceIds.1", id))
                .text("/InstanceSpecs/0/DomainLimit")).isEqualTo("60");
        String premium = bought("ProductCode=ddos ProductType=ddosDip SubscriptionType=Subscription Period=1 "
                + "+ServicePartner=coop-line-001 +PortCount=5 +DomainCount=10 +NormalBandwidth=100 +NormalQps=500 "
                + "+Edition=coop +ProductPlan=3 +FunctionVersion=0 +95BurstBandwidthMode=2");
        assertThat(premium).startsWith("ddosDip-sg-");
    }

    @Test
    void automaticRenewalIsSetListedAndCharged() {
        String id = bought(PRO + " RenewalStatus=AutoRenewal RenewPeriod=12");
        ApiCaller.Answer listed = call("QueryAvailableInstances", "ProductCode=ddos InstanceIDs=" + id);
        assertThat(listed.text("/Data/InstanceList/0/RenewStatus")).as(listed.text()).isEqualTo("AutoRenewal");
        assertThat(listed.text("/Data/InstanceList/0/RenewalDuration")).isEqualTo("1");
        assertThat(listed.text("/Data/InstanceList/0/RenewalDurationUnit")).isEqualTo("Y");
        assertThat(listed.text("/Data/InstanceList/0/Status")).isEqualTo("Normal");
        String second = bought(PRO);
        assertThat(call("SetRenewal", "ProductCode=ddos InstanceIDs=" + second + ",{foreign} RenewalStatus=AutoRenewal "
                + "RenewalPeriod=1 RenewalPeriodUnit=M").code()).isEqualTo("ResourceNotExists");
        assertThat(call("QueryAvailableInstances", "InstanceIDs=" + second).text("/Data/InstanceList/0/RenewStatus"))
                .as("all or none").isEqualTo("ManualRenewal");
        assertThat(call("SetRenewal", "ProductCode=ddos InstanceIDs=" + second + "," + id + " RenewalStatus=NotRenewal").code())
                .isEqualTo("OK");
        assertThat(call("QueryAvailableInstances", "RenewStatus=NotRenewal").text("/Data/TotalCount")).isEqualTo("2");
    }

    @Test
    void anInstanceIsGivenBackForWhatWasTold() {
        String id = bought(PRO);
        ApiCaller.Answer told = call("InquiryPriceRefundInstance", "ProductCode=ddos InstanceId=" + id);
        assertThat(told.text()).contains("\"RefundAmount\":20800.00");
        ApiCaller.Answer refunded = call("RefundInstance", "ProductCode=ddos ProductType=ddoscoo InstanceId=" + id
                + " ClientToken=give-back ImmediatelyRelease=1");
        assertThat(refunded.text("/Data/OrderId")).as(refunded.text()).matches("[0-9]{15}");
        assertThat(call("QueryAvailableInstances", "InstanceIDs=" + id).text("/Data/TotalCount")).isEqualTo("0");
        assertThat(call("RefundInstance", "ProductCode=ddos ProductType=ddoscoo InstanceId=" + id
                + " ClientToken=give-back ImmediatelyRelease=1").withoutRequestId()).isEqualTo(refunded.withoutRequestId());
        ApiCaller.Answer ledger = call("QueryAccountTransactions", "TransactionType=Refund PageSize=1");
        assertThat(ledger.text("/Data/AccountTransactionsList/AccountTransactionsList/0/Amount")).isEqualTo("20800.00");
        assertThat(ledger.text("/Data/AccountTransactionsList/AccountTransactionsList/0/TransactionFlow")).isEqualTo("Income");
    }

    @Test
    void thePriceToldIsThePriceCharged() {
        String config = "BaseBandwidth:60,ServiceBandwidth:150,DomainCount:50,PortCount:50";
        ApiCaller.Answer price = call("GetSubscriptionPrice", "ProductCode=ddos ProductType=ddoscoo SubscriptionType=Subscription "
                + "OrderType=NewOrder ServicePeriodQuantity=3 ModuleList.1.ModuleCode=BaseBandwidth ModuleList.1.Config=" + config);
        assertThat(price.code()).as(price.text()).isEqualTo("OK");
        ApiCaller.Answer answer = call("CreateInstance", "ProductCode=ddos ProductType=ddoscoo SubscriptionType=Subscription "
                + "Period=3 +BaseBandwidth=60 +ServiceBandwidth=150 +DomainCount=50 +PortCount=50");
        ApiCaller.Answer detail = call("GetOrderDetail", "OrderId=" + answer.text("/Data/OrderId"));
        assertThat(price.body().at("/Data/TradePrice").decimalValue())
                .isEqualByComparingTo(detail.text("/Data/OrderList/Order/0/PretaxAmount"));
    }

    /** Last, since it takes the clock past the expiry of what the other cases bought. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aSitePlanIsRenewedByHandAndByItself() {
        ApiCaller.Answer plan = server.call("esa", "PurchaseRatePlan",
                Map.of("PlanName", "basic", "Period", "1", "ChargeType", "PREPAY", "AutoPay", "true"));
        String id = plan.text("/InstanceId");
        assertThat(id).as(plan.text()).startsWith("esa-site-");
        String first = call("QueryAvailableInstances", "ProductCode=esa InstanceIDs=" + id).text("/Data/InstanceList/0/EndTime");
        ApiCaller.Answer renewed = call("RenewInstance", "ProductCode=esa InstanceId=" + id + " RenewPeriod=1 ClientToken=plan-1");
        assertThat(renewed.code()).as(renewed.text()).isEqualTo("OK");
        assertThat(call("RenewInstance", "ProductCode=esa InstanceId=" + id + " RenewPeriod=1 ClientToken=plan-1").withoutRequestId())
                .isEqualTo(renewed.withoutRequestId());
        String second = call("QueryAvailableInstances", "ProductCode=esa InstanceIDs=" + id).text("/Data/InstanceList/0/EndTime");
        assertThat(second.substring(0, 7)).as("one month, not two").isGreaterThan(first.substring(0, 7));
        assertThat(call("SetRenewal", "ProductCode=esa InstanceIDs=" + id
                + " RenewalStatus=AutoRenewal RenewalPeriod=1 RenewalPeriodUnit=Y").code()).isEqualTo("OK");
        assertThat(call("RenewInstance", "ProductCode=ddos InstanceId=" + id + " RenewPeriod=1").code()).isEqualTo("ResourceNotExists");

        server.advanceWall(Duration.ofDays(70));
        ApiCaller.Answer later = call("QueryAvailableInstances", "ProductCode=esa InstanceIDs=" + id);
        assertThat(later.text("/Data/InstanceList/0/Status")).as(later.text()).isEqualTo("Normal");
        assertThat(Integer.parseInt(later.text("/Data/InstanceList/0/EndTime").substring(0, 4)))
                .isEqualTo(Integer.parseInt(second.substring(0, 4)) + 1);
        assertThat(call("QueryOrders", "OrderType=Renew ProductCode=esa").text("/Data/TotalCount")).isEqualTo("2");
    }

    @Test
    void listsArePagedAndFiltered() {
        bought(PRO);
        assertThat(call("QueryAvailableInstances", "PageSize=1 PageNum=1").body().at("/Data/InstanceList")).hasSize(1);
        assertThat(call("QueryAvailableInstances", "PageNum=2147483647 PageSize=300").body().at("/Data/InstanceList")).isEmpty();
        assertThat(call("QueryAvailableInstances", "ProductCode=rds").text("/Data/TotalCount")).isEqualTo("0");
        assertThat(call("QueryAvailableInstances", "InstanceIDs={expired}").text("/Data/InstanceList/0/Status")).isEqualTo("Expired");
        assertThat(call("QueryAvailableInstances", "InstanceIDs={foreign}").text("/Data/TotalCount")).isEqualTo("0");
        assertThat(call("QueryAvailableInstances", "Region=ap-southeast-1 ProductType=ddoscoo").text("/Data/TotalCount")).isEqualTo("0");
        assertThat(call("QueryOrders", "OrderType=New PaymentStatus=Paid CreateTimeStart=2026-01-01T00:00:00Z PageSize=2")
                .body().at("/Data/OrderList/Order")).hasSize(2);
        assertThat(call("QueryOrders", "CreateTimeStart=2099-01-01T00:00:00Z").text("/Data/TotalCount")).isEqualTo("0");
        assertThat(call("QueryAccountTransactions", "TransactionType=Payment").text("/Data/TotalCount")).isEqualTo("1");
        assertThat(call("QueryAccountTransactions", "TransactionChannel=Alipay").text("/Data/TotalCount")).isEqualTo("0");
        assertThat(call("QueryProductList", "PageNum=1 QueryTotalCount=true").text("/Data/TotalCount")).isEqualTo("5");
        assertThat(call("DescribePricingModule", "ProductCode=ddos ProductType=ddosDip SubscriptionType=Subscription")
                .text()).contains("ProductPlan", "100-300-50", "range_float");
    }
}
