package breakwater.control.billing;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.ddos.AddressBlock;
import breakwater.control.lifecycle.ddos.AddressPool;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.esa.SitePlans;
import breakwater.control.store.Store;
import breakwater.control.store.Transaction;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.control.tag.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The billing room on a real store, with one account and a time that tests move by hand. */
final class BillingFixture implements AutoCloseable {
    static final String ACCOUNT = "1000000000000001";
    static final Instant START = Instant.parse("2026-01-31T10:00:00Z");
    /** The least Pro instance, CNY 20,800 a month. */
    static final Map<String, String> PRO = Map.of("BaseBandwidth", "30", "ServiceBandwidth", "100", "DomainCount", "50",
            "PortCount", "50");
    static final long PRO_MINOR = 2_080_000;

    final Store store = SqliteStore.inMemory();
    final Prices prices = Prices.load();
    final Orders orders = new Orders(prices.exchange());
    final DdosInstances instances = new DdosInstances(Lifespan.DEFAULT,
            new AddressPool(List.of(AddressBlock.parse("127.77.0.0/24")), Duration.ofHours(24)), new Tags());
    final DdosSales sales = new DdosSales(orders, prices, instances);
    final DdosRenewal renewal = new DdosRenewal(instances, sales);
    final SitePlans plans = new SitePlans();
    Instant now = START;

    /** @param balanceMinor what the account has, in fen @param creditMinor how far below zero it may go */
    BillingFixture(long balanceMinor, long creditMinor) {
        open(ACCOUNT, balanceMinor, creditMinor);
    }

    void open(String account, long balanceMinor, long creditMinor) {
        write(tx -> {
            orders.open(tx, account, "CNY", cny(creditMinor));
            if (balanceMinor > 0) {
                orders.recharge(tx, now, account, cny(balanceMinor), "opening");
            }
            return null;
        });
    }

    static Money cny(long minor) {
        return new Money(minor, "CNY");
    }

    <T> T write(Function<Transaction, T> work) {
        return store.write(work);
    }

    <T> T read(Function<Transaction, T> work) {
        return store.read(work);
    }

    Money balance() {
        return read(tx -> orders.balance(tx, ACCOUNT));
    }

    DdosInstance instance(String id) {
        return read(tx -> instances.ofAnyAccount(tx, id)).orElseThrow();
    }

    /** Plays the automatic renewals that are due until now, as the worker does. @return how many */
    int renewals() {
        int played = 0;
        while (write(tx -> renewal.next(tx, now).map(due -> {
            renewal.perform(tx, due);
            return due;
        })).isPresent()) {
            played++;
        }
        return played;
    }

    /** What must hold of an account's money at any time; throws where it does not. */
    void checkLedger(String account) {
        read(tx -> {
            BillingAccount money = orders.account(tx, account).orElseThrow();
            long sum = tx.number("SELECT SUM(amount_minor) FROM account_transaction WHERE account_id = ?", account);
            long entries = tx.number("SELECT COUNT(*) FROM account_transaction WHERE account_id = ?", account);
            long last = tx.number("SELECT ledger_number FROM billing_account WHERE account_id = ?", account);
            long after = tx.number("SELECT balance_after_minor FROM account_transaction WHERE account_id = ? AND number = ?",
                    account, last);
            long paidOrders = tx.number("SELECT SUM(amount_minor) FROM orders WHERE account_id = ? AND status = 'PAID'", account);
            long consumed = tx.number("SELECT SUM(amount_minor) FROM account_transaction WHERE account_id = ? "
                    + "AND order_id IS NOT NULL", account);
            long overRefunded = tx.number("SELECT COUNT(*) FROM (SELECT SUM(amount_minor) AS kept FROM orders "
                    + "WHERE account_id = ? AND status = 'PAID' GROUP BY instance_id) AS things WHERE kept < 0", account);
            long crooked = tx.number("SELECT COUNT(*) FROM orders o WHERE account_id = ? AND ABS(amount_minor) <> "
                    + "(SELECT SUM(amount_minor) FROM order_line l WHERE l.order_id = o.order_id)", account);
            require(sum == money.balance().minor(), "the ledger sums to " + sum + ", the balance is " + money.balance());
            require(entries == last && after == sum, "the entries are not numbered without gaps");
            require(money.balance().minor() >= -money.creditLimit().minor(), "below the credit limit: " + money.balance());
            require(consumed == -paidOrders, "orders and ledger disagree");
            require(overRefunded == 0, "more was refunded than paid");
            require(crooked == 0, "an order differs from the sum of its lines");
            return null;
        });
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    static Optional<ClientToken> token(String value, Object... parts) {
        return Optional.of(ClientToken.of(value, List.of(parts)));
    }

    @Override
    public void close() {
        store.close();
    }
}
