package breakwater.control.operation.esa;

import breakwater.control.billing.Money;
import breakwater.control.billing.Prices;
import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Tells what a site plan costs, or each of them where none is named: what PurchaseRatePlan would charge. */
public final class DescribeRatePlanPrice
        implements Operation<DescribeRatePlanPrice.Input, DescribeRatePlanPrice.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "DescribeRatePlanPrice", Input.class, Output.class)
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.INVALID_COMPONENT, EsaError.CHECK_PLAN_FAILED, EsaError.INVALID_PERIOD);

    private final EsaRooms rooms;

    DescribeRatePlanPrice(EsaRooms rooms) {
        this.rooms = rooms;
    }

    /** @param period in months, 1 by default @param amount 1, the default: a call buys one plan */
    public record Input(Optional<String> planName, Optional<Integer> period, Optional<Integer> amount) {
    }

    public record Output(PriceModel priceModel) {
    }

    public record PriceModel(RatePlan ratePlan, Rule rule) {
    }

    public record RatePlan(List<PlanPrice> planPriceList) {
    }

    /** Amounts in the main unit of the account's currency; nothing is ever discounted. @param position from 1 */
    public record PlanPrice(String planName, String planType, String planStatus, String chargeType, String coverages,
                            String currency, BigDecimal price, BigDecimal discountPrice, BigDecimal totalPrice,
                            int position) {
    }

    public record Rule(List<NamedRule> ruleList) {
    }

    public record NamedRule(String name, Long ruleDescId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        if (input.amount().orElse(1) != 1) {
            throw new Refusal(EsaError.INVALID_COMPONENT);
        }
        List<PlanCatalogue.Offer> offers = input.planName().map(name -> PlanCatalogue.named(name).map(List::of)
                .orElseThrow(() -> new Refusal(EsaError.CHECK_PLAN_FAILED))).orElseGet(PlanCatalogue::offers);
        int months = input.period().orElse(1);
        if (!Prices.PERIODS_MONTHS.contains(months)) {
            throw new Refusal(EsaError.INVALID_PERIOD);
        }
        String currency = rooms.orders().balance(transaction, call.accountId()).currency();
        List<PlanPrice> prices = offers.stream()
                .flatMap(offer -> rooms.prices().sitePlan(offer.name(), months).stream()
                        .map(price -> price(offer, rooms.prices().exchange().convert(price, currency)))).toList();
        return new Output(new PriceModel(new RatePlan(prices), new Rule(List.of())));
    }

    private static PlanPrice price(PlanCatalogue.Offer offer, Money price) {
        return new PlanPrice(offer.name(), offer.type(), "unsaled", "PREPAY", "domestic,overseas,global", price.currency(),
                price.decimal(), BigDecimal.ZERO, price.decimal(), PlanCatalogue.offers().indexOf(offer) + 1);
    }
}
