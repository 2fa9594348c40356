package breakwater.control.operation.ddoscoo;

import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.publish.AttackLog;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How many advanced mitigations Premium instances have used in a calendar month of UTC+8. An attack that is larger than the basic protection
 * uses one, which then lasts 24 hours: what attacks within them uses no other (the vendor's page on global advanced mitigation). No more
 * can be used than the plan includes, since packages of more are not sold. Immutable.
 *
 * @param basicBitsPerSecond attacks up to this use none; already scaled by the operator's rehearsal setting
 */
record AdvancedMitigations(AttackLog attacks, long basicBitsPerSecond) {
    private static final ZoneOffset CALENDAR = ZoneOffset.ofHours(8);

    /** Used in the month of {@code now}; empty for Pro, which has none to count. */
    Optional<Integer> used(Transaction transaction, Instant now, DdosInstance instance) {
        return WireValues.mitigationsPerMonth(instance.specification().plan()).map(included -> {
            int used = attacks.mitigatedDays(transaction, instance.id(), month(now), now.plusMillis(1), basicBitsPerSecond);
            return included < 0 ? used : Math.min(used, included);
        });
    }

    /** Used by all Premium instances of an account, released ones included. @param region of one region only; empty for both */
    int used(Transaction transaction, Instant now, String accountId, Optional<DdosRegion> region, DdosInstances instances) {
        return attacks.attacked(transaction, accountId, month(now), basicBitsPerSecond).stream()
                .flatMap(id -> instances.find(transaction, accountId, region, id).stream())
                .mapToInt(instance -> used(transaction, now, instance).orElse(0)).sum();
    }

    private static Instant month(Instant now) {
        return now.atOffset(CALENDAR).toLocalDate().withDayOfMonth(1).atTime(LocalTime.MIDNIGHT).toInstant(CALENDAR);
    }
}
