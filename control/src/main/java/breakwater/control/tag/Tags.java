package breakwater.control.tag;

import breakwater.control.store.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All queries on tags. Stateless; used from any thread. Whether a resource exists and whose it is, is the caller's to check
 * before; whether a key or value is allowed too ({@link TagRules}).
 */
public final class Tags {

    /** How many resources carry a key. */
    public record KeyCount(String key, long resources) {
    }

    /**
     * Puts tags on a resource; a key that it carries already gets the new value, and of a key given twice the last counts.
     */
    public PutOutcome put(Transaction transaction, TagScope scope, String resourceId, List<Tag> tags) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (Tag tag : tags) {
            wanted.put(tag.key(), tag.value());
        }
        List<String> carried = transaction.list(
                "SELECT tag_key FROM tag WHERE account_id = ? AND resource_type = ? AND resource_id = ?",
                row -> row.text(), scope.accountId(), scope.type().name(), resourceId);
        long added = wanted.keySet().stream().filter(key -> !carried.contains(key)).count();
        if (carried.size() + added > TagRules.TAGS_PER_RESOURCE_MAX) {
            return new PutOutcome.TooMany(TagRules.TAGS_PER_RESOURCE_MAX);
        }
        wanted.forEach((key, value) -> transaction.update(
                "INSERT INTO tag (account_id, resource_type, region, resource_id, tag_key, tag_value) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (account_id, resource_type, resource_id, tag_key) DO UPDATE SET tag_value = excluded.tag_value",
                scope.accountId(), scope.type().name(), scope.region(), resourceId, key, value));
        return new PutOutcome.Put();
    }

    /** Takes these keys off a resource; keys it does not carry are none of its business. */
    public void remove(Transaction transaction, TagScope scope, String resourceId, List<String> keys) {
        for (String key : keys) {
            transaction.update("DELETE FROM tag WHERE account_id = ? AND resource_type = ? AND resource_id = ? AND tag_key = ?",
                    scope.accountId(), scope.type().name(), resourceId, key);
        }
    }

    /** Takes every tag off a resource, as when it ends. */
    public void removeAll(Transaction transaction, String accountId, TagScope.ResourceType type, String resourceId) {
        transaction.update("DELETE FROM tag WHERE account_id = ? AND resource_type = ? AND resource_id = ?",
                accountId, type.name(), resourceId);
    }

    /**
     * Tags of resources in scope, in order of resource id and key.
     *
     * @param resourceIds of these resources only; empty for all
     * @param filters     only of resources that match every one of them
     * @param afterId     resource id and key to go on behind; both empty to begin
     * @param limit       how many tags at most
     */
    public List<TaggedResource> list(Transaction transaction, TagScope scope, List<String> resourceIds,
                                     List<TagFilter> filters, String afterId, String afterKey, int limit) {
        List<Object> arguments = new ArrayList<>(List.of(scope.accountId(), scope.type().name(), scope.region()));
        StringBuilder sql = new StringBuilder("SELECT resource_id, tag_key, tag_value FROM tag"
                + " WHERE account_id = ? AND resource_type = ? AND region = ?");
        if (!resourceIds.isEmpty()) {
            sql.append(" AND resource_id IN (").append(String.join(", ", Collections.nCopies(resourceIds.size(), "?")))
                    .append(')');
            arguments.addAll(resourceIds);
        }
        TagCondition matching = matching(scope.accountId(), scope.type(), "resource_id", filters);
        sql.append(matching.sql());
        arguments.addAll(matching.arguments());
        sql.append(" AND (resource_id > ? OR (resource_id = ? AND tag_key > ?)) ORDER BY resource_id, tag_key LIMIT ?");
        arguments.addAll(List.of(afterId, afterId, afterKey, limit));
        return transaction.list(sql.toString(),
                row -> new TaggedResource(row.text(), new Tag(row.text(), row.text())), arguments.toArray());
    }

    /** The keys in use in scope with how many resources carry each, in order of key. */
    public List<KeyCount> keys(Transaction transaction, TagScope scope, long offset, int limit) {
        return transaction.list("SELECT tag_key, COUNT(*) FROM tag WHERE account_id = ? AND resource_type = ? AND region = ?"
                        + " GROUP BY tag_key ORDER BY tag_key LIMIT ? OFFSET ?",
                row -> new KeyCount(row.text(), row.number()),
                scope.accountId(), scope.type().name(), scope.region(), limit, offset);
    }

    /** How many different keys are in use in scope. */
    public long keyCount(Transaction transaction, TagScope scope) {
        return transaction.number("SELECT COUNT(DISTINCT tag_key) FROM tag WHERE account_id = ? AND resource_type = ? AND region = ?",
                scope.accountId(), scope.type().name(), scope.region());
    }

    /**
     * The condition that a resource matches every filter, to be put behind a WHERE clause of another room's query.
     *
     * @param idColumn the column of that query that holds the resource's id
     */
    public TagCondition matching(String accountId, TagScope.ResourceType type, String idColumn, List<TagFilter> filters) {
        StringBuilder sql = new StringBuilder();
        List<Object> arguments = new ArrayList<>();
        for (TagFilter filter : filters) {
            sql.append(" AND ").append(idColumn).append(" IN (SELECT m.resource_id FROM tag m WHERE m.account_id = ?"
                    + " AND m.resource_type = ? AND m.tag_key = ?");
            arguments.addAll(List.of(accountId, type.name(), filter.key()));
            if (filter.value().isPresent()) {
                sql.append(" AND m.tag_value = ?");
                arguments.add(filter.value().get());
            }
            sql.append(')');
        }
        return new TagCondition(sql.toString(), List.copyOf(arguments));
    }
}
