package breakwater.control.account;

/** The secrets of a database were sealed with another master key than this process was given, so no signature could ever be checked. */
public final class MasterKeyMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MasterKeyMismatch() {
        super("its secrets were sealed with another master key");
    }
}
