package breakwater.control.operation.bss;

import breakwater.control.billing.Order;
import breakwater.control.billing.OrderLine;
import breakwater.control.billing.OrderStatus;
import breakwater.control.billing.OrderType;
import breakwater.control.billing.Orders;
import breakwater.control.billing.Statements;
import breakwater.control.error.BillingError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows one order with its lines. An order has one part, so the list has one row. */
public final class GetOrderDetail implements Operation<GetOrderDetail.Input, GetOrderDetail.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("bssopenapi", "GetOrderDetail", Input.class, Output.class)
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(BillingError.RESOURCE_NOT_EXISTS)
                    .ignores("OwnerId");

    private final Orders orders;
    private final Statements statements;

    public GetOrderDetail(Orders orders, Statements statements) {
        this.orders = orders;
        this.statements = statements;
    }

    public record Input(String orderId) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    public record Data(int pageNum, int pageSize, int totalCount, OrderList orderList) {
    }

    public record OrderList(List<Detail> order) {
    }

    /**
     * @param instanceIds JSON text: an array of ids
     * @param config      what was ordered, as {@code Code:Value} joined by commas
     */
    public record Detail(String orderId, String subOrderId, String orderType, String paymentStatus, String productCode,
                         String productType, String commodityCode, String subscriptionType, String region,
                         String instanceIds, String quantity, String config, String createTime,
                         Optional<String> paymentTime, Optional<String> usageStartTime, Optional<String> usageEndTime,
                         String currency, String paymentCurrency, String pretaxGrossAmount, String pretaxAmount,
                         String pretaxAmountLocal, String afterTaxAmount, String tax, Optional<String> relatedOrderId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Order order = orders.order(transaction, call.accountId(), CancelOrder.orderId(input.orderId()))
                .orElseThrow(() -> new Refusal(BillingError.RESOURCE_NOT_EXISTS));
        Detail detail = detail(order, statements.lines(transaction, order));
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true, new Data(1, 1, 1, new OrderList(List.of(detail))));
    }

    private static Detail detail(Order order, List<OrderLine> lines) {
        String amount = order.amount().decimal().toPlainString();
        String currency = order.amount().currency();
        String id = Long.toString(order.orderId());
        // Ids consist of letters, digits and hyphens, so they need no escaping in JSON.
        return new Detail(id, id, type(order.type()), status(order.status()), order.productCode(), order.productType(),
                order.productType(), BssWords.SUBSCRIPTION, order.region(), "[\"" + order.instanceId() + "\"]", "1",
                lines.stream().map(line -> line.code() + ":" + line.value()).collect(Collectors.joining(",")),
                BssInput.time(order.createdAt()), order.paidAt().map(BssInput::time),
                order.span().map(span -> BssInput.time(span.start())), order.span().map(span -> BssInput.time(span.end())),
                currency, currency, amount, amount, amount, amount, "0",
                order.relatedOrderId().map(related -> Long.toString(related)));
    }

    /** This operation spells the same words in lower case. */
    private static String type(OrderType type) {
        return switch (type) {
            case NEW, USAGE -> "new";
            case RENEW -> "renew";
            case UPGRADE -> "upgrade";
            case DOWNGRADE, REFUND -> "refund";
        };
    }

    private static String status(OrderStatus status) {
        return switch (status) {
            case UNPAID -> "unpaid";
            case PAID -> "paid";
            case CANCELLED -> "canceled";
        };
    }
}
