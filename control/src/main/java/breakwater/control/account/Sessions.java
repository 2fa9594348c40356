package breakwater.control.account;

import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The temporary keys that AssumeRole gives out. They end on the wall clock, since clients compare the end with their
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
        transaction.update("DELETE FROM session WHERE access_key_id IN (SELECT access_key_id FROM session WHERE expires < ? "
                + "ORDER BY expires LIMIT ?)", wall.minus(REMEMBERED), CLEARED);
        // Whole seconds, as the answer writes them.
        Instant expires = Instant.ofEpochSecond(wall.plus(length).getEpochSecond());
        NewSession session = new NewSession(Identifiers.temporaryAccessKey(), Identifiers.temporarySecret(),
                Identifiers.securityToken(), expires);
        transaction.update("INSERT INTO session (access_key_id, account_id, role_id, role_name, session_name, sealed_secret, "
                + "sealed_token, policy, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", session.accessKeyId(), role.accountId(),
                role.id(), role.name(), sessionName, sealer.seal(session.accessKeyId(), session.secret()),
                sealer.seal(session.accessKeyId(), session.securityToken()), policy.orElse(null), expires);
        return session;
    }
}
