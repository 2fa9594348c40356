package breakwater.control.store;

import java.util.function.Function;

/** Passes everything on to another store: tests override what they change. */
public class PassingStore implements Store {
    private final Store store;

    /** @param store which does the work */
    public PassingStore(Store store) {
        this.store = store;
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
        return store.read(work);
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
        return store.write(work);
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
}
