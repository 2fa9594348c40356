package breakwater.control.audit;

import java.time.Instant;

/**
 * An instance that somebody tried to release too early and that still lives, unchanged, since.
 *
 * @param instanceId the instance
 * @param region     where it lives
 * @param toldFirst  service time of the first refusal
 * @param toldLast   service time of the latest refusal
 * @param times      how often it was refused
 * @param caller     the ARN of the latest caller
 * @param expires    when the instance expires; from then on it can be released
 */
public record Leak(String instanceId, String region, Instant toldFirst, Instant toldLast, long times, String caller,
                   Instant expires) {
}
