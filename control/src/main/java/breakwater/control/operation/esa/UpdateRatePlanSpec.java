package breakwater.control.operation.esa;

import breakwater.control.billing.Money;
import breakwater.control.billing.OrderLine;
import breakwater.control.billing.OrderType;
import breakwater.control.billing.ProRata;
import breakwater.control.billing.Subscriptions;
import breakwater.control.billing.UsageSpan;
import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Upgrades a site plan for the rest of its period, for the difference in price. With AutoPay=false the order is only placed
 * and the plan stays as it is; while such an order is open, nothing else of the subscription can be ordered or released.
 */
public final class UpdateRatePlanSpec implements Operation<UpdateRatePlanSpec.Input, UpdateRatePlanSpec.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .change("esa", "UpdateRatePlanSpec", Input.class, Output.class)
            .resource((call, input) -> EsaResources.instance(call, input.instanceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.INVALID_INSTANCE, EsaError.INVALID_COMPONENT, EsaError.CHECK_PLAN_FAILED,
                    EsaError.CHECK_ORDER_FAILED, EsaError.INSUFFICIENT_AVAILABLE_QUOTA, EsaError.INSUFFICIENT_BALANCE);

    private final EsaRooms rooms;

    UpdateRatePlanSpec(EsaRooms rooms) {
        this.rooms = rooms;
    }

    /**
     * @param orderType  UPGRADE, the default and the only one
     * @param chargeType PREPAY, the default and the only one
     * @param autoPay    true by default
     */
    public record Input(Optional<String> instanceId, Optional<String> targetPlanName, Optional<String> targetPlanCode,
                        Optional<String> orderType, Optional<String> chargeType, Optional<Boolean> autoPay) {
    }

    public record Output(String instanceId, String orderId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        SitePlan plan = input.instanceId().flatMap(id -> rooms.plan(call, transaction, id))
                .orElseThrow(() -> new Refusal(EsaError.INVALID_INSTANCE));
        if (!input.orderType().orElse("UPGRADE").equals("UPGRADE") || !input.chargeType().orElse("PREPAY").equals("PREPAY")) {
            throw new Refusal(EsaError.INVALID_COMPONENT);
        }
        PlanCatalogue.Offer target = PlanCatalogue.find(input.targetPlanName(), input.targetPlanCode())
                .filter(offer -> offer.tier().compareTo(plan.tier()) > 0)
                .orElseThrow(() -> new Refusal(EsaError.CHECK_PLAN_FAILED));
        Money difference = rooms.prices().sitePlan(target.name(), 1).flatMap(after -> rooms.prices()
                        .sitePlan(plan.planName(), 1).map(after::minus)).filter(gap -> !gap.negative())
                .orElseThrow(() -> new Refusal(EsaError.CHECK_PLAN_FAILED));
        if (!call.now().isBefore(plan.expiresAt()) || rooms.hasOpenOrder(call, transaction, plan.id(),
                rooms.instances().ofPlan(transaction, call.now(), call.accountId(), plan.id()))) {
            throw new Refusal(EsaError.CHECK_ORDER_FAILED);
        }
        UsageSpan rest = new UsageSpan(call.now(), plan.expiresAt());
        EsaOrders.Placed order = EsaOrders.place(rooms, call, transaction, OrderType.UPGRADE, Subscriptions.SITE_PLAN, plan.id(),
                List.of(new OrderLine("PlanName", target.name(), ProRata.forRemaining(difference, rest))),
                input.autoPay().orElse(true), rest);
        if (order.paid()) {
            rooms.plans().upgraded(transaction, plan, target.name(), target.tier());
        }
        return new Output(plan.id(), Long.toString(order.orderId()));
    }
}
