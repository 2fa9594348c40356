package breakwater.control.store;

import java.util.function.Supplier;

/**
 * Keeps the work of a transaction from calling the store again. A write inside of a write would wait for itself on
 * SQLite, and a second connection taken while the first is held can use up the pool for all; both stores refuse it, on
 * the first test that does it rather than under load. For the two stores alone.
 */
public final class WorkScope {
    private static final ScopedValue<Boolean> INSIDE = ScopedValue.newInstance();

    private WorkScope() {
    }

    /** Runs the work of one transaction. */
    public static <T> T inside(Supplier<T> work) {
        return ScopedValue.where(INSIDE, Boolean.TRUE).call(work::get);
    }

    /** @throws IllegalStateException if the current thread is running the work of a transaction */
    public static void refuseInside() {
        if (INSIDE.isBound()) {
            throw new IllegalStateException("the work of a transaction uses the transaction it is given, not the store");
        }
    }
}
