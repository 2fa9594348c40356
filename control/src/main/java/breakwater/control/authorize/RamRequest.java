package breakwater.control.authorize;

import java.time.Instant;
import java.util.Map;

/**
 * What a RAM policy is asked about. Immutable.
 *
 * @param action          such as {@code esa:ReleaseInstance}
 * @param resource        the ARN of what it is done to
 * @param sourceAddress   the peer's IP address: {@code acs:SourceIp}
 * @param currentTime     wall clock: {@code acs:CurrentTime}
 * @param secureTransport whether over TLS: {@code acs:SecureTransport}
 * @param more            further condition keys of this one request, in lower case, such as {@code sts:externalid}
 */
public record RamRequest(String action, String resource, String sourceAddress, Instant currentTime,
                         boolean secureTransport, Map<String, String> more) {
}
