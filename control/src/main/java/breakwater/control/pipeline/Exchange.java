package breakwater.control.pipeline;

import breakwater.control.authenticate.Caller;
import breakwater.control.authenticate.Signed;
import breakwater.control.contract.OperationContract;
import breakwater.control.operation.Call;
import breakwater.control.request.Parameters;
import breakwater.control.request.RawRequest;
import breakwater.control.respond.Answer;
import breakwater.control.respond.Format;
import java.util.Optional;

/**
 * One request on its way through the pipeline: each stage fills in what it found out. Belongs to the thread that handles
 * the request.
 */
final class Exchange {
    final RawRequest request;
    final String requestId;
    final long startNanos;

    /** How the answer is written: known after {@code parse}, JSON before. */
    Format format = Format.JSON;
    /** Set by {@code parse}. */
    Parameters parameters;
    /** What the request asks for, from whichever place its signature scheme puts it. Set by {@code resolve}. */
    OperationContract contract;
    /** Set by {@code resolve}: empty for an operation that is known and not built. */
    Optional<BoundOperation<?, ?>> operation = Optional.empty();
    /** Set by {@code authenticate}; null while nobody is known to have asked. */
    Caller caller;
    /** Set by {@code authenticate} where a signature says who asks; null where a password does. */
    Signed signed;
    /** Set by {@code decode}. */
    BoundOperation.Prepared<?, ?> prepared;
    /** Set by {@code authorize}. */
    Call call;
    /** What the call was about, for the audit; set by {@code authorize}. */
    String resource = "";
    /** Whether {@code execute} has written the audit record in the change's own transaction. */
    boolean audited;
    /** Set by {@code execute}. */
    Answer answer;

    Exchange(RawRequest request, String requestId, long startNanos) {
        this.request = request;
        this.requestId = requestId;
        this.startNanos = startNanos;
    }
}
