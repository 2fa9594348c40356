package breakwater.control.authorize;

/**
 * A RAM policy document that breaks the rules of the language. The message says which, and holds no more of the document
 * than a name.
 */
public final class RamPolicyFault extends Exception {
    private static final long serialVersionUID = 1L;

    RamPolicyFault(String what) {
        super(what, null, false, false);
    }
}
