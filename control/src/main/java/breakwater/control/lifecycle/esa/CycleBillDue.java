package breakwater.control.lifecycle.esa;

import breakwater.control.lifecycle.Due;
import breakwater.control.lifecycle.DueKind;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The bill at the end of each billing cycle of a security instance: its burstable protection, and the fee of the cycle that
 * begins, if one does ({@link SecurityInstance#nextCycleEnd}). The cycle in which an instance is released is billed by the
 * release, not here. Used from any thread.
 */
public final class CycleBillDue implements DueKind {
    private final SecurityInstances instances;
    private final SecurityBilling billing;

    public CycleBillDue(SecurityInstances instances, SecurityBilling billing) {
        this.instances = instances;
        this.billing = billing;
    }

    @Override
    public String name() {
        return "security-cycle-bill";
    }

    @Override
    public List<Due> next(Transaction transaction, Instant until, int limit) {
        return instances.billsDue(transaction, until, limit).stream().flatMap(instance -> instance.nextBillAt()
                .map(at -> new Due(name(), instance.id(), at)).stream()).toList();
    }

    @Override
    public void perform(Transaction transaction, Due due) {
        instances.due(transaction, due.subject()).ifPresent(instance -> {
            Optional<Instant> next = instance.nextCycleEnd(due.at());
            billing.charge(transaction, due.at(), instance, next.isPresent());
            instances.billed(transaction, instance, next);
        });
    }
}
