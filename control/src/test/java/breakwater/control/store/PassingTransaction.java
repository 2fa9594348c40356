package breakwater.control.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Passes everything on to another transaction: tests override what they change or look at. */
public class PassingTransaction implements Transaction {
    private final Transaction transaction;

    /** @param transaction which does the work */
    public PassingTransaction(Transaction transaction) {
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
        return transaction.update(sql, arguments);
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
