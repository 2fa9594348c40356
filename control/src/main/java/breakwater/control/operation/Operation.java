package breakwater.control.operation;

import breakwater.control.error.Refusal;
import breakwater.control.store.Transaction;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One operation of the API: its declaration, its input and output records, and what it does. Implementations are final,
 * stateless and used from any thread.
 *
 * @param <I> the decoded parameters, a record whose component names are the wire names in lower camel case
 * @param <O> the answer, likewise; the pipeline adds RequestId when the record has none
 */
public interface Operation<I extends Record, O extends Record> {

    Declaration<I, O> declaration();

    /**
     * Does what takes long and needs no data, before the transaction begins, which others may be waiting for: hashes a password. Whoever
     * calls may do so by then, as far as RAM says.
     *
     * @param hash makes of a password the text that is stored of it, in a fifth of a second of a processor; it refuses an account that wants
     *             that too often
     * @return the input that {@link #run} and the others are given; most operations leave it as it is
     * @throws breakwater.control.error.Refusal with an error that the declaration lists, or what {@code hash} throws
     */
    default I beforehand(I input, UnaryOperator<String> hash) {
        return input;
    }

    /**
     * Does it, inside the given transaction: a read-only snapshot for a reading operation, a serializable transaction for
     * a changing one. In the latter case this <b>may run more than once</b> and must change nothing but through the
     * transaction.
     *
     * @throws breakwater.control.error.Refusal with an error that the declaration lists; what was changed is undone
     */
    O run(Call call, I input, Transaction transaction);

    /**
     * What is worth a warning in the audit record of this call of a changing operation, should it succeed; asked in the same transaction,
     * before {@link #run}. Most operations warn of nothing.
     */
    default Optional<String> warning(Call call, I input, Transaction transaction) {
        return Optional.empty();
    }

    /**
     * Records what is worth knowing of a refused call of a changing operation: runs in the same transaction as
     * {@link #run} did, after everything that it changed was undone. Most operations record nothing.
     */
    default void refused(Call call, I input, Refusal refusal, Transaction transaction) {
    }
}
