package breakwater.control.protection;

import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The forwarding rules of instances. Every change goes through here and counts as one of {@link ProtectionRevision}. Who may do it, and whether
 * the instance is there, is decided before. Used from any thread.
 */
public final class Rules {
    private static final String WHERE_KEY = " WHERE instance_id = ? AND transport = ? AND frontend_port = ?";
    private static final String INSERT = "INSERT INTO forwarding_rule (" + RuleRows.COLUMNS + ", created_at) VALUES (?, ?, ?, "
            + String.join(", ", Collections.nCopies(RuleRows.CHANGEABLE.size(), "?")) + ", ?)";
    private static final String UPDATE = "UPDATE forwarding_rule SET " + String.join(" = ?, ", RuleRows.CHANGEABLE) + " = ?" + WHERE_KEY;

    private final ProtectionRevision revision;

    public Rules(ProtectionRevision revision) {
        this.revision = revision;
    }

    /**
     * Makes a rule of an instance that was found in this transaction.
     *
     * @return why not, if not; nothing was changed then
     */
    public CreateRuleOutcome create(Transaction transaction, Instant now, DdosInstance instance, Rule rule) {
        if (find(transaction, rule.key()).isPresent()) {
            return new CreateRuleOutcome.Exists(rule.key());
        }
        int limit = instance.specification().portLimit();
        if (count(transaction, instance.id()) >= limit) {
            return new CreateRuleOutcome.LimitReached(limit);
        }
        List<Object> arguments = new ArrayList<>(RuleRows.key(rule.key()));
        arguments.addAll(RuleRows.values(rule));
        arguments.add(now);
        transaction.update(INSERT, arguments.toArray());
        revision.changed(transaction, instance.id());
        return new CreateRuleOutcome.Created();
    }

    /** Replaces all of a rule but its key; nothing happens when nothing is different. @return false if there is none of this key */
    public boolean replace(Transaction transaction, Rule rule) {
        Optional<Rule> before = find(transaction, rule.key());
        if (before.isEmpty() || before.get().equals(rule)) {
            return before.isPresent();
        }
        List<Object> arguments = RuleRows.values(rule);
        arguments.addAll(RuleRows.key(rule.key()));
        transaction.update(UPDATE, arguments.toArray());
        revision.changed(transaction, rule.key().instanceId());
        return true;
    }

    /** Deletes a rule. @return false if there is none of this key */
    public boolean delete(Transaction transaction, RuleKey key) {
        if (transaction.update("DELETE FROM forwarding_rule" + WHERE_KEY, RuleRows.key(key).toArray()) == 0) {
            return false;
        }
        revision.changed(transaction, key.instanceId());
        return true;
    }

    /** The rule of this key. */
    public Optional<Rule> find(Transaction transaction, RuleKey key) {
        return transaction.first("SELECT " + RuleRows.COLUMNS + " FROM forwarding_rule" + WHERE_KEY, RuleRows::read,
                RuleRows.key(key).toArray());
    }

    /** How many rules an instance has. */
    public int count(Transaction transaction, String instanceId) {
        return Math.toIntExact(transaction.number("SELECT COUNT(*) FROM forwarding_rule WHERE instance_id = ?", instanceId));
    }

    /**
     * The rules of an instance by port, then transport.
     *
     * @param transport only those, where given
     * @param port      only those, where given
     * @param offset    how many to leave out, 0 or more
     * @param limit     how many at most, 1 or more
     */
    public Page page(Transaction transaction, String instanceId, Optional<Transport> transport, Optional<Integer> port,
                     long offset, int limit) {
        StringBuilder where = new StringBuilder(" FROM forwarding_rule WHERE instance_id = ?");
        List<Object> arguments = new ArrayList<>(List.of(instanceId));
        transport.ifPresent(wanted -> {
            where.append(" AND transport = ?");
            arguments.add(wanted.name());
        });
        port.ifPresent(wanted -> {
            where.append(" AND frontend_port = ?");
            arguments.add(wanted);
        });
        long total = transaction.number("SELECT COUNT(*)" + where, arguments.toArray());
        arguments.add(limit);
        arguments.add(offset);
        return new Page(total, transaction.list("SELECT " + RuleRows.COLUMNS + where + " ORDER BY frontend_port, transport LIMIT ? OFFSET ?",
                RuleRows::read, arguments.toArray()));
    }

    /** The rules of these instances, grouped by instance. @param instanceIds 1 to {@link ProtectionReader#IDS_MAX} */
    static List<Rule> ofAll(Transaction transaction, List<String> instanceIds) {
        return transaction.list("SELECT " + RuleRows.COLUMNS + " FROM forwarding_rule WHERE instance_id IN ("
                + String.join(", ", Collections.nCopies(instanceIds.size(), "?")) + ") ORDER BY " + RuleRows.KEY,
                RuleRows::read, instanceIds.toArray());
    }

    /**
     * A part of an instance's rules.
     *
     * @param total how many there are in all
     * @param rules those of the part
     */
    public record Page(long total, List<Rule> rules) {
        public Page {
            rules = List.copyOf(rules);
        }
    }
}
