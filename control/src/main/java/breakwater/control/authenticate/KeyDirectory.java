package breakwater.control.authenticate;

import java.time.Instant;
import java.util.Optional;

/** Where access keys are looked up. Implemented by {@code account}; called on the request's thread, so it must be quick. */
public interface KeyDirectory {
    /** Every temporary key's id starts so, and no lasting one's does. */
    String TEMPORARY = "STS.";

    /** The key of this id, active or not; empty if there is none. A change is seen by every node within a second. */
    Optional<AccessKey> find(String accessKeyId);

    /**
     * An access key with the principal it stands for.
     *
     * @param secret        the signing secret; never printed
     * @param active        false once disabled
     * @param securityToken for temporary keys: the token that must come with it
     * @param expires       for temporary keys: when both end, on the wall clock
     */
    record AccessKey(String id, String secret, String accountId, Caller.Identity identity, boolean active,
                     Optional<String> securityToken, Optional<Instant> expires) {
        @Override
        public String toString() {
            return "AccessKey[" + id + ", secret hidden]";
        }
    }
}
