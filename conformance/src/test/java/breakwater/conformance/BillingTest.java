package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.bssopenapi20171214.models.*;
import com.aliyun.bssopenapi20171214.models.CreateInstanceResponseBody.CreateInstanceResponseBodyData;
import com.aliyun.tea.TeaException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders, prices, renewals, changes, refunds and the balance, through the typed client. */
@ParameterizedClass
@EnumSource
final class BillingTest {

    private static final BigDecimal RICH = new BigDecimal("10000000");

    private final Account account;
    private final TypedClients clients;

    BillingTest(Served where) {
        account = Account.rich(where.server());
        clients = account.typed();
    }

    private BigDecimal balance() {
        return new BigDecimal(clients.billing(com.aliyun.bssopenapi20171214.Client::queryAccountBalance).getBody().getData()
                .getAvailableAmount().replace(",", ""));
    }

    @Test
    void aPurchaseIsAnOrderThatLowersTheBalanceByItsPrice() {
        assertThat(balance()).isEqualByComparingTo(RICH);
        CreateInstanceResponseBodyData bought = account.buy(Account.pro(1));
        BigDecimal paid = RICH.subtract(balance());
        assertThat(paid).as("a Profession instance, CNY a month").isEqualByComparingTo("20800");

        QueryOrdersResponseBody.QueryOrdersResponseBodyDataOrderListOrder listed = clients.billing(billing -> billing.queryOrders(
                new QueryOrdersRequest().setPageNum(1).setPageSize(20))).getBody().getData().getOrderList().getOrder().getFirst();
        assertThat(listed.getOrderId()).as("an order id exceeds 2^53 and is a string").isEqualTo(bought.getOrderId()).matches("\\d{12,}");
        assertThat(listed.getPaymentStatus()).isEqualTo("Paid");
        assertThat(listed.getOrderType()).isEqualTo("New");

        GetOrderDetailResponseBody.GetOrderDetailResponseBodyDataOrderListOrder detail = clients.billing(billing -> billing.getOrderDetail(
                new GetOrderDetailRequest().setOrderId(bought.getOrderId()))).getBody().getData().getOrderList().getOrder().getFirst();
        assertThat(detail.getInstanceIDs()).contains(bought.getInstanceId());
        assertThat(new BigDecimal(detail.getPretaxAmount())).isEqualByComparingTo(paid);

        QueryAccountTransactionsResponseBody.QueryAccountTransactionsResponseBodyData flow = clients.billing(billing ->
                billing.queryAccountTransactions(new QueryAccountTransactionsRequest().setPageNum(1).setPageSize(20))).getBody().getData();
        assertThat(flow.getAccountTransactionsList().getAccountTransactionsList())
                .anySatisfy(row -> {
                    assertThat(row.getTransactionFlow()).isEqualTo("Expense");
                    assertThat(new BigDecimal(row.getAmount()).abs()).isEqualByComparingTo(paid);
                });
    }

    @Test
    void theSameTokenBuysOnceAndOtherParametersUnderItAreRefused() {
        CreateInstanceRequest request = Account.pro(1).setClientToken("conformance-token-1");
        CreateInstanceResponseBodyData first = account.buy(request);
        CreateInstanceResponseBodyData second = account.buy(request);
        assertThat(second.getInstanceId()).isEqualTo(first.getInstanceId());
        assertThat(second.getOrderId()).isEqualTo(first.getOrderId());
        assertThat(RICH.subtract(balance())).isEqualByComparingTo("20800");
        assertThatThrownBy(() -> account.buy(Account.pro(2).setClientToken("conformance-token-1")))
                .isInstanceOfSatisfying(TeaException.class, e -> assertThat(e.getCode()).isEqualTo("IdempotentParameterMismatch"));
    }

    @Test
    void anAccountWithoutMoneyBuysNothing() {
        Account poor = Account.poor(account.server());
        assertThatThrownBy(() -> poor.buy(Account.pro(1)))
                .isInstanceOfSatisfying(TeaException.class, e -> assertThat(e.getCode()).isEqualTo("PAY.INSUFFICIENT_BALANCE"));
        assertThat(poor.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).path("InstanceIds")).isEmpty();
    }

    @Test
    void anUpgradeAndADowngradeChangeTheSpecification() {
        String id = account.buyPro(1);
        ModifyInstanceResponseBody upgraded = clients.billing(billing -> billing.modifyInstance(new ModifyInstanceRequest().setInstanceId(id)
                .setProductCode("ddos").setProductType("ddoscoo").setSubscriptionType("Subscription").setModifyType("Upgrade")
                .setParameter(List.of(new ModifyInstanceRequest.ModifyInstanceRequestParameter().setCode("DomainCount").setValue("60"))))).getBody();
        assertThat(upgraded.getSuccess()).isTrue();
        assertThat(upgraded.getData().getOrderId()).matches("\\d+");
        assertThat(account.call(Product.DDOSCOO, "DescribeInstanceSpecs", Map.of("InstanceIds", List.of(id)))
                .path("InstanceSpecs").path(0).path("DomainLimit").asInt()).isEqualTo(60);
        clients.billing(billing -> billing.modifyInstance(new ModifyInstanceRequest().setInstanceId(id)
                .setProductCode("ddos").setProductType("ddoscoo").setSubscriptionType("Subscription").setModifyType("Downgrade")
                .setParameter(List.of(new ModifyInstanceRequest.ModifyInstanceRequestParameter().setCode("DomainCount").setValue("50")))));
        assertThat(account.call(Product.DDOSCOO, "DescribeInstanceSpecs", Map.of("InstanceIds", List.of(id)))
                .path("InstanceSpecs").path(0).path("DomainLimit").asInt()).isEqualTo(50);
    }

    @Test
    void aRefundGivesNeverMoreThanWasPaidAndEndsTheInstance() {
        String id = account.buyPro(1);
        InquiryPriceRefundInstanceResponseBody.InquiryPriceRefundInstanceResponseBodyData quoted = clients.billing(billing ->
                billing.inquiryPriceRefundInstance(new InquiryPriceRefundInstanceRequest().setInstanceId(id).setProductCode("ddos")
                        .setProductType("ddoscoo").setClientToken("quote-1"))).getBody().getData();
        RefundInstanceResponseBody refunded = clients.billing(billing -> billing.refundInstance(new RefundInstanceRequest().setInstanceId(id)
                .setProductCode("ddos").setProductType("ddoscoo").setClientToken("refund-1").setImmediatelyRelease("1"))).getBody();
        assertThat(refunded.getSuccess()).isTrue();
        assertThat(refunded.getData().getOrderId()).isPositive();
        assertThat(balance()).isLessThanOrEqualTo(RICH).isGreaterThan(RICH.subtract(new BigDecimal("20800")));
        assertThat(quoted.getRefundAmount()).isPositive().isLessThanOrEqualTo(20_800d);
        assertThat(account.instance(id).isMissingNode()).isTrue();
    }

    @Test
    void anUnpaidOrderCanBeCancelledAndAPaidOneCannot() {
        String paid = account.buy(Account.pro(1)).getOrderId();
        assertThatThrownBy(() -> clients.billing(billing -> billing.cancelOrder(new CancelOrderRequest().setOrderId(paid))))
                .isInstanceOf(TeaException.class);
        String unpaid = account.call(Product.ESA, "PurchaseRatePlan", Map.of("PlanName", "basic", "Period", 1, "AutoPay", false,
                "Coverage", "overseas", "Type", "NS", "SiteName", "unpaid-conformance.com", "ChargeType", "PREPAY")).path("OrderId").asText();
        assertThat(clients.billing(billing -> billing.cancelOrder(new CancelOrderRequest().setOrderId(unpaid))).getBody().getSuccess()).isTrue();
    }

    @Test
    void pricesProductsAndModulesAreTold() {
        assertThat(clients.billing(billing -> billing.queryProductList(new QueryProductListRequest().setPageNum(1).setPageSize(50))).getBody()
                .getData().getProductList().getProduct()).extracting(product -> product.getProductType()).contains("ddoscoo", "ddosDip");
        assertThat(clients.billing(billing -> billing.describePricingModule(new DescribePricingModuleRequest().setProductCode("ddos")
                .setProductType("ddoscoo").setSubscriptionType("Subscription"))).getBody().getData().getModuleList().getModule()).isNotEmpty();
        GetSubscriptionPriceRequest price = new GetSubscriptionPriceRequest().setProductCode("ddos").setProductType("ddoscoo")
                .setSubscriptionType("Subscription").setOrderType("NewOrder").setServicePeriodQuantity(1).setServicePeriodUnit("Month").setQuantity(1)
                .setModuleList(List.of(new GetSubscriptionPriceRequest.GetSubscriptionPriceRequestModuleList().setModuleCode("BaseBandwidth")
                        .setConfig("BaseBandwidth:30,Bandwidth:30,ServiceBandwidth:100,PortCount:50,DomainCount:50,NormalQps:3000")));
        assertThat(clients.billing(billing -> billing.getSubscriptionPrice(price)).getBody().getData().getTradePrice()).isEqualTo(20_800f);
    }
}
