package breakwater.app.client;

/** Nothing answered at the endpoint, or what answered was not this API. The message says which. */
public final class UnreachableService extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableService(String message, Throwable cause) {
        super(message, cause);
    }
}
