package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Shows the account's alias; empty when it has none. */
public final class GetAccountAlias implements Operation<Empty, GetAccountAlias.Output> {
    private static final Declaration<Empty, Output> DECLARATION =
            Declaration.read("ram", "GetAccountAlias", Empty.class, Output.class)
                    .resource((call, input) -> RamResource.account(call));

    private final Identity identity;

    GetAccountAlias(Identity identity) {
        this.identity = identity;
    }

    public record Output(String accountAlias) {
    }

    @Override
    public Declaration<Empty, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Empty input, Transaction transaction) {
        return new Output(identity.accounts().find(transaction,
                call.accountId()).flatMap(account -> account.alias()).orElse(""));
    }
}
