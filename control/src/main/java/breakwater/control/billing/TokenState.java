package breakwater.control.billing;

/** Whether a {@link ClientToken} was seen before. */
public sealed interface TokenState {

    /** No order carries it, or none was sent. */
    record Fresh() implements TokenState {
    }

    /** An order for this very request carries it. */
    record Repeated(long orderId, String instanceId) implements TokenState {
    }

    /** An order for another request carries it. */
    record Mismatch() implements TokenState {
    }
}
