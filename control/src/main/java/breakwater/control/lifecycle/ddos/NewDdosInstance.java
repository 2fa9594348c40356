package breakwater.control.lifecycle.ddos;

import breakwater.control.lifecycle.Renewal;
import java.time.Instant;

/**
 * An instance that is to be: paid for, not yet stored.
 *
 * @param id            from {@link DdosInstances#newId}
 * @param accountId     its owner
 * @param specification what was bought; its offering fixes the region
 * @param expiresAt     the end of the paid period
 * @param renewal       what it does about its expiry
 */
public record NewDdosInstance(String id, String accountId, DdosSpecification specification, Instant expiresAt,
                              Renewal renewal) {
}
