package breakwater.control.authorize;

import breakwater.model.address.IpNetwork;
import breakwater.model.address.IpText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The condition operators of the RAM policy language. Each turns the value written in the policy, once and when it is
 * parsed, into a test of the request's value. A test answers UNKNOWN for a request value it cannot read.
 *
 * <p>Of several values one must pass; for the negated operators, none may be met. Source: the vendor's page on policy
 * elements, "Condition".
 */
enum ConditionOperator {
    STRING_EQUALS("StringEquals", false, value -> Optional.of(sent -> Tristate.of(sent.equals(value)))),
    STRING_NOT_EQUALS("StringNotEquals", true, STRING_EQUALS),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false,
            value -> Optional.of(sent -> Tristate.of(sent.equalsIgnoreCase(value)))),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, STRING_EQUALS_IGNORE_CASE),
    STRING_LIKE("StringLike", false, value -> {
        Wildcard pattern = Wildcard.of(value);
        return Optional.of(sent -> Tristate.of(pattern.matches(sent)));
    }),
    STRING_NOT_LIKE("StringNotLike", true, STRING_LIKE),
    NUMERIC_EQUALS("NumericEquals", false, value -> number(value, order -> order == 0)),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true, NUMERIC_EQUALS),
    NUMERIC_LESS_THAN("NumericLessThan", false, value -> number(value, order -> order < 0)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, value -> number(value, order -> order <= 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false, value -> number(value, order -> order > 0)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, value -> number(value, order -> order >= 0)),
    DATE_EQUALS("DateEquals", false, value -> date(value, order -> order == 0)),
    DATE_NOT_EQUALS("DateNotEquals", true, DATE_EQUALS),
    DATE_LESS_THAN("DateLessThan", false, value -> date(value, order -> order < 0)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, value -> date(value, order -> order <= 0)),
    DATE_GREATER_THAN("DateGreaterThan", false, value -> date(value, order -> order > 0)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, value -> date(value, order -> order >= 0)),
    BOOL("Bool", false, value -> truth(value).map(wanted ->
            sent -> truth(sent).map(has -> Tristate.of(has.equals(wanted))).orElse(Tristate.UNKNOWN))),
    IP_ADDRESS("IpAddress", false, value -> IpNetwork.of(value).map(network ->
            sent -> IpText.address(sent).map(address -> Tristate.of(network.contains(address))).orElse(Tristate.UNKNOWN))),
    NOT_IP_ADDRESS("NotIpAddress", true, IP_ADDRESS);

    private final String wireName;
    private final boolean negated;
    private final Reading reading;

    ConditionOperator(String wireName, boolean negated, Reading reading) {
        this.wireName = wireName;
        this.negated = negated;
        this.reading = reading;
    }

    ConditionOperator(String wireName, boolean negated, ConditionOperator positive) {
        this(wireName, negated, positive.reading);
    }

    /** The operator of this name, exactly as the language writes it. */
    static Optional<ConditionOperator> named(String wireName) {
        for (ConditionOperator operator : values()) {
            if (operator.wireName.equals(wireName)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /** Whether the values are those that must not be met. */
    boolean negated() {
        return negated;
    }

    /** The test that a value of the policy stands for; empty if this operator cannot read the value. */
    Optional<Test> test(String policyValue) {
        return reading.of(policyValue);
    }

    /** A test of one value of the request. */
    interface Test {
        Tristate of(String sent);
    }

    /** How an operator reads a value of the policy. */
    private interface Reading {
        Optional<Test> of(String policyValue);
    }

    private static Optional<Test> number(String value, IntPredicate wanted) {
        return decimal(value).map(bound -> sent -> decimal(sent)
                .map(has -> Tristate.of(wanted.test(has.compareTo(bound)))).orElse(Tristate.UNKNOWN));
    }

    private static Optional<Test> date(String value, IntPredicate wanted) {
        return instant(value).map(bound -> sent -> instant(sent)
                .map(has -> Tristate.of(wanted.test(has.compareTo(bound)))).orElse(Tristate.UNKNOWN));
    }

    private static Optional<BigDecimal> decimal(String text) {
        // Without an exponent: comparing 1 with 1E999999999 would take all the memory there is.
        Predicate<String> plain = digits -> digits.length() <= 40 && digits.chars()
                .allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+');
        try {
            return plain.test(text) ? Optional.of(new BigDecimal(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
