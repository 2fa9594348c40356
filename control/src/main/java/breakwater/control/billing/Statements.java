package breakwater.control.billing;

import breakwater.control.store.RowReader;
import breakwater.control.store.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reading what was ordered and what moved the balance: newest first, in parts, always within one account. Stateless; used
 * from any thread.
 */
public final class Statements {

    /** Orders that match, newest first. @param offset 0 or more @param limit 1 or more */
    public Page<Order> orders(Transaction tx, String accountId, OrderSearch search, long offset, int limit) {
        Where where = new Where(accountId);
        if (!search.types().isEmpty()) {
            where.and("type IN (" + String.join(", ", Collections.nCopies(search.types().size(), "?")) + ")",
                    search.types().stream().map(OrderType::name).sorted().toArray());
        }
        search.status().ifPresent(status -> where.and("status = ?", status.name()));
        search.productCode().ifPresent(code -> where.and("product_code = ?", code));
        search.productType().ifPresent(type -> where.and("product_type = ?", type));
        search.createdFrom().ifPresent(from -> where.and("created_at >= ?", from));
        search.createdUntil().ifPresent(until -> where.and("created_at <= ?", until));
        return where.page(tx, "orders", Order.COLUMNS, "created_at DESC, order_id DESC", Order::read, offset, limit);
    }

    /** The lines of an order, in the order they were placed. */
    public List<OrderLine> lines(Transaction tx, Order order) {
        return tx.list("SELECT code, value, amount_minor FROM order_line WHERE order_id = ? ORDER BY position",
                row -> new OrderLine(row.text(), row.text(), new Money(row.number(), order.amount().currency())),
                order.orderId());
    }

    /** Ledger entries that match, newest first. @param currency of the account */
    public Page<LedgerEntry> ledger(Transaction tx, String accountId, String currency, LedgerSearch search, long offset,
                                    int limit) {
        Where where = new Where(accountId);
        search.type().ifPresent(type -> where.and("type = ?", type.name()));
        search.income().ifPresent(income -> where.and(income ? "amount_minor > ?" : "amount_minor < ?", 0));
        search.number().ifPresent(number -> where.and("number = ?", number));
        search.orderId().ifPresent(order -> where.and("order_id = ?", order));
        search.from().ifPresent(from -> where.and("at >= ?", from));
        search.until().ifPresent(until -> where.and("at <= ?", until));
        return where.page(tx, "account_transaction",
                "SELECT number, at, type, amount_minor, balance_after_minor, order_id, remark FROM account_transaction ",
                "number DESC", row -> {
                    long number = row.number();
                    var at = row.instant();
                    LedgerType type = LedgerType.valueOf(row.text());
                    Money amount = new Money(row.number(), currency);
                    Money after = new Money(row.number(), currency);
                    long order = row.number();
                    return new LedgerEntry(number, at, type, amount, after,
                            order == 0 ? Optional.empty() : Optional.of(order), row.text());
                }, offset, limit);
    }

    /** A WHERE clause in the making, which starts with the account. */
    private static final class Where {
        private final StringBuilder text = new StringBuilder("WHERE account_id = ?");
        private final List<Object> arguments = new ArrayList<>();

        Where(String accountId) {
            arguments.add(accountId);
        }

        void and(String condition, Object... values) {
            text.append(" AND ").append(condition);
            Collections.addAll(arguments, values);
        }

        <T> Page<T> page(Transaction tx, String table, String columns, String order, RowReader<T> reader, long offset,
                         int limit) {
            long total = tx.number("SELECT COUNT(*) FROM " + table + " " + text, arguments.toArray());
            if (offset >= total) {
                return new Page<>(total, List.of());
            }
            arguments.add(limit);
            arguments.add(offset);
            return new Page<>(total, tx.list(columns + text + " ORDER BY " + order + " LIMIT ? OFFSET ?", reader,
                    arguments.toArray()));
        }
    }
}
