package breakwater.model.reading;

import breakwater.model.snapshot.RuleKey;

/**
 * Whether an origin of a rule is in use. Immutable.
 *
 * @param rule    which rule
 * @param address the origin in canonical text, without port
 * @param normal  true when it is in use
 */
public record OriginHealth(RuleKey rule, String address, boolean normal) {
}
