package breakwater.control.store;

/**
 * A row with the same unique key is there already. The statement changed nothing; run it inside
 * {@link Transaction#attempt} to go on with the transaction afterwards.
 */
public final class DuplicateKey extends StoreFailure {
    private static final long serialVersionUID = 1L;

    public DuplicateKey(String message, Throwable cause) {
        super(message, cause);
    }
}
