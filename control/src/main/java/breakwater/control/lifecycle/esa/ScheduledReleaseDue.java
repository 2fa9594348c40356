package breakwater.control.lifecycle.esa;

import breakwater.control.lifecycle.Due;
import breakwater.control.lifecycle.DueKind;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;

/**
 * The release that was asked for: at its reserved instant the last cycle is billed, if it was not yet, and the instance ends.
 * Whether it serves at an instant does not wait for this, see {@link SecurityInstance#phase}. Used from any thread.
 */
public final class ScheduledReleaseDue implements DueKind {
    private final SecurityInstances instances;
    private final SecurityBilling billing;

    public ScheduledReleaseDue(SecurityInstances instances, SecurityBilling billing) {
        this.instances = instances;
        this.billing = billing;
    }

    @Override
    public String name() {
        return "scheduled-release";
    }

    @Override
    public List<Due> next(Transaction transaction, Instant until, int limit) {
        return instances.releasesDue(transaction, until, limit).stream().flatMap(instance -> instance.reserveReleaseAt()
                .map(at -> new Due(name(), instance.id(), at)).stream()).toList();
    }

    @Override
    public void perform(Transaction transaction, Due due) {
        instances.due(transaction, due.subject()).ifPresent(instance -> end(transaction, instance, due.at()));
    }

    private void end(Transaction transaction, SecurityInstance instance, Instant at) {
        instances.released(transaction, instance, at,
                instance.nextBillAt().map(unbilled -> billing.charge(transaction, at, instance, false)));
    }
}
