package breakwater.control.pipeline;

import breakwater.control.contract.OperationContract;
import breakwater.control.decode.InputDecoder;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.request.Parameters;
import breakwater.control.respond.Answer;
import breakwater.control.respond.Format;
import breakwater.control.respond.OutputWriter;
import breakwater.control.store.Transaction;
import breakwater.control.error.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An operation with everything a request needs of it, prepared once: its contract, decoder and writer. Used from any thread.
 *
 * @param <I> its Input record
 * @param <O> its Output record
 */
public final class BoundOperation<I extends Record, O extends Record> {
    private final Operation<I, O> operation;
    private final Declaration<I, O> declaration;
    private final OperationContract contract;
    /** Null until it is first needed; two threads that need it at once make the same. */
    private volatile Fitted<I> fitted;

    private BoundOperation(Operation<I, O> operation, OperationContract contract) {
        this.operation = operation;
        this.declaration = operation.declaration();
        this.contract = contract;
    }

    /** What turns parameters into the Input record, and the Output record into an answer. */
    private record Fitted<I extends Record>(InputDecoder<I> decoder, OutputWriter writer) {
    }

    static <I extends Record, O extends Record> BoundOperation<I, O> of(Operation<I, O> operation, OperationContract contract) {
        return new BoundOperation<>(operation, contract);
    }

    /**
     * Made with the first request: for all operations together it would be a third of a start.
     *
     * @throws IllegalArgumentException if its records do not fit its contract; a test holds every operation to its contract
     */
    private Fitted<I> fitted() {
        Fitted<I> made = fitted;
        if (made == null) {
            made = new Fitted<>(InputDecoder.of(contract, declaration.input(), declaration.ignored()),
                    OutputWriter.of(contract, declaration.output()));
            fitted = made;
        }
        return made;
    }

    public Declaration<I, O> declaration() {
        return declaration;
    }

    public OperationContract contract() {
        return contract;
    }

    /** Contract parameters that are refused when sent, because they are not built. */
    public List<String> unbuiltParameters() {
        return fitted().decoder().unbuilt();
    }

    /** Contract elements that the answers leave out. */
    public List<String> absentElements() {
        return fitted().writer().absent(contract);
    }

    /** Decodes a request: what is left to do is bound to its input. */
    Prepared<I, O> prepare(Parameters parameters) {
        return new Prepared<>(this, fitted().decoder().decode(parameters));
    }

    /** An operation with its decoded input. */
    record Prepared<I extends Record, O extends Record>(BoundOperation<I, O> bound, I input) {

        List<String> resources(Call call) {
            return bound.declaration.resources().apply(call, input);
        }

        Prepared<I, O> beforehand(UnaryOperator<String> hash) {
            return new Prepared<>(bound, bound.operation.beforehand(input, hash));
        }

        O run(Call call, Transaction transaction) {
            return bound.operation.run(call, input, transaction);
        }

        Optional<String> warning(Call call, Transaction transaction) {
            return bound.operation.warning(call, input, transaction);
        }

        void refused(Call call, Refusal refusal, Transaction transaction) {
            bound.operation.refused(call, input, refusal, transaction);
        }

        Answer write(Format format, String requestId, Record output) {
            return bound.fitted().writer().write(format, requestId, output);
        }
    }
}
