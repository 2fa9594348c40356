package breakwater.control.billing;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Everything that moves money: orders, payments, refunds, recharges. Each method runs in the transaction it is given, so
 * the charge and what it pays for stand or fall together. Stateless but for the exchange rates; used from any thread.
 *
 * <p>Invariants, kept here and by the schema: the sum of an account's ledger is its balance; a balance is never below
 * minus the credit limit; what was given back for a thing is never more than what was paid for it.
 */
public final class Orders {
    /** The greatest balance and the greatest single amount, in the smallest unit: a tenth of what 64 bits hold. */
    public static final long BALANCE_MAX_MINOR = 900_000_000_000_000_000L;

    private static final long ORDER_ID_MIN = 200_000_000_000_000L;
    private static final long ORDER_ID_MAX = 999_999_999_999_999L;
    /** A number is taken once in a million times at the utmost; eight times in a row means that something else is wrong. */
    private static final int NUMBERS_TRIED_MAX = 8;

    private final Exchange exchange;

    /** @param exchange for accounts in a currency other than the price list's */
    public Orders(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Opens the billing side of a new account with an empty balance.
     *
     * @throws IllegalArgumentException if the currency has no rate or the credit limit is negative or of another currency
     */
    public void open(Transaction tx, String accountId, String currency, Money creditLimit) {
        if (!exchange.knows(currency)) {
            throw new IllegalArgumentException("no exchange rate for " + currency);
        }
        if (creditLimit.negative() || !creditLimit.currency().equals(currency)
                || creditLimit.minor() > BALANCE_MAX_MINOR) {
            throw new IllegalArgumentException("the credit limit must be an amount of zero or more in " + currency);
        }
        tx.update("INSERT INTO billing_account (account_id, currency, balance_minor, credit_limit_minor, ledger_number) "
                + "VALUES (?, ?, 0, ?, 0)", accountId, currency, creditLimit.minor());
    }

    /** The account's money, if the account was opened. */
    public Optional<BillingAccount> account(Transaction tx, String accountId) {
        return tx.first("SELECT currency, balance_minor, credit_limit_minor FROM billing_account WHERE account_id = ?",
                row -> {
                    String currency = row.text();
                    return new BillingAccount(accountId, new Money(row.number(), currency),
                            new Money(row.number(), currency));
                }, accountId);
    }

    /** @throws IllegalStateException if the account was never opened */
    public Money balance(Transaction tx, String accountId) {
        return existing(tx, accountId).balance();
    }

    /** Whether the account owes money: it lives on credit, see {@link BillingAccount#inArrears}, or a bill of its usage is unpaid. */
    public boolean inArrears(Transaction tx, String accountId) {
        return owes(tx, existing(tx, accountId));
    }

    private static boolean owes(Transaction tx, BillingAccount account) {
        return account.inArrears() || firstBill(tx, account.accountId()).isPresent();
    }

    /** Whether an order of the thing waits to be paid. A bill of its usage is no such order: it makes the account owe. */
    public boolean hasOpenOrder(Transaction tx, String accountId, String instanceId) {
        return tx.number("SELECT COUNT(*) FROM orders WHERE account_id = ? AND instance_id = ? AND status = ? AND type <> ?",
                accountId, instanceId, OrderStatus.UNPAID.name(), OrderType.USAGE.name()) > 0;
    }

    /** The oldest bill of the account's usage that is unpaid. */
    private static Optional<Order> firstBill(Transaction tx, String accountId) {
        return tx.first(Order.COLUMNS + "WHERE account_id = ? AND status = 'UNPAID' AND type = 'USAGE' "
                + "ORDER BY created_at, order_id LIMIT 1", Order::read, accountId);
    }

    /**
     * Bills usage, whether or not the account can pay: a bill it cannot pay stays open, which puts the account in arrears
     * until a recharge covers it.
     *
     * @param usage of the type {@link OrderType#USAGE}
     */
    public ChargeOutcome bill(Transaction tx, Instant now, Charge usage) {
        ChargeOutcome outcome = charge(tx, now, usage);
        if (outcome instanceof ChargeOutcome.InsufficientBalance) {
            return charge(tx, now, new Charge(usage.accountId(), usage.type(), usage.productCode(), usage.productType(),
                    usage.region(), usage.instanceId(), usage.lines(), usage.token(), false, usage.span()));
        }
        return outcome;
    }

    /** Whether a purchase with this token was made before; to be asked before anything else is checked. */
    public TokenState tokenState(Transaction tx, String accountId, Optional<ClientToken> token) {
        if (token.isEmpty()) {
            return new TokenState.Fresh();
        }
        String digest = token.get().requestDigest();
        return tx.first("SELECT order_id, instance_id, request_digest FROM orders "
                        + "WHERE account_id = ? AND client_token = ?", row -> {
                    TokenState.Repeated repeated = new TokenState.Repeated(row.number(), row.text());
                    return row.text().equals(digest) ? repeated : new TokenState.Mismatch();
                }, accountId, token.get().value()).orElse(new TokenState.Fresh());
    }

    /**
     * Places an order and pays it if asked. An amount of another currency is converted line by line.
     *
     * @throws IllegalStateException if the account was never opened
     * @throws ArithmeticException   if the lines do not sum within 64 bits
     */
    public ChargeOutcome charge(Transaction tx, Instant now, Charge charge) {
        switch (tokenState(tx, charge.accountId(), charge.token())) {
            case TokenState.Repeated(long orderId, String instanceId) -> {
                return new ChargeOutcome.Repeated(orderId, instanceId);
            }
            case TokenState.Mismatch() -> {
                return new ChargeOutcome.TokenMismatch();
            }
            case TokenState.Fresh() -> {
                // Nothing was done with it yet: go on.
            }
        }
        BillingAccount account = existing(tx, charge.accountId());
        boolean enlarges = switch (charge.type()) {
            case NEW, UPGRADE -> true;
            case RENEW, DOWNGRADE, REFUND, USAGE -> false;
        };
        if (enlarges && owes(tx, account)) {
            return new ChargeOutcome.InArrears();
        }
        String currency = account.balance().currency();
        List<OrderLine> lines = new ArrayList<>(charge.lines().size());
        Money total = Money.zero(currency);
        for (OrderLine line : charge.lines()) {
            OrderLine converted = new OrderLine(line.code(), line.value(), exchange.convert(line.amount(), currency));
            lines.add(converted);
            total = total.plus(converted.amount());
        }
        if (charge.pay() && account.available().compareTo(total) < 0) {
            return new ChargeOutcome.InsufficientBalance();
        }
        long orderId = insert(tx, now, new NewOrder(charge.accountId(), charge.type(), charge.productCode(),
                charge.productType(), charge.region(), charge.instanceId(), total, charge.pay(), charge.token(),
                Optional.empty(), charge.span()), lines);
        if (charge.pay()) {
            enter(tx, now, account, LedgerType.CONSUMPTION, total.negated(), Optional.of(orderId), charge.instanceId());
        }
        return new ChargeOutcome.Placed(orderId, charge.pay());
    }

    /** Pays an open order. What it pays for is the caller's affair, in the same transaction. */
    public PayOutcome pay(Transaction tx, Instant now, String accountId, long orderId) {
        Optional<Order> found = order(tx, accountId, orderId);
        if (found.isEmpty()) {
            return new PayOutcome.NotFound();
        }
        Order order = found.get();
        if (order.status() != OrderStatus.UNPAID) {
            return new PayOutcome.NotOpen(order.status());
        }
        BillingAccount account = existing(tx, accountId);
        if (account.available().compareTo(order.amount()) < 0) {
            return new PayOutcome.InsufficientBalance();
        }
        tx.update("UPDATE orders SET status = ?, paid_at = ? WHERE order_id = ?", OrderStatus.PAID.name(), now, orderId);
        enter(tx, now, account, LedgerType.CONSUMPTION, order.amount().negated(), Optional.of(orderId),
                order.instanceId());
        return new PayOutcome.Done();
    }

    /** Cancels an open order. A bill of usage is not cancelled: what it is for was had. */
    public PayOutcome cancel(Transaction tx, String accountId, long orderId) {
        Optional<Order> found = order(tx, accountId, orderId);
        if (found.isEmpty()) {
            return new PayOutcome.NotFound();
        }
        if (found.get().status() != OrderStatus.UNPAID || found.get().type() == OrderType.USAGE) {
            return new PayOutcome.NotOpen(found.get().status());
        }
        tx.update("UPDATE orders SET status = ? WHERE order_id = ?", OrderStatus.CANCELLED.name(), orderId);
        return new PayOutcome.Done();
    }

    /** Gives money back for a thing, as an order of its own that is paid at once. */
    public RefundOutcome refund(Transaction tx, Instant now, Refund refund) {
        switch (tokenState(tx, refund.accountId(), refund.token())) {
            case TokenState.Repeated(long orderId, String instanceId) -> {
                return new RefundOutcome.Repeated(orderId, instanceId);
            }
            case TokenState.Mismatch() -> {
                return new RefundOutcome.TokenMismatch();
            }
            case TokenState.Fresh() -> {
                // Nothing was done with it yet: go on.
            }
        }
        BillingAccount account = existing(tx, refund.accountId());
        Money paid = new Money(tx.number("SELECT SUM(amount_minor) FROM orders WHERE account_id = ? AND instance_id = ? "
                + "AND status = ?", refund.accountId(), refund.instanceId(), OrderStatus.PAID.name()),
                account.balance().currency());
        if (refund.amount().compareTo(paid) > 0) {
            return new RefundOutcome.MoreThanPaid(paid);
        }
        Optional<Long> related = tx.first("SELECT order_id FROM orders WHERE account_id = ? AND instance_id = ? "
                + "AND status = ? ORDER BY created_at DESC, order_id DESC LIMIT 1", Row::number,
                refund.accountId(), refund.instanceId(), OrderStatus.PAID.name());
        long orderId = insert(tx, now, new NewOrder(refund.accountId(), refund.type(), refund.productCode(),
                refund.productType(), refund.region(), refund.instanceId(), refund.amount().negated(), true,
                refund.token(), related, refund.span()),
                List.of(new OrderLine(refund.type().name(), refund.description(), refund.amount())));
        enter(tx, now, account, LedgerType.REFUND, refund.amount(), Optional.of(orderId), refund.instanceId());
        return new RefundOutcome.Refunded(orderId);
    }

    /**
     * What would be given back for a thing that ends now: of each paid order the share of its whole unused days, see
     * {@link ProRata#unused}. Never negative and never more than what is left of what was paid.
     */
    public Money refundable(Transaction tx, Instant now, String accountId, String instanceId) {
        Money value = Money.zero(existing(tx, accountId).balance().currency());
        Money paid = value;
        for (Order order : ordersOf(tx, accountId, instanceId)) {
            if (order.status() == OrderStatus.PAID) {
                paid = paid.plus(order.amount());
                if (order.span().isPresent()) {
                    value = value.plus(ProRata.unused(order.amount(), order.span().get(), now));
                }
            }
        }
        Money bounded = value.compareTo(paid) > 0 ? paid : value;
        return bounded.negative() ? Money.zero(bounded.currency()) : bounded;
    }

    /** Puts money into an account. @param remark shown in the list of transactions */
    public RechargeOutcome recharge(Transaction tx, Instant now, String accountId, Money amount, String remark) {
        Optional<BillingAccount> account = account(tx, accountId);
        if (account.isEmpty()) {
            return new RechargeOutcome.NoAccount();
        }
        Money balance = account.get().balance();
        if (!balance.currency().equals(amount.currency())) {
            return new RechargeOutcome.WrongCurrency(balance.currency());
        }
        if (amount.minor() <= 0 || amount.minor() > BALANCE_MAX_MINOR
                || amount.minor() > BALANCE_MAX_MINOR - balance.minor()) {
            return new RechargeOutcome.OutOfRange();
        }
        enter(tx, now, account.get(), LedgerType.PAYMENT, amount, Optional.empty(), remark);
        // What is owed for usage is taken at once, oldest bill first, as far as the money goes.
        Optional<Order> bill = firstBill(tx, accountId);
        while (bill.isPresent() && pay(tx, now, accountId, bill.get().orderId()) instanceof PayOutcome.Done) {
            bill = firstBill(tx, accountId);
        }
        return new RechargeOutcome.Recharged(balance(tx, accountId));
    }

    /** One order of the account. */
    public Optional<Order> order(Transaction tx, String accountId, long orderId) {
        return tx.first(Order.COLUMNS + "WHERE account_id = ? AND order_id = ?", Order::read, accountId, orderId);
    }

    /** All orders of a thing, oldest first. */
    public List<Order> ordersOf(Transaction tx, String accountId, String instanceId) {
        return tx.list(Order.COLUMNS + "WHERE account_id = ? AND instance_id = ? ORDER BY created_at, order_id",
                Order::read, accountId, instanceId);
    }

    private BillingAccount existing(Transaction tx, String accountId) {
        return account(tx, accountId).orElseThrow(
                () -> new IllegalStateException("account " + accountId + " has no billing account"));
    }

    private record NewOrder(String accountId, OrderType type, String productCode, String productType, String region,
                            String instanceId, Money amount, boolean paid, Optional<ClientToken> token,
                            Optional<Long> related, Optional<UsageSpan> span) {
    }

    private static long insert(Transaction tx, Instant now, NewOrder order, List<OrderLine> lines) {
        long orderId = candidate();
        for (int tries = 1; !inserted(tx, now, orderId, order); tries++) {
            if (tries == NUMBERS_TRIED_MAX) {
                throw new IllegalStateException("no free order number was found in " + tries + " tries");
            }
            orderId = candidate();
        }
        // One statement for all lines: an instance has a dozen, and they are half of what a purchase writes.
        List<Object> values = new ArrayList<>(lines.size() * 5);
        for (OrderLine line : lines) {
            values.addAll(List.of(orderId, values.size() / 5, line.code(), line.value(), line.amount().minor()));
        }
        tx.update("INSERT INTO order_line (order_id, position, code, value, amount_minor) VALUES "
                + String.join(", ", Collections.nCopies(lines.size(), "(?, ?, ?, ?, ?)")), values.toArray());
        return orderId;
    }

    /**
     * Writes the order; false if its number is taken. Every conflict is left to {@code DO NOTHING}, not only that of the
     * number: on PostgreSQL a row with the same token that another transaction committed since this one began is then a
     * conflict to be retried, which finds the order by its token, where it would else be a duplicate key.
     */
    private static boolean inserted(Transaction tx, Instant now, long orderId, NewOrder order) {
        return tx.update("INSERT INTO orders (order_id, account_id, type, product_code, product_type, region, instance_id, "
                        + "amount_minor, currency, status, created_at, paid_at, client_token, request_digest, "
                        + "related_order_id, usage_start, usage_end) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                orderId, order.accountId(), order.type().name(), order.productCode(), order.productType(),
                order.region(), order.instanceId(), order.amount().minor(), order.amount().currency(),
                (order.paid() ? OrderStatus.PAID : OrderStatus.UNPAID).name(), now, order.paid() ? now : null,
                order.token().map(ClientToken::value).orElse(null),
                order.token().map(ClientToken::requestDigest).orElse(null), order.related().orElse(null),
                order.span().map(UsageSpan::start).orElse(null), order.span().map(UsageSpan::end).orElse(null)) == 1;
    }

    /** A 15-digit number. Orders of all accounts share the numbers, which tell nothing of how many there are. */
    private static long candidate() {
        return ThreadLocalRandom.current().nextLong(ORDER_ID_MIN, ORDER_ID_MAX + 1);
    }

    /** Moves the balance and writes the ledger entry: the one place that does either. */
    private static void enter(Transaction tx, Instant now, BillingAccount account, LedgerType type, Money amount,
                              Optional<Long> orderId, String remark) {
        Money after = account.balance().plus(amount);
        tx.update("UPDATE billing_account SET balance_minor = ?, ledger_number = ledger_number + 1 WHERE account_id = ?",
                after.minor(), account.accountId());
        long number = tx.number("SELECT ledger_number FROM billing_account WHERE account_id = ?", account.accountId());
        tx.update("INSERT INTO account_transaction (account_id, number, at, type, amount_minor, balance_after_minor, "
                        + "order_id, remark) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                account.accountId(), number, now, type.name(), amount.minor(), after.minor(), orderId.orElse(null),
                remark);
    }
}
