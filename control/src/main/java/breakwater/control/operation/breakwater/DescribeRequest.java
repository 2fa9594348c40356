package breakwater.control.operation.breakwater;

import breakwater.control.audit.Audit;
import breakwater.control.error.BreakwaterError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Locale;

/** What happened in a call of one's own account, by the RequestId of its answer. Another account's is as unknown as none. */
public final class DescribeRequest implements Operation<DescribeRequest.Input, CallAnswer> {
    private static final Declaration<Input, CallAnswer> DECLARATION =
            Declaration.read("breakwater", "DescribeRequest", Input.class, CallAnswer.class)
                    .refuses(BreakwaterError.REQUEST_NOT_FOUND);

    /** @param calledRequestId the RequestId of the call in question */
    public record Input(String calledRequestId) {
    }

    private final Audit audit;

    DescribeRequest(Audit audit) {
        this.audit = audit;
    }

    @Override
    public Declaration<Input, CallAnswer> declaration() {
        return DECLARATION;
    }

    @Override
    public CallAnswer run(Call call, Input input, Transaction transaction) {
        String requestId = input.calledRequestId().toUpperCase(Locale.ROOT);
        return audit.find(transaction, call.accountId(), requestId).map(CallAnswer::of)
                .orElseThrow(() -> new Refusal(BreakwaterError.REQUEST_NOT_FOUND, input.calledRequestId()));
    }
}
