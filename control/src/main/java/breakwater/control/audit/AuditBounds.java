package breakwater.control.audit;

import java.time.Duration;

/**
 * How much the audit keeps. Immutable.
 *
 * @param age       how long a record is kept, by the wall clock; 1 minute to 10 years; 30 days unless told
 * @param rowsMax   how many records are kept, 1,000 to 1,000,000,000; 1,000,000 unless told: at about 400 bytes with
 *                  its indexes, some 400 MB. It may be exceeded by a twentieth, and by what each further process writes meanwhile
 * @param queueMax  how many records of reads may wait to be written, 1,000 to 1,000,000; 20,000 unless told: more than a second of
 *                  15,000 reads
 * @param patience  how long a call waits for room in that queue before it fails; 0 to 10 seconds; half a second unless told
 */
public record AuditBounds(Duration age, long rowsMax, int queueMax, Duration patience) {
    public static final AuditBounds DEFAULT =
            new AuditBounds(Duration.ofDays(30), 1_000_000, 20_000, Duration.ofMillis(500));

    public AuditBounds {
        if (age.compareTo(Duration.ofMinutes(1)) < 0 || age.compareTo(Duration.ofDays(3660)) > 0) {
            throw new IllegalArgumentException("audit age must be 1 minute to 10 years, not " + age);
        }
        if (rowsMax < 1_000 || rowsMax > 1_000_000_000) {
            throw new IllegalArgumentException("audit rows must be 1,000 to 1,000,000,000, not " + rowsMax);
        }
        if (queueMax < 1_000 || queueMax > 1_000_000) {
            throw new IllegalArgumentException("audit queue must be 1,000 to 1,000,000, not " + queueMax);
        }
        if (patience.isNegative() || patience.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("audit patience must be 0 to 10 seconds, not " + patience);
        }
    }
}
