package breakwater.console.session;

import breakwater.console.api.Keys;
import java.time.Instant;

/**
 * Who a browser acts as.
 *
 * @param keys      temporary, of the API
 * @param expires   wall clock
 * @param arn       who that is, such as {@code acs:ram::1000000000000001:user/alice}
 * @param accountId 16 digits
 */
public record Session(Keys keys, Instant expires, String arn, String accountId) {
}
