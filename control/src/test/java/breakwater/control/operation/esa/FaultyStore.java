package breakwater.control.operation.esa;

import breakwater.control.store.PassingStore;
import breakwater.control.store.PassingTransaction;
import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.Transaction;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** A store whose next change of one table fails as a full disk does, behind everything that the transaction did before. */
final class FaultyStore extends PassingStore {
    private volatile Optional<String> failing = Optional.empty();
    private volatile int failures;

    FaultyStore(Store store) {
        super(store);
    }

    /** From now on, changes of this table fail. */
    void fail(String table) {
        failing = Optional.of(table);
    }

    void heal() {
        failing = Optional.empty();
    }

    /** How many changes failed. */
    int failures() {
        return failures;
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
        return super.write(transaction -> work.apply(new Faulty(transaction)));
    }

    private final class Faulty extends PassingTransaction {
        Faulty(Transaction transaction) {
            super(transaction);
        }

        @Override
        public int update(String sql, Object... arguments) {
            int changed = super.update(sql, arguments);
            if (failing.isPresent() && sql.contains(failing.get())) {
                failures++;
                throw new StoreFailure("could not change a row", new IOException("disk I/O error"));
            }
            return changed;
        }
    }
}
