package breakwater.control.authorize;

/**
 * A RAM policy document, parsed and ready to be evaluated. Immutable.
 */
public final class RamPolicy {
    private RamPolicy() {
    }
}
