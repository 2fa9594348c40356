package breakwater.control.billing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that can be chosen about a product, which values it may have and what they cost a month. Immutable.
 *
 * @param code         its name in orders, such as {@code BaseBandwidth}
 * @param unit         the unit of its values; empty when it has none
 * @param plans        the values of {@code ProductPlan} it belongs to; empty for all. A code may stand once per plan
 * @param defaultValue what is taken when it is not chosen; when absent (and no {@code notBelow}), it must be chosen
 * @param notBelow     the code of another component whose value this one must reach, and which is also its default
 * @param values       what may be chosen
 */
public record Component(String code, String unit, List<String> plans, Optional<String> defaultValue,
                        Optional<String> notBelow, Values values) {

    /** Whether it belongs to a plan. */
    public boolean belongsTo(String plan) {
        return plans.isEmpty() || plans.contains(plan);
    }

    /** The values a component may have, each with its monthly price in the smallest unit. */
    public sealed interface Values {

        /** The monthly price of a value, or empty if the value is not allowed. */
        Optional<Long> monthlyMinor(String value);

        /** Says which values are allowed, for a message. */
        String allowed();
    }

    /** One of a few named values. */
    public record Choices(Map<String, Long> monthlyMinor) implements Values {
        public Choices {
            // Keeps the order of the file, in which prices are listed and messages name the choices.
            monthlyMinor = Collections.unmodifiableMap(new LinkedHashMap<>(monthlyMinor));
        }

        @Override
        public Optional<Long> monthlyMinor(String value) {
            return Optional.ofNullable(monthlyMinor.get(value));
        }

        @Override
        public String allowed() {
            return "one of " + String.join(", ", monthlyMinor.keySet());
        }
    }

    /** A whole number in steps; the least is included in the price of the plan, each step above it costs the same. */
    public record Range(long least, long most, long step, long stepMinor) implements Values {
        /** The most digits a number of a specification has. */
        private static final int DIGITS_MAX = 9;

        @Override
        public Optional<Long> monthlyMinor(String value) {
            // Digits only and no leading zero, so that each number has one spelling and a repeated order one digest.
            if (value.isEmpty() || value.length() > DIGITS_MAX || !value.chars().allMatch(c -> c >= '0' && c <= '9')
                    || value.length() > 1 && value.charAt(0) == '0') {
                return Optional.empty();
            }
            long number = Long.parseLong(value);
            return number < least || number > most || (number - least) % step != 0 ? Optional.empty()
                    : Optional.of(Math.multiplyExact((number - least) / step, stepMinor));
        }

        @Override
        public String allowed() {
            return "a number from " + least + " to " + most + " in steps of " + step;
        }
    }
}
