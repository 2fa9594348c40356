package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;

/**
 * A page as clients ask for it: numbered from 1, of 1 to 50 entries. A page past the last is empty, not an error.
 *
 * @param number 1 or more
 * @param size   1 to {@link #SIZE_MAX}
 */
public record WirePage(int number, int size) {
    /** The most entries on a page. */
    public static final int SIZE_MAX = 50;

    /** @throws Refusal InvalidParameter for a number outside its range */
    public static WirePage of(int number, int size) {
        if (number < 1) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "PageNumber", "it must be 1 or more");
        }
        if (size < 1 || size > SIZE_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "PageSize", "it must be 1 to " + SIZE_MAX);
        }
        return new WirePage(number, size);
    }

    /** The same from the text that some operations take instead of numbers. */
    public static WirePage of(String number, String size) {
        return of(parse("PageNumber", number), parse("PageSize", size));
    }

    private static int parse(String name, String text) {
        long value = text.isEmpty() || text.length() > 10 ? Long.MAX_VALUE : 0;
        for (int at = 0; at < text.length() && value <= Integer.MAX_VALUE; at++) {
            char c = text.charAt(at);
            value = c >= '0' && c <= '9' ? value * 10 + c - '0' : Long.MAX_VALUE;
        }
        if (value > Integer.MAX_VALUE) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, name, "it must be a whole number");
        }
        return (int) value;
    }

    /** How many entries come before this page. */
    public long offset() {
        return (number - 1L) * size;
    }
}
