package breakwater.control.billing;

import java.util.List;
import java.util.Map;

/** What came of a wanted specification. */
public sealed interface Specified {

    /**
     * It can be sold.
     *
     * @param values  every component of the product with its value, defaults filled in, in the order of the price file
     * @param monthly what each costs a month
     */
    record Complete(Map<String, String> values, List<OrderLine> monthly) implements Specified {

        /** The whole price of one month. */
        public Money monthlyTotal() {
            return monthly.stream().map(OrderLine::amount).reduce(Money::plus).orElseThrow();
        }

        /** The lines of an order of several months. */
        public List<OrderLine> lines(int months) {
            return monthly.stream()
                    .map(line -> new OrderLine(line.code(), line.value(), line.amount().times(months))).toList();
        }
    }

    /** The product has no component of this code, or not in the chosen plan. */
    record Unknown(String code) implements Specified {
    }

    /** A component that has no default was not chosen. */
    record Missing(String code) implements Specified {
    }

    /** A value that the component may not have. */
    record Invalid(String code, String why) implements Specified {
    }
}
