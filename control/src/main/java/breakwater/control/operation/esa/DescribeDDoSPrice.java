package breakwater.control.operation.esa;

import breakwater.control.billing.Money;
import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.math.BigDecimal;
import java.util.List;

/** Tells what one billing cycle of a security instance costs: what PurchaseDDoSInstance would charge now. */
public final class DescribeDDoSPrice implements Operation<DescribeDDoSPrice.Input, DescribeDDoSPrice.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "DescribeDDoSPrice", Input.class, Output.class)
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.INVALID_COMPONENT);

    private final EsaRooms rooms;

    DescribeDDoSPrice(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String dDoSBurstableDomesticProtection, String dDoSBurstableOverseasProtection,
                        String dDoSBillingMode) {
    }

    public record Output(PriceModel priceModel) {
    }

    /** Amounts in the main unit of the account's currency; nothing is ever discounted. */
    public record PriceModel(String currency, BigDecimal price, BigDecimal discountPrice, BigDecimal totalPrice, Rule rule) {
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
        Money listed = ProtectionCatalogue.find(input.dDoSBurstableDomesticProtection(),
                        input.dDoSBurstableOverseasProtection(), input.dDoSBillingMode())
                .flatMap(protection -> rooms.prices().securityInstance(protection.domestic(), protection.overseas(), 1))
                .orElseThrow(() -> new Refusal(EsaError.INVALID_COMPONENT));
        Money price = rooms.prices().exchange().convert(listed,
                rooms.orders().balance(transaction, call.accountId()).currency());
        return new Output(new PriceModel(price.currency(), price.decimal(), BigDecimal.ZERO, price.decimal(),
                new Rule(List.of())));
    }
}
