package breakwater.control.operation.breakwater;

import breakwater.control.audit.Audit;
import breakwater.control.audit.AuditRecord;
import breakwater.control.operation.ArnText;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * The calls of one's own account, newest first; the reads of the last second may be missing. Or only those that changed one resource, or were to: whom a
 * RAM policy allows {@code changes/<id>} may see these alone.
 */
public final class ListRequests implements Operation<ListRequests.Input, ListRequests.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("breakwater", "ListRequests", Input.class, Output.class)
                    .resource((call, input) -> "acs:breakwater:*:" + call.accountId() + ":"
                            + input.changedResourceId().map(id -> "changes/" + ArnText.id(id)).orElse("*"));
    private static final int PAGE_SIZE = 20;
    /** Sorts after every RequestId. */
    private static final String END = "G";

    /**
     * @param changedResourceId only the calls that changed this resource or were to; of a call about several only the first is known
     * @param maxResults        1 to 100; 20 unless given
     * @param nextToken         from the answer before, to go on
     */
    public record Input(Optional<String> changedResourceId, Optional<Integer> maxResults, Optional<String> nextToken) {
    }

    /** @param nextToken absent on the last page */
    public record Output(List<CallAnswer> requests, Optional<String> nextToken) {
    }

    private final Audit audit;

    ListRequests(Audit audit) {
        this.audit = audit;
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        int limit = input.maxResults().orElse(PAGE_SIZE);
        String before = input.nextToken().orElse(END);
        List<AuditRecord> found = input.changedResourceId()
                .map(id -> audit.newestChanges(transaction, call.accountId(), id, before, limit))
                .orElseGet(() -> audit.newest(transaction, call.accountId(), before, limit));
        return new Output(found.stream().map(CallAnswer::of).toList(),
                found.size() < limit ? Optional.empty() : Optional.of(found.getLast().requestId()));
    }
}
