package breakwater.control.operation.breakwater;

import breakwater.control.account.Accounts;
import breakwater.control.account.Identity;
import breakwater.control.account.Page;
import breakwater.control.billing.BillingAccount;
import breakwater.control.billing.Orders;
import breakwater.control.error.BreakwaterError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** All accounts, by id. For the operator only. */
public final class ListAccounts implements Operation<ListAccounts.Input, ListAccounts.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("breakwater", "ListAccounts", Input.class, Output.class)
                    .refuses(BreakwaterError.NOT_OPERATOR);
    private static final int PAGE_SIZE = 20;

    /**
     * @param maxResults 1 to 100; 20 unless given
     * @param nextToken  from the answer before, to go on
     */
    public record Input(Optional<Integer> maxResults, Optional<String> nextToken) {
    }

    /** @param nextToken absent on the last page */
    public record Output(List<Account> accounts, Optional<String> nextToken) {
    }

    /** An account and its money; without the latter where its billing was never opened. */
    public record Account(String accountId, String accountName, String createTime, Optional<String> balance,
                          Optional<String> creditLimit, Optional<String> currency) {
    }

    private final Operator operator;
    private final Identity identity;
    private final Orders orders;

    ListAccounts(Operator operator, Identity identity, Orders orders) {
        this.operator = operator;
        this.identity = identity;
        this.orders = orders;
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        operator.require(call);
        Page<Accounts.Account> page =
                identity.accounts().list(transaction, input.nextToken(), input.maxResults().orElse(PAGE_SIZE));
        return new Output(page.items().stream().map(account -> shown(account, transaction)).toList(), page.next());
    }

    private Account shown(Accounts.Account account, Transaction transaction) {
        Optional<BillingAccount> money = orders.account(transaction, account.id());
        return new Account(account.id(), account.name(), Texts.time(account.created()),
                money.map(held -> held.balance().decimal().toPlainString()),
                money.map(held -> held.creditLimit().decimal().toPlainString()),
                money.map(held -> held.balance().currency()));
    }
}
