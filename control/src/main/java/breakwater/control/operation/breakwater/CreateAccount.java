package breakwater.control.operation.breakwater;

import breakwater.control.account.AccessKeys;
import breakwater.control.account.Accounts;
import breakwater.control.account.Identity;
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
import java.util.Set;

/** Opens an account, with its first access key, whose secret is seen in this answer alone. For the operator only. */
public final class CreateAccount implements Operation<CreateAccount.Input, CreateAccount.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("breakwater", "CreateAccount", Input.class, Output.class)
                    .refuses(BreakwaterError.NOT_OPERATOR, GatewayError.INVALID_PARAMETER);
    private static final String DEFAULT_CURRENCY = "CNY";
    private static final Set<String> CURRENCIES = Set.of("CNY", "USD");

    /**
     * @param accountName what the operator calls it; 1 to 64 characters
     * @param balance     what it starts with, such as {@code 1000.50}; nothing unless given
     * @param currency    {@code CNY}, unless given, or {@code USD}
     * @param creditLimit how far its balance may go below zero; not at all unless given
     */
    public record Input(String accountName, Optional<String> balance, Optional<String> currency,
                        Optional<String> creditLimit) {
    }

    /** @param accessKeySecret not kept in a form that could be shown again */
    public record Output(String accountId, String accountName, String accessKeyId, String accessKeySecret, String balance,
                         String currency) {
        @Override
        public String toString() {
            return "CreateAccount.Output[" + accountId + ", " + accessKeyId + ", secret hidden]";
        }
    }

    private final Operator operator;
    private final Identity identity;
    private final Orders orders;

    CreateAccount(Operator operator, Identity identity, Orders orders) {
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
        String currency = input.currency().orElse(DEFAULT_CURRENCY);
        if (!CURRENCIES.contains(currency)) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "Currency", "it must be CNY or USD");
        }
        long balance = Texts.minor("Balance", input.balance().orElse("0"), currency);
        Money creditLimit = new Money(Texts.minor("CreditLimit", input.creditLimit().orElse("0"), currency), currency);
        Accounts.Account account = identity.accounts().create(transaction, call.now(), Optional.empty(), input.accountName());
        AccessKeys.NewAccessKey key =
                identity.accessKeys().createRootKey(transaction, call.now(), account.id(), Optional.empty());
        orders.open(transaction, account.id(), currency, creditLimit);
        Money start = Money.zero(currency);
        if (balance > 0) {
            start = switch (orders.recharge(transaction, call.now(), account.id(), new Money(balance, currency),
                    "initial balance")) {
                case RechargeOutcome.Recharged(Money after) -> after;
                case RechargeOutcome.OutOfRange() ->
                        throw new Refusal(GatewayError.INVALID_PARAMETER, "Balance", "it is more than an account can hold");
                case RechargeOutcome.NoAccount _, RechargeOutcome.WrongCurrency _ ->
                        throw new IllegalStateException("the account that was opened just now cannot be recharged");
            };
        }
        return new Output(account.id(), account.name(), key.id(), key.secret(), start.decimal().toPlainString(), currency);
    }
}
