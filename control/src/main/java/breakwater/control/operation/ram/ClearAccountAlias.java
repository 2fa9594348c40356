package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Takes the account's alias away. */
public final class ClearAccountAlias implements Operation<Empty, Empty> {
    private static final Declaration<Empty, Empty> DECLARATION =
            Declaration.change("ram", "ClearAccountAlias", Empty.class, Empty.class)
                    .resource((call, input) -> RamResource.account(call));

    private final Identity identity;

    ClearAccountAlias(Identity identity) {
        this.identity = identity;
    }

    @Override
    public Declaration<Empty, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Empty input, Transaction transaction) {
        identity.accounts().clearAlias(transaction, call.accountId());
        return Empty.EMPTY;
    }
}
