package breakwater.control.billing;

/**
 * One position of an order: which component, at which value, for how much. Immutable.
 *
 * @param code   the component, such as {@code BaseBandwidth}
 * @param value  what was ordered of it, such as {@code 30}; empty when it has none
 * @param amount what it costs; never negative, also where the order gives money back
 */
public record OrderLine(String code, String value, Money amount) {

    public OrderLine {
        if (amount.negative()) {
            throw new IllegalArgumentException("an order line is never negative: " + code);
        }
    }
}
