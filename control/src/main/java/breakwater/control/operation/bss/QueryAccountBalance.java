package breakwater.control.operation.bss;

import breakwater.control.billing.BillingAccount;
import breakwater.control.billing.Orders;
import breakwater.control.error.BillingError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Tells what an account has and may spend. */
public final class QueryAccountBalance implements Operation<Empty, QueryAccountBalance.Output> {
    private static final Declaration<Empty, Output> DECLARATION =
            Declaration.read("bssopenapi", "QueryAccountBalance", Empty.class, Output.class)
                    .notPermitted(BillingError.NOT_AUTHORIZED);

    private final Orders orders;

    public QueryAccountBalance(Orders orders) {
        this.orders = orders;
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    /**
     * Amounts in the currency's main unit, with its digits and no separators.
     *
     * @param availableAmount     what can be spent: the balance and the credit
     * @param availableCashAmount the balance, negative while the account lives on credit
     * @param creditAmount        how far below zero the balance may go
     */
    public record Data(String availableAmount, String availableCashAmount, String creditAmount,
                       String mybankCreditAmount, String currency) {
    }

    @Override
    public Declaration<Empty, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Empty input, Transaction transaction) {
        BillingAccount account = orders.account(transaction, call.accountId())
                .orElseThrow(() -> new IllegalStateException("the account has no billing account"));
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true,
                new Data(account.available().decimal().toPlainString(), account.balance().decimal().toPlainString(),
                        account.creditLimit().decimal().toPlainString(), "0.00", account.balance().currency()));
    }
}
