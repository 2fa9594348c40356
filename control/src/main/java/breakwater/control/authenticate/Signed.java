package breakwater.control.authenticate;

import java.time.Instant;

/**
 * The result of a verified signature.
 *
 * @param caller  who signed
 * @param nonce   the request's nonce; a change records it in its own transaction
 * @param expires wall clock until which a replay of this very request would pass the time window
 */
public record Signed(Caller caller, String nonce, Instant expires) {
}
