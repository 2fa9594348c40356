package breakwater.control.operation.bss;

import breakwater.control.billing.LedgerEntry;
import breakwater.control.billing.LedgerSearch;
import breakwater.control.billing.LedgerType;
import breakwater.control.billing.Orders;
import breakwater.control.billing.Page;
import breakwater.control.billing.Statements;
import breakwater.control.error.BillingError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.Period;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lists what moved an account's balance, newest first. */
public final class QueryAccountTransactions
        implements Operation<QueryAccountTransactions.Input, QueryAccountTransactions.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("bssopenapi", "QueryAccountTransactions", Input.class, Output.class)
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(GatewayError.INVALID_PARAMETER)
                    .ignores("TransactionChannelSN");
    private static final String CHANNEL = "AccountBalance";
    private static final Set<String> OTHER_CHANNELS = Set.of("BankTransfer", "Alipay", "AntCreditPay",
            "OfflineRemittance", "RegularBankCreditRefund", "CreditCard", "MyBankCredit", "HuaxiaBankCInstallment",
            "ApplePay");
    private static final Set<String> OTHER_TYPES = Set.of("Withdraw", "Transfer", "Adjust");
    private static final String NUMBER = "[0-9]{1,18}";
    private static final DateTimeFormatter CYCLE =
            DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT).withZone(Period.ZONE);

    private final Orders orders;
    private final Statements statements;

    public QueryAccountTransactions(Orders orders, Statements statements) {
        this.orders = orders;
        this.statements = statements;
    }

    /**
     * @param transactionNumber the number of an entry
     * @param recordId          the order an entry belongs to
     */
    public record Input(Optional<String> createTimeStart, Optional<String> createTimeEnd, Optional<String> recordId,
                        Optional<String> transactionNumber, Optional<String> transactionType,
                        Optional<String> transactionFlow, Optional<String> transactionChannel,
                        Optional<Integer> pageNum, Optional<Integer> pageSize) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    public record Data(String accountName, int pageNum, int pageSize, int totalCount,
                       TransactionList accountTransactionsList) {
    }

    public record TransactionList(List<Row> accountTransactionsList) {
    }

    /** Amounts are never negative: the flow says which way the money went. */
    public record Row(String transactionNumber, String transactionTime, String transactionType, String transactionFlow,
                      String transactionChannel, String transactionAccount, String fundType, String amount,
                      String balance, String billingCycle, Optional<String> recordId, String remarks) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        BssInput.Part part = BssInput.part(input.pageNum(), input.pageSize());
        Optional<String> type = BssInput.present(input.transactionType());
        Optional<String> channel = BssInput.present(input.transactionChannel());
        LedgerSearch search = new LedgerSearch(type.flatMap(QueryAccountTransactions::type), income(input),
                number(input.transactionNumber()), number(input.recordId()),
                BssInput.time("CreateTimeStart", input.createTimeStart()),
                BssInput.time("CreateTimeEnd", input.createTimeEnd()));
        if (channel.isPresent() && !channel.get().equals(CHANNEL) && !OTHER_CHANNELS.contains(channel.get())) {
            throw BssInput.invalid("TransactionChannel", "it is none of the known channels");
        }
        String currency = orders.balance(transaction, call.accountId()).currency();
        // Money moves through the balance alone, and only by the kinds of entry that exist here.
        boolean none = channel.filter(OTHER_CHANNELS::contains).isPresent() || type.filter(OTHER_TYPES::contains).isPresent();
        Page<LedgerEntry> page = none ? new Page<>(0, List.of())
                : statements.ledger(transaction, call.accountId(), currency, search, part.offset(), part.size());
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true, new Data(call.accountId(), part.number(),
                part.size(), BssInput.total(page.total()),
                new TransactionList(page.rows().stream().map(entry -> row(call, entry)).toList())));
    }

    private static Row row(Call call, LedgerEntry entry) {
        return new Row(Long.toString(entry.number()), BssInput.time(entry.at()), BssWords.transactionType(entry.type()),
                entry.amount().negative() ? "Expense" : "Income", CHANNEL, call.accountId(), "Cash",
                entry.amount().decimal().abs().toPlainString(), entry.balanceAfter().decimal().toPlainString(),
                CYCLE.format(entry.at()), entry.orderId().map(id -> Long.toString(id)), entry.remark());
    }

    private static Optional<LedgerType> type(String word) {
        return switch (word) {
            case "Payment" -> Optional.of(LedgerType.PAYMENT);
            case "Consumption" -> Optional.of(LedgerType.CONSUMPTION);
            case "Refund" -> Optional.of(LedgerType.REFUND);
            default -> {
                if (!OTHER_TYPES.contains(word)) {
                    throw BssInput.invalid("TransactionType", "it is none of the known types");
                }
                yield Optional.empty();
            }
        };
    }

    private static Optional<Boolean> income(Input input) {
        return BssInput.present(input.transactionFlow()).map(flow -> switch (flow) {
            case "Income" -> true;
            case "Expense" -> false;
            default -> throw BssInput.invalid("TransactionFlow", "it must be Income or Expense");
        });
    }

    /** A number to look for; what cannot be one matches nothing, as 0 does. */
    private static Optional<Long> number(Optional<String> text) {
        return BssInput.present(text).map(digits -> digits.matches(NUMBER) ? Long.parseLong(digits) : 0L);
    }
}
