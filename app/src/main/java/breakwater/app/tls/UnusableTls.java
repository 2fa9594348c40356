package breakwater.app.tls;

/** A key or certificate cannot be used. The message says which file and why, and never shows key material. */
public final class UnusableTls extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableTls(String message) {
        super(message);
    }

    UnusableTls(String message, Throwable cause) {
        super(message, cause);
    }
}
