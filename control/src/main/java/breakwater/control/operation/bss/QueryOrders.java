package breakwater.control.operation.bss;

import breakwater.control.billing.Order;
import breakwater.control.billing.OrderSearch;
import breakwater.control.billing.OrderStatus;
import breakwater.control.billing.OrderType;
import breakwater.control.billing.Page;
import breakwater.control.billing.Statements;
import breakwater.control.error.BillingError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists an account's orders, newest first. Without times all of them, where the vendor shows the last hour. */
public final class QueryOrders implements Operation<QueryOrders.Input, QueryOrders.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("bssopenapi", "QueryOrders", Input.class, Output.class)
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(BillingError.SUBSCRIPTION_TYPE_NOT_SUPPORTED, GatewayError.INVALID_PARAMETER)
                    .ignores("OwnerId");

    private final Statements statements;

    public QueryOrders(Statements statements) {
        this.statements = statements;
    }

    public record Input(Optional<String> createTimeStart, Optional<String> createTimeEnd, Optional<String> orderType,
                        Optional<String> paymentStatus, Optional<String> productCode, Optional<String> productType,
                        Optional<String> subscriptionType, Optional<Integer> pageNum, Optional<Integer> pageSize) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    public record Data(int pageNum, int pageSize, int totalCount, OrderList orderList) {
    }

    public record OrderList(List<Row> order) {
    }

    /** Amounts in the currency's main unit; there is no tax and no discount, so all of them are the same. */
    public record Row(String orderId, String orderType, String paymentStatus, String productCode, String productType,
                      String commodityCode, String subscriptionType, String createTime, Optional<String> paymentTime,
                      String currency, String paymentCurrency, String pretaxGrossAmount, String pretaxAmount,
                      String pretaxAmountLocal, String afterTaxAmount, String tax, Optional<String> relatedOrderId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        BssInput.Part part = BssInput.part(input.pageNum(), input.pageSize());
        BssInput.subscriptionOnly(input.subscriptionType(), "everything");
        OrderSearch search = new OrderSearch(types(input.orderType()), status(input.paymentStatus()),
                BssInput.present(input.productCode()), BssInput.present(input.productType()),
                BssInput.time("CreateTimeStart", input.createTimeStart()),
                BssInput.time("CreateTimeEnd", input.createTimeEnd()));
        Page<Order> page = statements.orders(transaction, call.accountId(), search, part.offset(), part.size());
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true, new Data(part.number(), part.size(),
                BssInput.total(page.total()), new OrderList(page.rows().stream().map(QueryOrders::row).toList())));
    }

    private static Row row(Order order) {
        String amount = order.amount().decimal().toPlainString();
        String currency = order.amount().currency();
        return new Row(Long.toString(order.orderId()), BssWords.orderType(order.type()),
                BssWords.paymentStatus(order.status()), order.productCode(), order.productType(), order.productType(),
                BssWords.SUBSCRIPTION, BssInput.time(order.createdAt()), order.paidAt().map(BssInput::time), currency,
                currency, amount, amount, amount, amount, "0", order.relatedOrderId().map(id -> Long.toString(id)));
    }

    private static Set<OrderType> types(Optional<String> word) {
        return BssInput.present(word).map(text -> switch (text) {
            case "New" -> Set.of(OrderType.NEW, OrderType.USAGE);
            case "Renew" -> Set.of(OrderType.RENEW);
            case "Upgrade" -> Set.of(OrderType.UPGRADE);
            case "Refund" -> Set.of(OrderType.REFUND, OrderType.DOWNGRADE);
            default -> throw BssInput.invalid("OrderType", "it must be New, Renew, Upgrade or Refund");
        }).orElse(Set.of());
    }

    private static Optional<OrderStatus> status(Optional<String> word) {
        return BssInput.present(word).map(text -> switch (text) {
            case "Unpaid" -> OrderStatus.UNPAID;
            case "Paid" -> OrderStatus.PAID;
            case "Cancelled" -> OrderStatus.CANCELLED;
            default -> throw BssInput.invalid("PaymentStatus", "it must be Unpaid, Paid or Cancelled");
        });
    }
}
