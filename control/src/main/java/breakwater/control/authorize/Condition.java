package breakwater.control.authorize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The Condition element of a statement: for each operator and key, the tests of its values. All must hold. Immutable.
 *
 * <p>A key that this server does not know, an operator it does not know or a value it cannot read makes the condition
 * unknown: an Allow under it never applies, a Deny under it always does.
 */
record Condition(List<Clause> clauses) {
    static final Condition NONE = new Condition(List.of());

    /**
     * One operator on one key.
     *
     * @param key     lower case
     * @param tests   one for each value; empty when the clause cannot be understood
     */
    record Clause(String key, boolean negated, List<ConditionOperator.Test> tests) {
        Tristate holds(RamRequest request) {
            Optional<String> sent = value(key, request);
            if (sent.isEmpty() || tests.isEmpty()) {
                return Tristate.UNKNOWN;
            }
            Tristate any = Tristate.FALSE;
            for (ConditionOperator.Test test : tests) {
                Tristate met = test.of(sent.get());
                if (met == Tristate.TRUE) {
                    any = Tristate.TRUE;
                    break;
                }
                if (met == Tristate.UNKNOWN) {
                    any = Tristate.UNKNOWN;
                }
            }
            return negated ? any.negated() : any;
        }
    }

    Tristate holds(RamRequest request) {
        Tristate all = Tristate.TRUE;
        for (Clause clause : clauses) {
            all = all.and(clause.holds(request));
            if (all == Tristate.FALSE) {
                return all;
            }
        }
        return all;
    }

    /**
     * @param strict true to refuse what is not understood, false to keep it as unknown
     */
    static Condition parse(JsonNode node, boolean strict) throws RamPolicyFault {
        if (!node.isObject() || node.isEmpty()) {
            throw new RamPolicyFault("Condition must be an object of operators");
        }
        List<Clause> clauses = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operators : node.properties()) {
            Optional<ConditionOperator> operator = ConditionOperator.named(operators.getKey());
            if (operator.isEmpty() && strict) {
                throw new RamPolicyFault("unknown condition operator " + PolicyJson.shown(operators.getKey()));
            }
            if (!operators.getValue().isObject() || operators.getValue().isEmpty()) {
                throw new RamPolicyFault("a condition operator must hold keys");
            }
            for (Map.Entry<String, JsonNode> keys : operators.getValue().properties()) {
                clauses.add(clause(operator, keys.getKey(), PolicyJson.texts(keys.getValue(), keys.getKey(), true), strict));
            }
        }
        return new Condition(List.copyOf(clauses));
    }

    private static Clause clause(Optional<ConditionOperator> operator, String key, List<String> values, boolean strict)
            throws RamPolicyFault {
        List<ConditionOperator.Test> tests = new ArrayList<>();
        for (String value : values) {
            Optional<ConditionOperator.Test> test = operator.flatMap(known -> known.test(value));
            if (test.isEmpty()) {
                if (strict) {
                    throw new RamPolicyFault("the condition key " + PolicyJson.shown(key) + " has a value its operator cannot read");
                }
                return new Clause(key.toLowerCase(Locale.ROOT), false, List.of());
            }
            tests.add(test.get());
        }
        return new Clause(key.toLowerCase(Locale.ROOT), operator.map(ConditionOperator::negated).orElse(false), List.copyOf(tests));
    }

    private static Optional<String> value(String key, RamRequest request) {
        return switch (key) {
            case "acs:sourceip" -> Optional.of(request.sourceAddress());
            case "acs:currenttime" -> Optional.of(request.currentTime().toString());
            case "acs:securetransport" -> Optional.of(String.valueOf(request.secureTransport()));
            // Nobody can show a second factor here: signatures are all there is.
            case "acs:mfapresent" -> Optional.of("false");
            default -> Optional.ofNullable(request.more().get(key));
        };
    }
}
