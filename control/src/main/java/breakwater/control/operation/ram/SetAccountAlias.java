package breakwater.control.operation.ram;

import breakwater.control.account.Identity;
import breakwater.control.error.RamError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Gives the account a name that its users see. */
public final class SetAccountAlias implements Operation<SetAccountAlias.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ram", "SetAccountAlias", Input.class, Empty.class)
                    .resource((call, input) -> RamResource.account(call))
                    .refuses(RamError.INVALID_LENGTH, RamError.INVALID_FORMAT, RamError.ALIAS_EXISTS);

    private final Identity identity;

    SetAccountAlias(Identity identity) {
        this.identity = identity;
    }

    public record Input(String accountAlias) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        RamOutcome.value(identity.accounts().alias(transaction, call.accountId(),
                RamText.accountAlias(input.accountAlias())));
        return Empty.EMPTY;
    }
}
