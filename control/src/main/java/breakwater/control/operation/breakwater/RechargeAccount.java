package breakwater.control.operation.breakwater;

import breakwater.control.billing.BillingAccount;
import breakwater.control.billing.Money;
import breakwater.control.billing.Orders;
import breakwater.control.billing.RechargeOutcome;
import breakwater.control.error.BreakwaterError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Puts money into any account. For the operator only. */
public final class RechargeAccount implements Operation<RechargeAccount.Input, RechargeAccount.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("breakwater", "RechargeAccount", Input.class, Output.class)
                    .refuses(BreakwaterError.NOT_OPERATOR, BreakwaterError.ACCOUNT_NOT_FOUND,
                            GatewayError.INVALID_PARAMETER);

    /**
     * @param amount   in the main unit, such as {@code 1000.50}; more than 0
     * @param currency to be sure that it is the account's; may be left out
     */
    public record Input(String accountId, String amount, Optional<String> currency) {
    }

    /** @param balance what the account has now */
    public record Output(String accountId, String balance, String currency) {
    }

    private final Operator operator;
    private final Orders orders;

    RechargeAccount(Operator operator, Orders orders) {
        this.operator = operator;
        this.orders = orders;
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        operator.require(call);
        BillingAccount account = orders.account(transaction, input.accountId())
                .orElseThrow(() -> new Refusal(BreakwaterError.ACCOUNT_NOT_FOUND, input.accountId()));
        String currency = account.balance().currency();
        if (input.currency().isPresent() && !input.currency().get().equals(currency)) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "Currency", "the account is kept in " + currency);
        }
        Money amount = new Money(Texts.minor("Amount", input.amount(), currency), currency);
        return switch (orders.recharge(transaction, call.now(), input.accountId(), amount, "recharge by the operator")) {
            case RechargeOutcome.Recharged(Money balance) ->
                    new Output(input.accountId(), balance.decimal().toPlainString(), currency);
            case RechargeOutcome.NoAccount() ->
                    throw new Refusal(BreakwaterError.ACCOUNT_NOT_FOUND, input.accountId());
            case RechargeOutcome.WrongCurrency(String other) ->
                    throw new Refusal(GatewayError.INVALID_PARAMETER, "Currency", "the account is kept in " + other);
            case RechargeOutcome.OutOfRange() -> throw new Refusal(GatewayError.INVALID_PARAMETER, "Amount",
                    "it must be more than 0 and no more than the account can still hold");
        };
    }
}
