package breakwater.control.billing;

import breakwater.control.lifecycle.Renewal;
import java.time.Instant;
import java.util.Optional;

/**
 * Anything that is paid for by time, of whatever product, as a list of subscriptions shows it. Immutable.
 *
 * @param expiresAt     the end of the paid time, exclusive; empty for what is billed by use alone
 * @param renewalMonths the length of the next automatic period; 0 unless automatic
 * @param stopAt        when it stops serving, as things stand
 * @param releaseAt     when it is released, as things stand; empty when never by itself
 */
public record Subscription(String productCode, String productType, String region, String id, Instant createdAt,
                           Optional<Instant> expiresAt, Renewal.Mode renewal, int renewalMonths,
                           Optional<Instant> stopAt, Optional<Instant> releaseAt) {

    /** Whether its paid time is over at an instant. */
    public boolean expired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }
}
