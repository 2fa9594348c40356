package breakwater.control.store.postgres;

import breakwater.control.store.PassingStore;
import breakwater.control.store.Store;
import breakwater.control.store.StoreConflict;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.Transaction;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store whose callers come again when others kept them off for longer than the store tries, which changed nothing. How long that is was chosen for
 * servers; tests let many callers meet at once, on machines that are slower and busy with other things.
 */
final class PatientStore extends PassingStore {
    private static final int TURNS_MAX = 20;

    PatientStore(Store store) {
        super(store);
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
        return patiently(() -> super.read(work));
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
        return patiently(() -> super.write(work));
    }

    private static <T> T patiently(Supplier<T> call) {
        for (int turn = 1; ; turn++) {
            try {
                return call.get();
            } catch (StoreFailure failure) {
                boolean keptOff = failure instanceof StoreConflict || failure.getCause() instanceof SQLTransientConnectionException;
                if (!keptOff || turn == TURNS_MAX) {
                    throw failure;
                }
            }
        }
    }
}
