package breakwater.control.operation.bss;

import breakwater.control.billing.DdosSales;
import breakwater.control.billing.Exchange;
import breakwater.control.billing.Money;
import breakwater.control.billing.OrderLine;
import breakwater.control.billing.Orders;
import breakwater.control.billing.Prices;
import breakwater.control.billing.ProRata;
import breakwater.control.billing.Specified;
import breakwater.control.billing.UsageSpan;
import breakwater.control.error.BillingError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what an Anti-DDoS instance would cost to buy, renew or upgrade, in the account's currency, by the very rules that
 * charge for it. Modules are the components of {@link DescribePricingModule}, each with its value as
 * {@code Config=Code:Value}; several may stand in one Config, joined by commas.
 */
public final class GetSubscriptionPrice implements Operation<GetSubscriptionPrice.Input, GetSubscriptionPrice.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("bssopenapi", "GetSubscriptionPrice", Input.class, Output.class)
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(BillingError.PRODUCT_NOT_SUPPORTED, GatewayError.MISSING_PARAMETER,
                            BillingError.SUBSCRIPTION_TYPE_NOT_SUPPORTED, GatewayError.INVALID_PARAMETER,
                            BillingError.RESOURCE_NOT_EXISTS)
                    .ignores("OwnerId", "Region");
    private static final int QUANTITY_MAX = 1000;
    private static final int MONTHS_A_YEAR = 12;

    private final Orders orders;
    private final Prices prices;
    private final DdosSales sales;
    private final DdosInstances instances;

    public GetSubscriptionPrice(Orders orders, Prices prices, DdosSales sales, DdosInstances instances) {
        this.orders = orders;
        this.prices = prices;
        this.sales = sales;
        this.instances = instances;
    }

    public record Input(String productCode, Optional<String> productType, String subscriptionType, String orderType,
                        Optional<String> instanceId, List<ModuleConfig> moduleList, Optional<Integer> quantity,
                        Optional<Integer> servicePeriodQuantity, Optional<String> servicePeriodUnit) {
    }

    public record ModuleConfig(String moduleCode, String config, Optional<Integer> moduleStatus, Optional<String> tag) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    /** Amounts in the currency's main unit; nothing is discounted. */
    public record Data(String currency, BigDecimal originalPrice, BigDecimal discountPrice, BigDecimal tradePrice,
                       int quantity, ModuleDetails moduleDetails) {
    }

    public record ModuleDetails(List<ModuleDetail> moduleDetail) {
    }

    public record ModuleDetail(String moduleCode, BigDecimal originalCost, BigDecimal costAfterDiscount,
                               BigDecimal invoiceDiscount, BigDecimal unitPrice) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        if (BssInput.esa(input.productCode())) {
            throw new Refusal(BillingError.PRODUCT_NOT_SUPPORTED);
        }
        DdosOffering offering = BssInput.requiredOffering(input.productType());
        BssInput.subscriptionOnly(Optional.of(input.subscriptionType()), input.productCode());
        int quantity = input.quantity().orElse(1);
        if (quantity < 1 || quantity > QUANTITY_MAX) {
            throw BssInput.invalid("Quantity", "it must be 1 to " + QUANTITY_MAX);
        }
        Map<String, String> components = components(input.moduleList());
        List<OrderLine> lines = switch (input.orderType()) {
            case "NewOrder" -> BssRefusals.complete(prices.ddos(offering.productType())
                    .orElseThrow(() -> new Refusal(BillingError.PRODUCT_NOT_SUPPORTED)).specify(components))
                    .lines(months(input));
            case "Renewal" -> BssRefusals.complete(sales.current(instance(call, input, offering, transaction)))
                    .lines(months(input));
            case "Upgrade" -> upgrade(call, instance(call, input, offering, transaction), components);
            default -> throw BssInput.invalid("OrderType", "it must be NewOrder, Renewal or Upgrade");
        };
        return answer(lines, quantity, orders.balance(transaction, call.accountId()).currency());
    }

    private List<OrderLine> upgrade(Call call, DdosInstance instance, Map<String, String> components) {
        if (!call.now().isBefore(instance.expiresAt())) {
            throw new Refusal(BillingError.RESOURCE_NOT_EXISTS);
        }
        Specified.Complete old = BssRefusals.complete(sales.current(instance));
        Specified.Complete changed = BssRefusals.complete(sales.changed(instance, old.values(), components));
        Money difference = changed.monthlyTotal().minus(old.monthlyTotal());
        if (difference.negative()) {
            throw BssInput.invalid("ModuleList", "an Upgrade must not cost less a month than now");
        }
        return List.of(new OrderLine("UPGRADE", "",
                ProRata.forRemaining(difference, new UsageSpan(call.now(), instance.expiresAt()))));
    }

    private Output answer(List<OrderLine> lines, int quantity, String currency) {
        Exchange exchange = prices.exchange();
        Money total = Money.zero(currency);
        for (OrderLine line : lines) {
            total = total.plus(exchange.convert(line.amount(), currency).times(quantity));
        }
        List<ModuleDetail> details = lines.stream().map(line -> {
            BigDecimal cost = exchange.convert(line.amount(), currency).times(quantity).decimal();
            return new ModuleDetail(line.code(), cost, cost, BigDecimal.ZERO,
                    exchange.convert(line.amount(), currency).decimal());
        }).toList();
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true, new Data(currency, total.decimal(),
                Money.zero(currency).decimal(), total.decimal(), quantity, new ModuleDetails(details)));
    }

    private DdosInstance instance(Call call, Input input, DdosOffering offering, Transaction transaction) {
        String id = BssInput.present(input.instanceId())
                .orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, "InstanceId"));
        return instances.findLive(transaction, call.now(), call.accountId(), Optional.of(offering.region()), id)
                .filter(found -> found.specification().offering() == offering)
                .orElseThrow(() -> new Refusal(BillingError.RESOURCE_NOT_EXISTS));
    }

    private static int months(Input input) {
        int period = input.servicePeriodQuantity().orElse(1);
        String unit = BssInput.present(input.servicePeriodUnit()).orElse("Month");
        return switch (unit) {
            case "Month" -> BssInput.months("ServicePeriodQuantity", Optional.of(period));
            case "Year" -> {
                if (period < 1 || period > 3) {
                    throw BssInput.invalid("ServicePeriodQuantity", "it must be 1 to 3 years");
                }
                yield period * MONTHS_A_YEAR;
            }
            default -> throw BssInput.invalid("ServicePeriodUnit", "it must be Month or Year");
        };
    }

    private static Map<String, String> components(List<ModuleConfig> modules) {
        return BssInput.components(modules.stream().flatMap(module -> Arrays.stream(module.config().split(",", -1)))
                .map(pair -> {
                    int colon = pair.indexOf(':');
                    if (colon < 1) {
                        throw BssInput.invalid("ModuleList", "a Config must read Code:Value");
                    }
                    return new BssInput.Pair(pair.substring(0, colon), Optional.of(pair.substring(colon + 1)));
                }).toList());
    }
}
