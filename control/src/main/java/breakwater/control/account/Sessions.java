package breakwater.control.account;

import breakwater.control.authenticate.Caller;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The temporary keys that AssumeRole, GetSessionToken and SignIn give out. They end on the wall clock, since clients compare the end with their
 * own clock, however the service clock is moved. Used from any thread.
 */
public final class Sessions {
    /** How long an ended session is still known, so that its key is answered as expired rather than unknown. */
    private static final Duration REMEMBERED = Duration.ofDays(1);
    /** Ended sessions that each new one clears away: more than one, so they cannot pile up. */
    private static final int CLEARED = 10;

    private final SecretSealer sealer;

    Sessions(SecretSealer sealer) {
        this.sealer = sealer;
    }

    /** The keys of a session that began just now: the one time they are seen. */
    public record NewSession(String accessKeyId, String secret, String securityToken, Instant expires) {
        @Override
        public String toString() {
            return "NewSession[" + accessKeyId + ", secret hidden]";
        }
    }

    /**
     * Begins a session of a role.
     *
     * @param wall   wall clock
     * @param policy the session policy, already checked, which can only narrow
     */
    public NewSession begin(Transaction transaction, Instant wall, Roles.Role role, String sessionName,
                            Optional<String> policy, Duration length) {
        NewSession session = drawn(transaction, wall, length);
        transaction.update("INSERT INTO session (access_key_id, account_id, role_id, role_name, session_name, sealed_secret, "
                + "sealed_token, policy, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", session.accessKeyId(), role.accountId(),
                role.id(), role.name(), sessionName, sealer.seal(session.accessKeyId(), session.secret()),
                sealer.seal(session.accessKeyId(), session.securityToken()), policy.orElse(null), session.expires());
        return session;
    }

    /**
     * Begins a session in which a user, or an account itself, is what it is without one. It ends at the latest with the key or password
     * that it was begun with.
     *
     * @param wall   wall clock
     * @param caller with a lasting key, or a password
     * @throws IllegalArgumentException for a caller that is a session already
     */
    public NewSession beginOwn(Transaction transaction, Instant wall, Caller caller, Duration length) {
        Optional<String> userId = switch (caller.identity()) {
            case Caller.Identity.Root() -> Optional.empty();
            case Caller.Identity.User user -> Optional.of(user.userId());
            case Caller.Identity.RoleSession role -> throw new IllegalArgumentException("a session begins no other");
        };
        if (caller.temporary()) {
            throw new IllegalArgumentException("a session begins no other");
        }
        NewSession session = drawn(transaction, wall, length);
        transaction.update("INSERT INTO session (access_key_id, account_id, user_id, begun_with, sealed_secret, sealed_token, expires) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?)", session.accessKeyId(), caller.accountId(), userId.orElse(null), caller.accessKeyId(),
                sealer.seal(session.accessKeyId(), session.secret()), sealer.seal(session.accessKeyId(), session.securityToken()),
                session.expires());
        return session;
    }

    private static NewSession drawn(Transaction transaction, Instant wall, Duration length) {
        transaction.update("DELETE FROM session WHERE access_key_id IN (SELECT access_key_id FROM session WHERE expires < ? "
                + "ORDER BY expires LIMIT ?)", wall.minus(REMEMBERED), CLEARED);
        // Whole seconds, as the answer writes them.
        Instant expires = Instant.ofEpochSecond(wall.plus(length).getEpochSecond());
        return new NewSession(Identifiers.temporaryAccessKey(), Identifiers.temporarySecret(), Identifiers.securityToken(), expires);
    }
}
