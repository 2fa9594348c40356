package breakwater.control.store;

/** Other writers kept changing the same rows until the retries were used up. Nothing was changed; trying again may help. */
public final class StoreConflict extends StoreFailure {
    private static final long serialVersionUID = 1L;

    public StoreConflict(String message, Throwable cause) {
        super(message, cause);
    }
}
