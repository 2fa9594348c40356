package breakwater.control.billing;

import breakwater.control.lifecycle.Period;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.ddos.CreateOutcome;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.lifecycle.ddos.DdosPhase;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import breakwater.control.lifecycle.ddos.NewDdosInstance;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Selling Anti-DDoS instances: each method charges or refunds and changes the instance in the one transaction it is given.
 * Immutable settings over durable state; used from any thread.
 *
 * <p>Rules of price: a period costs the monthly price of the specification times its months. A renewal costs what the
 * price list says when it is paid. For changes and refunds see {@link ProRata}; neither ever gives back more than the
 * unused part of what was paid.
 */
public final class DdosSales {
    /** The product code of Anti-DDoS instances in orders. */
    public static final String PRODUCT_CODE = "ddos";
    /** How far ahead an instance may be paid for. */
    public static final int AHEAD_MONTHS_MAX = Period.MONTHS_MAX;

    private final Orders orders;
    private final Prices prices;
    private final DdosInstances instances;

    public DdosSales(Orders orders, Prices prices, DdosInstances instances) {
        this.orders = orders;
        this.prices = prices;
        this.instances = instances;
    }

    /** Which way an instance is changed. */
    public enum Direction {
        UPGRADE, DOWNGRADE
    }

    /**
     * Buys an instance.
     *
     * @param wanted      components by code; defaults fill the rest
     * @param months      the paid period
     * @param renewMonths the period of automatic renewals; empty for none
     */
    public SaleOutcome buy(Transaction tx, Instant now, String accountId, DdosOffering offering,
                           Map<String, String> wanted, int months, Optional<Integer> renewMonths,
                           Optional<ClientToken> token) {
        Optional<SaleOutcome> earlier = earlier(tx, accountId, token);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Optional<ProductPrices> product = prices.ddos(offering.productType());
        if (product.isEmpty()) {
            return new SaleOutcome.NotSold();
        }
        Specified specified = product.get().specify(wanted);
        if (!(specified instanceof Specified.Complete complete)) {
            return new SaleOutcome.Rejected(specified);
        }
        Instant expiresAt = new Period(months).from(now);
        String id = instances.newId(offering.region());
        ChargeOutcome charged = orders.charge(tx, now, new Charge(accountId, OrderType.NEW, PRODUCT_CODE,
                offering.productType(), offering.region().id(), id, complete.lines(months), token, true,
                Optional.of(new UsageSpan(now, expiresAt))));
        if (!(charged instanceof ChargeOutcome.Placed)) {
            return sale(charged, id);
        }
        Renewal renewal = renewMonths.map(period -> automatic(period, now, expiresAt)).orElse(Renewal.MANUAL);
        CreateOutcome created = instances.create(tx, now, new NewDdosInstance(id, accountId,
                DdosComponents.specification(offering, product.get().limits(), complete.values()), expiresAt, renewal));
        return switch (created) {
            case CreateOutcome.Created made -> sale(charged, id);
            case CreateOutcome.AddressesExhausted none -> new SaleOutcome.AddressesExhausted();
        };
    }

    /**
     * Renews an instance that is not released: from its expiry on, or from now on if it is expired.
     *
     * @param offering the offering it must be of; empty for any
     */
    public SaleOutcome renew(Transaction tx, Instant now, String accountId, Optional<DdosOffering> offering, String id,
                             int months, Optional<ClientToken> token) {
        Optional<SaleOutcome> earlier = earlier(tx, accountId, token);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Optional<DdosInstance> found = find(tx, now, accountId, offering, id);
        return found.isEmpty() ? new SaleOutcome.NotFound() : renew(tx, now, found.get(), months, token);
    }

    /** Renews a known instance; also for automatic renewals. */
    SaleOutcome renew(Transaction tx, Instant now, DdosInstance instance, int months, Optional<ClientToken> token) {
        Specified specified = current(instance);
        if (!(specified instanceof Specified.Complete complete)) {
            return new SaleOutcome.Rejected(specified);
        }
        Instant start = instance.expiresAt().isAfter(now) ? instance.expiresAt() : now;
        Instant expiresAt = new Period(months).from(start);
        if (expiresAt.isAfter(new Period(AHEAD_MONTHS_MAX).from(now))) {
            return new SaleOutcome.TooFarAhead();
        }
        ChargeOutcome charged = orders.charge(tx, now, new Charge(instance.accountId(), OrderType.RENEW, PRODUCT_CODE,
                offering(instance).productType(), instance.region().id(), instance.id(), complete.lines(months), token,
                true, Optional.of(new UsageSpan(start, expiresAt))));
        if (charged instanceof ChargeOutcome.Placed) {
            instances.renewed(tx, instance.accountId(), instance.id(), expiresAt);
        }
        return sale(charged, instance.id());
    }

    /**
     * Gives a running instance another specification.
     *
     * @param wanted the components that change; the others stay
     */
    public SaleOutcome change(Transaction tx, Instant now, String accountId, Optional<DdosOffering> offering, String id,
                              Direction direction, Map<String, String> wanted, Optional<ClientToken> token) {
        Optional<SaleOutcome> earlier = earlier(tx, accountId, token);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Optional<DdosInstance> found = find(tx, now, accountId, offering, id);
        if (found.isEmpty()) {
            return new SaleOutcome.NotFound();
        }
        DdosInstance instance = found.get();
        if (instance.phase(instances.lifespan(), now) != DdosPhase.NORMAL) {
            return new SaleOutcome.NotRunning();
        }
        Specified before = current(instance);
        if (!(before instanceof Specified.Complete old)) {
            return new SaleOutcome.Rejected(before);
        }
        Specified after = changed(instance, old.values(), wanted);
        if (!(after instanceof Specified.Complete complete)) {
            return new SaleOutcome.Rejected(after);
        }
        DdosSpecification respecified = DdosComponents.specification(offering(instance), limits(instance), complete.values());
        int portsInUse = instances.portsInUse(tx, instance.id());
        if (respecified.portLimit() < Math.min(portsInUse, instance.specification().portLimit())) {
            return new SaleOutcome.Rejected(new Specified.Invalid("PortCount", portsInUse + " forwarding rules are in use"));
        }
        Money difference = complete.monthlyTotal().minus(old.monthlyTotal());
        UsageSpan rest = new UsageSpan(now, instance.expiresAt());
        SaleOutcome outcome = switch (direction) {
            case UPGRADE -> difference.negative() ? new SaleOutcome.WrongDirection()
                    : upgrade(tx, now, instance, difference, rest, description(old, complete), token);
            case DOWNGRADE -> difference.minor() > 0 ? new SaleOutcome.WrongDirection()
                    : downgrade(tx, now, instance, difference.negated(), rest, description(old, complete), token);
        };
        if (outcome instanceof SaleOutcome.Done) {
            instances.respecified(tx, now, instance, respecified);
        }
        return outcome;
    }

    /** Gives a running instance back: the unused part of what was paid is refunded and the instance released at once. */
    public SaleOutcome refund(Transaction tx, Instant now, String accountId, Optional<DdosOffering> offering, String id,
                              Optional<ClientToken> token) {
        Optional<SaleOutcome> earlier = earlier(tx, accountId, token);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Optional<DdosInstance> found = find(tx, now, accountId, offering, id);
        if (found.isEmpty()) {
            return new SaleOutcome.NotFound();
        }
        DdosInstance instance = found.get();
        if (instance.phase(instances.lifespan(), now) != DdosPhase.NORMAL) {
            return new SaleOutcome.NotRunning();
        }
        Money value = orders.refundable(tx, now, accountId, id);
        SaleOutcome outcome = giveBack(tx, now, instance, OrderType.REFUND, "unused days", value, Optional.empty(), token);
        if (outcome instanceof SaleOutcome.Done) {
            instances.end(tx, now, instance);
        }
        return outcome;
    }

    /** What {@link #refund} would give back now; empty if there is no such instance or it is not running. */
    public Optional<Money> refundValue(Transaction tx, Instant now, String accountId, Optional<DdosOffering> offering,
                                       String id) {
        return find(tx, now, accountId, offering, id)
                .filter(instance -> instance.phase(instances.lifespan(), now) == DdosPhase.NORMAL)
                .map(instance -> orders.refundable(tx, now, accountId, id));
    }

    /** The specification of an instance priced by today's list; not complete if it is no longer sold. */
    public Specified current(DdosInstance instance) {
        return prices.ddos(offering(instance).productType())
                .map(product -> product.specify(DdosComponents.of(instance.specification())))
                .orElse(new Specified.Unknown(offering(instance).productType()));
    }

    /** The specification that changing an instance would lead to, priced. */
    public Specified changed(DdosInstance instance, Map<String, String> old, Map<String, String> wanted) {
        Optional<ProductPrices> product = prices.ddos(offering(instance).productType());
        if (product.isEmpty()) {
            return new Specified.Unknown(offering(instance).productType());
        }
        Map<String, String> values = new LinkedHashMap<>(old);
        for (Map.Entry<String, String> change : wanted.entrySet()) {
            if (DdosComponents.FIXED.contains(change.getKey()) && !change.getValue().isEmpty()
                    && !change.getValue().equals(old.get(change.getKey()))) {
                return new Specified.Invalid(change.getKey(), "it cannot be changed after the purchase");
            }
            if (!change.getValue().isEmpty()) {
                values.put(change.getKey(), change.getValue());
            }
        }
        String plan = values.getOrDefault(ProductPrices.PLAN, "");
        // Values that were not named and that the new plan does not have give way to the plan's own.
        values.entrySet().removeIf(entry -> !wanted.containsKey(entry.getKey())
                && product.get().component(entry.getKey(), plan)
                .filter(component -> component.values().monthlyMinor(entry.getValue()).isPresent()).isEmpty());
        // A burstable bandwidth that was the base's own rises with it.
        if (wanted.containsKey("BaseBandwidth") && !wanted.containsKey("Bandwidth")
                && values.getOrDefault("Bandwidth", "").equals(old.get("BaseBandwidth"))) {
            values.remove("Bandwidth");
        }
        return product.get().specify(values);
    }

    /** How an automatic renewal is planned: by the policy's lead ahead of expiry, at once if that is past. */
    public Renewal automatic(int months, Instant now, Instant expiresAt) {
        Instant planned = instances.lifespan().renewAt(expiresAt);
        return Renewal.automatic(months, planned.isBefore(now) ? now : planned);
    }

    private SaleOutcome upgrade(Transaction tx, Instant now, DdosInstance instance, Money monthly, UsageSpan rest,
                                String description, Optional<ClientToken> token) {
        OrderLine line = new OrderLine(OrderType.UPGRADE.name(), description, ProRata.forRemaining(monthly, rest));
        return sale(orders.charge(tx, now, new Charge(instance.accountId(), OrderType.UPGRADE, PRODUCT_CODE,
                offering(instance).productType(), instance.region().id(), instance.id(), List.of(line), token, true,
                Optional.of(rest))), instance.id());
    }

    private SaleOutcome downgrade(Transaction tx, Instant now, DdosInstance instance, Money monthly, UsageSpan rest,
                                  String description, Optional<ClientToken> token) {
        Money bound = orders.refundable(tx, now, instance.accountId(), instance.id());
        Money back = prices.exchange().convert(ProRata.backForRemaining(monthly, rest), bound.currency());
        return giveBack(tx, now, instance, OrderType.DOWNGRADE, description, back.compareTo(bound) > 0 ? bound : back,
                Optional.of(rest), token);
    }

    private SaleOutcome giveBack(Transaction tx, Instant now, DdosInstance instance, OrderType type, String description,
                                 Money amount, Optional<UsageSpan> span, Optional<ClientToken> token) {
        RefundOutcome refunded = orders.refund(tx, now, new Refund(instance.accountId(), type, PRODUCT_CODE,
                offering(instance).productType(), instance.region().id(), instance.id(), description, amount, token, span));
        return switch (refunded) {
            case RefundOutcome.Refunded(long orderId) -> new SaleOutcome.Done(orderId, instance.id());
            case RefundOutcome.Repeated(long orderId, String instanceId) -> new SaleOutcome.Done(orderId, instanceId);
            case RefundOutcome.TokenMismatch() -> new SaleOutcome.TokenMismatch();
            case RefundOutcome.MoreThanPaid(Money paid) -> throw new IllegalStateException(
                    "a refund of " + amount + " was worked out where " + paid + " is left of what was paid");
        };
    }

    /** The answer of an earlier request with the same token, whatever has become of the instance since. */
    private Optional<SaleOutcome> earlier(Transaction tx, String accountId, Optional<ClientToken> token) {
        return switch (orders.tokenState(tx, accountId, token)) {
            case TokenState.Fresh() -> Optional.empty();
            case TokenState.Repeated(long orderId, String instanceId) ->
                    Optional.of(new SaleOutcome.Done(orderId, instanceId));
            case TokenState.Mismatch() -> Optional.of(new SaleOutcome.TokenMismatch());
        };
    }

    private Optional<DdosInstance> find(Transaction tx, Instant now, String accountId, Optional<DdosOffering> offering,
                                        String id) {
        return instances.findLive(tx, now, accountId, Optional.empty(), id)
                .filter(instance -> offering.isEmpty() || offering(instance) == offering.get());
    }

    private static DdosOffering offering(DdosInstance instance) {
        return instance.specification().offering();
    }

    /** What could not be chosen stays what it was when the instance was bought, whatever the price list says today. */
    private static ProductPrices.Limits limits(DdosInstance instance) {
        return new ProductPrices.Limits(instance.specification().connectionLimit(), instance.specification().newConnectionsPerSecond());
    }

    private static SaleOutcome sale(ChargeOutcome charged, String id) {
        return switch (charged) {
            case ChargeOutcome.Placed(long orderId, boolean paid) -> new SaleOutcome.Done(orderId, id);
            case ChargeOutcome.Repeated(long orderId, String instanceId) -> new SaleOutcome.Done(orderId, instanceId);
            case ChargeOutcome.TokenMismatch() -> new SaleOutcome.TokenMismatch();
            case ChargeOutcome.InsufficientBalance() -> new SaleOutcome.InsufficientBalance();
            case ChargeOutcome.InArrears() -> new SaleOutcome.InArrears();
        };
    }

    private static String description(Specified.Complete old, Specified.Complete changed) {
        StringBuilder text = new StringBuilder();
        changed.values().forEach((code, value) -> {
            if (!value.equals(old.values().get(code))) {
                text.append(text.isEmpty() ? "" : ",").append(code).append(':').append(value);
            }
        });
        return text.toString();
    }
}
