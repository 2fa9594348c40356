package breakwater.control.protection;

import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosRecord;
import breakwater.control.lifecycle.ddos.DdosRecords;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ProtectedInstance.Blackhole;
import java.time.Instant;
import java.util.List;

/**
 * Blackholes of service addresses: planes start them, the owner may end one before its time. Stateless; used from any thread. Whose
 * instance it is, is the caller's to check before.
 */
public final class Blackholes {
    private final ProtectionRevision revision;
    private final Mitigations mitigations;
    private final Allowances allowances;
    private final DdosRecords records = new DdosRecords();

    Blackholes(ProtectionRevision revision, Mitigations mitigations, Allowances allowances) {
        this.revision = revision;
        this.mitigations = mitigations;
        this.allowances = allowances;
    }

    /** What came of ending one. */
    public enum LiftOutcome {
        /** It is over. */
        LIFTED,
        /** The address is not blackholed. */
        NOT_BLACKHOLED,
        /** The account has ended as many as it may today. */
        EXHAUSTED,
        /** The account has ended another one too short a time ago. */
        TOO_SOON
    }

    /** Whether the address of an instance with this blackhole takes nothing in at {@code now}. */
    public static boolean holds(Blackhole blackhole, Instant now) {
        return now.toEpochMilli() >= blackhole.since() && now.toEpochMilli() < blackhole.until();
    }

    /**
     * Keeps that a plane has blackholed an address, so that every plane does. One that began before the owner last ended one is over and
     * does not count; of two that are under way the one that ends later does, since the earlier start.
     *
     * @param since epoch milliseconds of service time
     * @param until likewise, exclusive
     */
    public void began(Transaction transaction, String instanceId, long since, long until) {
        Blackhole before = mitigations.settings(transaction, instanceId).blackhole();
        if (until <= since || since <= before.lifted() || until <= before.until()) {
            return;
        }
        boolean goesOn = before.since() > 0 && since < before.until();
        write(transaction, instanceId, new Blackhole(goesOn ? Math.min(before.since(), since) : since, until, before.lifted()));
    }

    /**
     * Keeps that a plane's blackhole ended before it was to. One that ended when this one began was the one before.
     *
     * @param at epoch milliseconds of service time
     */
    public void ended(Transaction transaction, String instanceId, long at) {
        Blackhole before = mitigations.settings(transaction, instanceId).blackhole();
        if (at > before.since() && at < before.until()) {
            write(transaction, instanceId, new Blackhole(before.since(), at, before.lifted()));
        }
    }

    /** Ends one for its owner, which is counted and goes into the instance's records. */
    public LiftOutcome lift(Transaction transaction, Instant now, DdosInstance instance) {
        Blackhole before = mitigations.settings(transaction, instance.id()).blackhole();
        if (!holds(before, now)) {
            return LiftOutcome.NOT_BLACKHOLED;
        }
        return switch (allowances.take(transaction, now, Allowances.Kind.BLACKHOLE_LIFTED, instance)) {
            case TAKEN -> {
                write(transaction, instance.id(), new Blackhole(0, 0, now.toEpochMilli()));
                records.record(transaction, now, instance, DdosRecord.Kind.BLACKHOLE_LIFTED, before.until(), now.toEpochMilli());
                yield LiftOutcome.LIFTED;
            }
            case EXHAUSTED -> LiftOutcome.EXHAUSTED;
            case TOO_SOON -> LiftOutcome.TOO_SOON;
        };
    }

    private void write(Transaction transaction, String instanceId, Blackhole blackhole) {
        Mitigations.write(transaction, instanceId, List.of("blackhole_since", "blackhole_until", "blackhole_lifted"),
                List.of(blackhole.since(), blackhole.until(), blackhole.lifted()));
        revision.changed(transaction, instanceId);
    }
}
