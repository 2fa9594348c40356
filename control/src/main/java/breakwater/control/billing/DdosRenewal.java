package breakwater.control.billing;

import breakwater.control.lifecycle.Due;
import breakwater.control.lifecycle.DueKind;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The effect {@code automatic-renewal}: an Anti-DDoS instance whose owner asked for it is renewed ahead of its expiry.
 *
 * <p>It is charged by the policy's lead before expiry (9 days by default). If the balance does not suffice, it is tried
 * again every {@link #RETRY_AFTER} as long as that is not later than the expiry; then it is given up, the instance expires
 * and only its owner's payment brings it back, from which on it renews automatically again. The new period always starts
 * where the old one ends. Stateless; used by the worker.
 */
public final class DdosRenewal implements DueKind {
    /** The pause between two attempts. */
    public static final Duration RETRY_AFTER = Duration.ofDays(1);

    private final DdosInstances instances;
    private final DdosSales sales;

    public DdosRenewal(DdosInstances instances, DdosSales sales) {
        this.instances = instances;
        this.sales = sales;
    }

    @Override
    public String name() {
        return "automatic-renewal";
    }

    @Override
    public List<Due> next(Transaction transaction, Instant until, int limit) {
        return instances.nextRenewals(transaction, name(), until, limit);
    }

    @Override
    public void perform(Transaction transaction, Due due) {
        Optional<DdosInstance> found = instances.ofAnyAccount(transaction, due.subject());
        if (found.isEmpty() || found.get().releasedAt().isPresent()
                || !found.get().renewal().nextAt().equals(Optional.of(due.at()))) {
            return;
        }
        DdosInstance instance = found.get();
        SaleOutcome outcome = due.at().isAfter(instance.expiresAt()) ? new SaleOutcome.NotRunning()
                : sales.renew(transaction, due.at(), instance, instance.renewal().periodMonths(), Optional.empty());
        switch (outcome) {
            case SaleOutcome.Done done -> {
                // The sale moved the expiry, and with it the plan of the next renewal.
            }
            case SaleOutcome.InsufficientBalance none -> tryAgain(transaction, due, instance);
            case SaleOutcome.InArrears none -> tryAgain(transaction, due, instance);
            case SaleOutcome.NotFound none -> plan(transaction, instance, Optional.empty());
            case SaleOutcome.NotRunning none -> plan(transaction, instance, Optional.empty());
            case SaleOutcome.NotSold none -> plan(transaction, instance, Optional.empty());
            case SaleOutcome.Rejected none -> plan(transaction, instance, Optional.empty());
            case SaleOutcome.WrongDirection none -> plan(transaction, instance, Optional.empty());
            case SaleOutcome.TooFarAhead none -> plan(transaction, instance, Optional.empty());
            case SaleOutcome.TokenMismatch none -> plan(transaction, instance, Optional.empty());
            case SaleOutcome.AddressesExhausted none -> plan(transaction, instance, Optional.empty());
        }
    }

    private void tryAgain(Transaction transaction, Due due, DdosInstance instance) {
        Instant next = due.at().plus(RETRY_AFTER);
        plan(transaction, instance, next.isAfter(instance.expiresAt()) ? Optional.empty() : Optional.of(next));
    }

    private void plan(Transaction transaction, DdosInstance instance, Optional<Instant> next) {
        instances.renewalChanged(transaction, instance.accountId(), instance.id(),
                new Renewal(Renewal.Mode.AUTOMATIC, instance.renewal().periodMonths(), next));
    }
}
