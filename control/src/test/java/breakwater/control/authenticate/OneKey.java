package breakwater.control.authenticate;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A directory of keys that a test writes down. */
record OneKey(Map<String, AccessKey> keys) implements KeyDirectory {
    static final String ACCOUNT = "1000000000000001";

    static OneKey of(String id, String secret) {
        return new OneKey(Map.of(id, key(id, secret, true)));
    }

    static AccessKey key(String id, String secret, boolean active) {
        return new AccessKey(id, secret, ACCOUNT, new Caller.Identity.Root(), active, Optional.empty(), Optional.empty());
    }

    static AccessKey temporary(String id, String secret, String token, Instant expires) {
        return new AccessKey(id, secret, ACCOUNT, new Caller.Identity.RoleSession("r", "role", "session", Optional.empty()),
                true, Optional.of(token), Optional.of(expires));
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }
}
