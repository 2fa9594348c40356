package breakwater.control.operation.sts;

import breakwater.control.authenticate.Caller;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Says who signed the call. Everybody who is signed may ask. */
public final class GetCallerIdentity implements Operation<Empty, GetCallerIdentity.Output> {
    private static final Declaration<Empty, Output> DECLARATION =
            Declaration.read("sts", "GetCallerIdentity", Empty.class, Output.class)
                    .resources((call, input) -> List.of());

    /**
     * The caller.
     *
     * @param identityType {@code Account}, {@code RAMUser} or {@code AssumedRoleUser}
     * @param userId       of a RAM user only
     * @param roleId       of a role session only
     */
    public record Output(String accountId, String arn, String identityType, String principalId, Optional<String> roleId,
                         Optional<String> userId) {
    }

    @Override
    public Declaration<Empty, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Empty input, Transaction transaction) {
        Caller caller = call.caller();
        return switch (caller.identity()) {
            case Caller.Identity.Root() -> new Output(caller.accountId(), caller.arn(), "Account", caller.accountId(),
                    Optional.empty(), Optional.empty());
            case Caller.Identity.User user -> new Output(caller.accountId(), caller.arn(), "RAMUser", user.userId(),
                    Optional.empty(), Optional.of(user.userId()));
            case Caller.Identity.RoleSession session -> new Output(caller.accountId(), caller.arn(), "AssumedRoleUser",
                    session.roleId() + ":" + session.sessionName(), Optional.of(session.roleId()), Optional.empty());
        };
    }
}
