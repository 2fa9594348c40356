package breakwater.control.authenticate;

import java.time.Instant;
import java.util.Optional;

/**
 * Who asks. Only this room can construct one, after a signature, or the password that begins a session, was verified; it is passed as an
 * argument and never kept in a thread.
 */
public final class Caller {
    private final String accountId;
    private final Identity identity;
    private final String accessKeyId;
    private final String sourceAddress;
    private final boolean secureTransport;
    private final Instant arrival;

    Caller(String accountId, Identity identity, String accessKeyId, String sourceAddress, boolean secureTransport,
           Instant arrival) {
        this.accountId = accountId;
        this.identity = identity;
        this.accessKeyId = accessKeyId;
        this.sourceAddress = sourceAddress;
        this.secureTransport = secureTransport;
        this.arrival = arrival;
    }

    /** The account that owns whatever this caller touches: 16 digits. */
    public String accountId() {
        return accountId;
    }

    public Identity identity() {
        return identity;
    }

    /** The access key that signed, or the console password that was given: an id, not a secret. */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** Whether the key is one of a session, which ends by itself. */
    public boolean temporary() {
        return accessKeyId.startsWith(KeyDirectory.TEMPORARY);
    }

    /** The peer's IP address, for {@code acs:SourceIp}. */
    public String sourceAddress() {
        return sourceAddress;
    }

    /** Whether the request came over TLS, for {@code acs:SecureTransport}. */
    public boolean secureTransport() {
        return secureTransport;
    }

    /** Wall clock at arrival, for {@code acs:CurrentTime}. */
    public Instant arrival() {
        return arrival;
    }

    /** The caller's ARN, such as {@code acs:ram::1000000000000001:root}. */
    public String arn() {
        return switch (identity) {
            case Identity.Root() -> "acs:ram::" + accountId + ":root";
            case Identity.User user -> "acs:ram::" + accountId + ":user/" + user.name();
            case Identity.RoleSession session ->
                    "acs:ram::" + accountId + ":assumed-role/" + session.roleName() + "/" + session.sessionName();
        };
    }

    @Override
    public String toString() {
        return arn();
    }

    /** What kind of principal signed. */
    public sealed interface Identity {
        /** The account itself: may do everything in its account. */
        record Root() implements Identity {
        }

        /** A RAM user: may do what its policies allow. */
        record User(String userId, String name) implements Identity {
        }

        /**
         * A role taken on through AssumeRole: may do what both the role's policies and the session policy allow.
         *
         * @param sessionPolicy the policy document given to AssumeRole, which can only narrow
         */
        record RoleSession(String roleId, String roleName, String sessionName, Optional<String> sessionPolicy)
                implements Identity {
        }
    }
}
