package breakwater.control.operation.esa;

import breakwater.control.billing.Money;
import breakwater.control.billing.OrderLine;
import breakwater.control.billing.OrderType;
import breakwater.control.billing.Prices;
import breakwater.control.billing.Subscriptions;
import breakwater.control.billing.UsageSpan;
import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.Period;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.esa.AccessType;
import breakwater.control.lifecycle.esa.Coverage;
import breakwater.control.lifecycle.esa.EsaIds;
import breakwater.control.lifecycle.esa.SiteName;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Buys a site plan, and its first site with it when one is named. With AutoPay=false the order is only placed: the plan comes
 * into being when it is paid, which no operation of this API does, so it waits until it is cancelled.
 */
public final class PurchaseRatePlan implements Operation<PurchaseRatePlan.Input, PurchaseRatePlan.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .change("esa", "PurchaseRatePlan", Input.class, Output.class)
            .resource((call, input) -> EsaResources.instance(call, Optional.empty()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.INVALID_COMPONENT, EsaError.CHECK_PLAN_FAILED, EsaError.INVALID_PERIOD,
                    EsaError.INVALID_SITE_NAME, EsaError.SUB_SITE_UNAVAILABLE, EsaError.SITE_ALREADY_EXIST,
                    EsaError.INVALID_SITE_ICP, EsaError.INSUFFICIENT_AVAILABLE_QUOTA, EsaError.INSUFFICIENT_BALANCE)
            .ignores("Channel");

    private final EsaRooms rooms;

    PurchaseRatePlan(EsaRooms rooms) {
        this.rooms = rooms;
    }

    /**
     * @param amount        1, the default: a call buys one plan
     * @param autoPay       true by default
     * @param autoRenew     false by default; the plan is renewed for the period it was bought for
     * @param chargeType    PREPAY, the default and the only one that can be bought by a call
     * @param coverage      where sites of the plan may be served, everywhere by default; needed with a site
     * @param period        in months; always needed
     * @param siteName      the first site; none by default
     * @param type          how the site is pointed here; needed with a site
     * @param overagePolicy kept with the plan
     */
    public record Input(Optional<String> planName, Optional<String> planCode, Optional<Integer> period,
                        Optional<Integer> amount, Optional<String> chargeType, Optional<Boolean> autoPay,
                        Optional<Boolean> autoRenew, Optional<String> coverage, Optional<String> siteName,
                        Optional<String> type, Optional<String> overagePolicy) {
    }

    public record Output(String instanceId, String orderId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Optional<Coverage> coverage = component(input.coverage(), EsaWords::coverage);
        Optional<AccessType> type = component(input.type(), EsaWords::accessType);
        boolean siteIncomplete = input.siteName().isPresent() && (coverage.isEmpty() || type.isEmpty());
        if (input.amount().orElse(1) != 1 || !input.chargeType().orElse("PREPAY").equals("PREPAY") || siteIncomplete) {
            throw new Refusal(EsaError.INVALID_COMPONENT);
        }
        PlanCatalogue.Offer offer = PlanCatalogue.find(input.planName(), input.planCode())
                .orElseThrow(() -> new Refusal(EsaError.CHECK_PLAN_FAILED));
        int months = input.period().filter(Prices.PERIODS_MONTHS::contains)
                .orElseThrow(() -> new Refusal(EsaError.INVALID_PERIOD));
        Money price = rooms.prices().sitePlan(offer.name(), months)
                .orElseThrow(() -> new Refusal(EsaError.CHECK_PLAN_FAILED));
        Optional<SiteName> site = input.siteName().map(name -> SiteRules.allowed(rooms, call, transaction, name,
                offer.tier(), coverage.orElse(Coverage.GLOBAL)));

        String id = EsaIds.plan();
        Instant expiresAt = new Period(months).from(call.now());
        EsaOrders.Placed order = EsaOrders.place(rooms, call, transaction, OrderType.NEW, Subscriptions.SITE_PLAN, id,
                List.of(new OrderLine("PlanName", offer.name(), price)), input.autoPay().orElse(true),
                new UsageSpan(call.now(), expiresAt));
        if (order.paid()) {
            Renewal renewal = input.autoRenew().orElse(false)
                    ? rooms.planSales().automatic(months, call.now(), expiresAt) : Renewal.MANUAL;
            rooms.plans().create(transaction, new SitePlan(id, call.accountId(), offer.name(), offer.tier(),
                    coverage.orElse(Coverage.GLOBAL), input.overagePolicy().orElse(""), months, renewal, call.now(),
                    expiresAt, Optional.empty()));
            site.ifPresent(name -> SiteRules.create(rooms, call, transaction, name, id, type.orElse(AccessType.NS),
                    coverage.orElse(Coverage.GLOBAL), ""));
        }
        return new Output(id, Long.toString(order.orderId()));
    }

    private static <T> Optional<T> component(Optional<String> word,
                                             Function<String, Optional<T>> known) {
        return word.map(sent -> known.apply(sent).orElseThrow(() -> new Refusal(EsaError.INVALID_COMPONENT)));
    }
}
