package breakwater.model.reading;

import java.util.List;

/**
 * What one traffic plane saw since its last reading. Immutable. Counters are differences, so readings add up; a reader drops one whose
 * sequence it has already taken from the same edge.
 *
 * @param edgeId     which plane; new with every start of the process
 * @param sequence   counts its readings, from 1
 * @param takenAt    service time in epoch milliseconds
 * @param spanMillis how long it covers by the monotonic clock, 1 or more
 * @param rules      rules with traffic, open connections or a fault since the last reading
 * @param events     attacks that began, grew or ended
 * @param listed     sources that were put on a black list by themselves
 * @param origins    origins whose health changed, and all of them in the first reading
 * @param appliedRevision the revision of the snapshot that is in force
 */
public record Reading(String edgeId, long sequence, long takenAt, long spanMillis, List<RuleReading> rules,
                      List<AttackEvent> events, List<ListedSource> listed, List<OriginHealth> origins,
                      long appliedRevision) {
    public Reading {
        rules = List.copyOf(rules);
        events = List.copyOf(events);
        listed = List.copyOf(listed);
        origins = List.copyOf(origins);
    }
}
