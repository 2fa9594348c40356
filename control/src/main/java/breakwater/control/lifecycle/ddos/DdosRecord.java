package breakwater.control.lifecycle.ddos;

import java.time.Instant;

/**
 * Something that was done to an instance and that its owner can look up afterwards.
 *
 * @param sequence       counts within the account
 * @param at             service time
 * @param kind           what was done
 * @param instanceId     to which instance
 * @param serviceAddress its service address then
 * @param oldValue       what was before, in the unit of the kind
 * @param newValue       what was after
 */
public record DdosRecord(long sequence, Instant at, Kind kind, String instanceId, String serviceAddress, long oldValue,
                         long newValue) {

    /** What can be done. The names are stored; do not rename. */
    public enum Kind {
        /** Another burstable attack bandwidth; Gbit/s before and after. */
        ELASTIC_BANDWIDTH_SET,
        /** Legitimate traffic above what was bought was billed; bought Mbit/s, and the 95th percentile of the month. */
        CLEAN_BANDWIDTH_BILLED,
        /** The owner ended a blackhole before its time; when it would have ended, and when it did, in epoch milliseconds. */
        BLACKHOLE_LIFTED,
        /** Lines from abroad were blocked; 0, and which: 1 for China Telecom's, 2 for China Unicom's, 3 for both. */
        LINES_BLOCKED,
        /** Lines from abroad were let through again; which, as above, and 0. */
        LINES_UNBLOCKED
    }
}
