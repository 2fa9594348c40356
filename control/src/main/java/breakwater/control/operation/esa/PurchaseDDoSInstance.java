package breakwater.control.operation.esa;

import breakwater.control.billing.Money;
import breakwater.control.billing.OrderLine;
import breakwater.control.billing.OrderType;
import breakwater.control.billing.SecurityBills;
import breakwater.control.billing.UsageSpan;
import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.EsaIds;
import breakwater.control.lifecycle.esa.ReleaseSchedule;
import breakwater.control.lifecycle.esa.SecurityInstance;
import breakwater.control.lifecycle.esa.SecurityProtection;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Buys the security instance of a site plan, which has at most one, and pays the first billing cycle. Burstable protection is
 * off until SetDdosMaxBurstGbps switches it on.
 */
public final class PurchaseDDoSInstance
        implements Operation<PurchaseDDoSInstance.Input, PurchaseDDoSInstance.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .change("esa", "PurchaseDDoSInstance", Input.class, Output.class)
            .resource((call, input) -> EsaResources.instance(call, input.siteInstanceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.INVALID_INSTANCE, EsaError.INVALID_COMPONENT, EsaError.CHECK_PLAN_FAILED,
                    EsaError.CHECK_ORDER_FAILED, EsaError.INSUFFICIENT_AVAILABLE_QUOTA, EsaError.INSUFFICIENT_BALANCE);

    private final EsaRooms rooms;

    PurchaseDDoSInstance(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String siteInstanceId, String dDoSBurstableDomesticProtection,
                        String dDoSBurstableOverseasProtection, String dDoSBillingMode) {
    }

    public record Output(String instanceId, String orderId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        SitePlan plan = rooms.plan(call, transaction, input.siteInstanceId())
                .orElseThrow(() -> new Refusal(EsaError.INVALID_INSTANCE));
        SecurityProtection protection = ProtectionCatalogue.find(input.dDoSBurstableDomesticProtection(),
                        input.dDoSBurstableOverseasProtection(), input.dDoSBillingMode())
                .orElseThrow(() -> new Refusal(EsaError.INVALID_COMPONENT));
        Money fee = rooms.prices().securityInstance(protection.domestic(), protection.overseas(), 1)
                .orElseThrow(() -> new Refusal(EsaError.INVALID_COMPONENT));
        if (QuotaTable.count(QuotaTable.SECURITY_INSTANCES, plan.tier()) == 0) {
            throw new Refusal(EsaError.CHECK_PLAN_FAILED);
        }
        Optional<SecurityInstance> present = rooms.instances().ofPlan(transaction, call.now(), call.accountId(), plan.id());
        if (present.isPresent() || !call.now().isBefore(plan.expiresAt())
                || rooms.hasOpenOrder(call, transaction, plan.id(), present)) {
            throw new Refusal(EsaError.CHECK_ORDER_FAILED);
        }
        String id = EsaIds.security();
        Instant cycleEnd = ReleaseSchedule.cycleEnd(call.now(), call.now());
        EsaOrders.Placed order = EsaOrders.place(rooms, call, transaction, OrderType.NEW, SecurityBills.PRODUCT_TYPE, id,
                List.of(new OrderLine("DDoSInstance", protection.domestic() + "," + protection.overseas(), fee)), true,
                new UsageSpan(call.now(), cycleEnd));
        rooms.instances().create(transaction, new SecurityInstance(id, call.accountId(), plan.id(), protection,
                protection.baseGbps(), protection.baseGbps(), call.now(), Optional.of(plan.expiresAt()),
                Optional.of(cycleEnd), Optional.empty(), Optional.empty()));
        return new Output(id, Long.toString(order.orderId()));
    }
}
