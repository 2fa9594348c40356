package breakwater.control.account;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The accounts that own everything else. Stateless; used from any thread. */
public final class Accounts {
    private static final String SELECT = "SELECT account_id, name, alias, created FROM account ";

    Accounts() {
    }

    /**
     * An account.
     *
     * @param id      16 digits
     * @param name    what an operator calls it
     * @param alias   the name its users see, if it has set one
     * @param created service time
     */
    public record Account(String id, String name, Optional<String> alias, Instant created) {
    }

    /**
     * Opens an account.
     *
     * @param id 16 digits, not in use; drawn when empty
     * @throws IllegalArgumentException for an id that is in use or is not 16 digits
     */
    public Account create(Transaction transaction, Instant now, Optional<String> id, String name) {
        String chosen = id.orElseGet(Identifiers::account);
        if (chosen.length() != 16 || !chosen.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("an account id has 16 digits");
        }
        if (find(transaction, chosen).isPresent()) {
            throw new IllegalArgumentException("account " + chosen + " exists");
        }
        transaction.update("INSERT INTO account (account_id, name, created) VALUES (?, ?, ?)", chosen, name, now);
        return new Account(chosen, name, Optional.empty(), now);
    }

    /** The account of this id. */
    public Optional<Account> find(Transaction transaction, String id) {
        return transaction.first(SELECT + "WHERE account_id = ?", Accounts::account, id);
    }

    /** Accounts by id, after the marker. */
    public Page<Account> list(Transaction transaction, Optional<String> marker, int limit) {
        List<Account> rows = transaction.list(SELECT + "WHERE account_id > ? ORDER BY account_id LIMIT ?",
                Accounts::account, marker.orElse(""), limit + 1);
        return Page.of(rows, limit, Account::id);
    }

    /** Sets the account's alias, which no other account may have. */
    public Outcome<String> alias(Transaction transaction, String id, String alias) {
        if (transaction.number("SELECT COUNT(*) FROM account WHERE alias = ? AND account_id <> ?", alias, id) > 0) {
            return Outcome.refused(IdentityFault.ALIAS_EXISTS);
        }
        transaction.update("UPDATE account SET alias = ? WHERE account_id = ?", alias, id);
        return Outcome.done(alias);
    }

    /** Takes the account's alias away, if it has one. */
    public void clearAlias(Transaction transaction, String id) {
        transaction.update("UPDATE account SET alias = NULL WHERE account_id = ?", id);
    }

    private static Account account(Row row) {
        return new Account(row.text(), row.text(), row.optionalText(), row.instant());
    }
}
