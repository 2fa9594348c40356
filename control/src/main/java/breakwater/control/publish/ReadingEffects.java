package breakwater.control.publish;

import breakwater.control.protection.Mitigations;
import breakwater.control.store.Transaction;
import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What else follows from a reading besides history. Used from any thread. */
@FunctionalInterface
public interface ReadingEffects {
    /** Nothing else. */
    ReadingEffects NONE = (transaction, reading, known) -> {
    };

    /**
     * Does it, in the transaction that counts the reading. May run more than once like all work of a transaction.
     *
     * @param known the instances of its rules and events that exist
     */
    void follow(Transaction transaction, Reading reading, Set<String> known);

    /**
     * What one plane decided by itself is kept for all of them and for the owner to see: blackholes, and sources that it put on a
     * black list.
     *
     * @param blackholeTime how long a blackhole lasts whose end no plane has told yet
     */
    static ReadingEffects mitigation(Mitigations mitigations, Duration blackholeTime) {
        return (transaction, reading, known) -> {
            for (AttackEvent event : reading.events()) {
                if (event.kind() == AttackEvent.Kind.BLACKHOLE && known.contains(event.instanceId())) {
                    mitigations.blackholes().began(transaction, event.instanceId(), event.startedAt(),
                            event.endedAt() > 0 ? event.endedAt() : event.startedAt() + blackholeTime.toMillis());
                    if (event.endedAt() > 0) {
                        mitigations.blackholes().ended(transaction, event.instanceId(), event.endedAt());
                    }
                }
            }
            if (!reading.listed().isEmpty()) {
                mitigations.sources().listed(transaction, Instant.ofEpochMilli(reading.takenAt()), reading.listed());
            }
        };
    }
}
