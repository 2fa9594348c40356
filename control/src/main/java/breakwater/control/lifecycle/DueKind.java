package breakwater.control.lifecycle;

import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A kind of effect that time causes: an automatic renewal, an automatic release, the end of a quarantine. What is due is
 * read from the rows that carry the deadlines, never from a queue of jobs, so there is nothing to lose or to repeat.
 *
 * <p>{@link #perform} runs in the transaction that found it due, and must change the row so that {@link #next} no longer
 * finds it; that makes an effect happen exactly once, across restarts and across processes on one database.
 */
public interface DueKind {

    /** A stable name, such as {@code automatic-release}. */
    String name();

    /** The earliest effect of this kind due at or before {@code until}. */
    default Optional<Due> next(Transaction transaction, Instant until) {
        return next(transaction, until, 1).stream().findFirst();
    }

    /**
     * The earliest effects of this kind due at or before {@code until}, in order of time and then of subject, at most
     * {@code limit}; from an index. The worker asks for more than one only to get past those that fail and wait for another try.
     */
    List<Due> next(Transaction transaction, Instant until, int limit);

    /** Does it, as of {@code due.at()}. May run more than once like all work of a transaction. */
    void perform(Transaction transaction, Due due);
}
