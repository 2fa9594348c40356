package breakwater.control.operation.esa;

import breakwater.control.store.RowReader;
import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.Transaction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store whose next change of one table fails as a full disk does, behind everything that the transaction did before. */
final class FaultyStore implements Store {
    private final Store store;
    private volatile Optional<String> failing = Optional.empty();
    private volatile int failures;

    FaultyStore(Store store) {
        this.store = store;
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
    public <T> T read(Function<Transaction, T> work) {
        return store.read(work);
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
        return store.write(transaction -> work.apply(new Faulty(transaction)));
    }

    @Override
    public long clockOffsetMillis() {
        return store.clockOffsetMillis();
    }

    @Override
    public boolean answers() {
        return store.answers();
    }

    @Override
    public void close() {
        store.close();
    }

    private final class Faulty implements Transaction {
        private final Transaction transaction;

        Faulty(Transaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public <T> List<T> list(String sql, RowReader<T> reader, Object... arguments) {
            return transaction.list(sql, reader, arguments);
        }

        @Override
        public <T> Optional<T> first(String sql, RowReader<T> reader, Object... arguments) {
            return transaction.first(sql, reader, arguments);
        }

        @Override
        public long number(String sql, Object... arguments) {
            return transaction.number(sql, arguments);
        }

        @Override
        public int update(String sql, Object... arguments) {
            int changed = transaction.update(sql, arguments);
            if (failing.isPresent() && sql.contains(failing.get())) {
                failures++;
                throw new StoreFailure("could not change a row", new IOException("disk I/O error"));
            }
            return changed;
        }

        @Override
        public <T> T attempt(Supplier<T> work) {
            return transaction.attempt(work);
        }

        @Override
        public void afterCommit(Runnable action) {
            transaction.afterCommit(action);
        }
    }
}
