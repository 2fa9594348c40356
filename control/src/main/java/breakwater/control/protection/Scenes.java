package breakwater.control.protection;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ProtectedInstance.Scene;
import breakwater.model.snapshot.ProtectedInstance.SceneSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All queries on scene policies. Stateless; used from any thread. A snapshot carries the span of each policy, so nothing has to be done
 * when one starts or ends. That an instance is the account's is the caller's to check before it is attached.
 */
public final class Scenes {
    /** Policies that an account may have (ruling: the documents name no limit, and a listing has no pages). */
    public static final int POLICIES_MAX = 100;
    /** Instances that a policy may be attached to (ruling, as the 200 ids of a call). */
    public static final int OBJECTS_MAX = 200;
    private static final String COLUMNS = "id, name, scene, starts_at, ends_at, enabled,"
            + " (SELECT COUNT(*) FROM scene_object WHERE policy_id = scene_policy.id)";

    private final ProtectionRevision revision;

    Scenes(ProtectionRevision revision) {
        this.revision = revision;
    }

    /**
     * Makes a policy that is enabled and attached to nothing.
     *
     * @return its id; empty if the account has {@link #POLICIES_MAX}
     */
    public Optional<String> create(Transaction transaction, Instant now, String accountId, String name, Scene scene, Instant startsAt,
                                   Instant endsAt) {
        if (transaction.number("SELECT COUNT(*) FROM scene_policy WHERE account_id = ?", accountId) >= POLICIES_MAX) {
            return Optional.empty();
        }
        String id = UUID.randomUUID().toString();
        transaction.update("INSERT INTO scene_policy (id, account_id, name, scene, starts_at, ends_at, enabled, created_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)", id, accountId, name, scene.name(), startsAt, endsAt, true, now);
        return Optional.of(id);
    }

    /** A policy of an account. */
    public Optional<ScenePolicy> find(Transaction transaction, String accountId, String id) {
        return transaction.first("SELECT " + COLUMNS + " FROM scene_policy WHERE id = ? AND account_id = ?", Scenes::read, id, accountId);
    }

    /** All policies of an account, the latest first. */
    public List<ScenePolicy> all(Transaction transaction, String accountId) {
        return transaction.list("SELECT " + COLUMNS + " FROM scene_policy WHERE account_id = ? ORDER BY created_at DESC, id", Scenes::read,
                accountId);
    }

    /** Replaces what a policy of the account says and when. */
    public void modify(Transaction transaction, ScenePolicy policy, String name, Scene scene, Instant startsAt, Instant endsAt) {
        transaction.update("UPDATE scene_policy SET name = ?, scene = ?, starts_at = ?, ends_at = ? WHERE id = ?", name, scene.name(),
                startsAt, endsAt, policy.id());
        changed(transaction, policy);
    }

    /** Switches a policy of the account on or off. */
    public void enable(Transaction transaction, ScenePolicy policy, boolean enabled) {
        if (policy.enabled() != enabled) {
            transaction.update("UPDATE scene_policy SET enabled = ? WHERE id = ?", enabled, policy.id());
            changed(transaction, policy);
        }
    }

    /** Deletes a policy of the account; if it is in force, that ends. */
    public void delete(Transaction transaction, ScenePolicy policy) {
        changed(transaction, policy);
        transaction.update("DELETE FROM scene_object WHERE policy_id = ?", policy.id());
        transaction.update("DELETE FROM scene_policy WHERE id = ?", policy.id());
    }

    /**
     * Attaches instances to a policy, both of one account; those that are attached already do not matter.
     *
     * @return false if there would be more than {@link #OBJECTS_MAX}; then none was attached
     */
    public boolean attach(Transaction transaction, Instant now, ScenePolicy policy, Collection<String> instanceIds) {
        List<String> attached = objects(transaction, policy);
        List<String> added = instanceIds.stream().distinct().filter(id -> !attached.contains(id)).toList();
        if (attached.size() + added.size() > OBJECTS_MAX) {
            return false;
        }
        for (String instanceId : added) {
            transaction.update("INSERT INTO scene_object (policy_id, instance_id, attached_at) VALUES (?, ?, ?)", policy.id(), instanceId,
                    now);
            revision.changed(transaction, instanceId);
        }
        return true;
    }

    /** Detaches instances from a policy; those that are not attached do not matter. */
    public void detach(Transaction transaction, ScenePolicy policy, Collection<String> instanceIds) {
        for (String instanceId : instanceIds) {
            if (transaction.update("DELETE FROM scene_object WHERE policy_id = ? AND instance_id = ?", policy.id(), instanceId) > 0) {
                revision.changed(transaction, instanceId);
            }
        }
    }

    /** The ids of the instances that a policy is attached to, in the order they were. */
    public List<String> objects(Transaction transaction, ScenePolicy policy) {
        return transaction.list("SELECT instance_id FROM scene_object WHERE policy_id = ? ORDER BY attached_at, instance_id",
                row -> row.text(), policy.id());
    }

    private void changed(Transaction transaction, ScenePolicy policy) {
        objects(transaction, policy).forEach(instanceId -> revision.changed(transaction, instanceId));
    }

    /** The enabled policies of these instances for the traffic planes; an instance without any is absent. */
    Map<String, List<SceneSpan>> of(Transaction transaction, List<String> instanceIds) {
        Map<String, List<SceneSpan>> found = new HashMap<>();
        transaction.list("SELECT o.instance_id, p.scene, p.starts_at, p.ends_at FROM scene_object o"
                        + " JOIN scene_policy p ON p.id = o.policy_id WHERE o.instance_id IN ("
                        + String.join(", ", Collections.nCopies(instanceIds.size(), "?")) + ") AND p.enabled = 1",
                row -> found.computeIfAbsent(row.text(), unused -> new ArrayList<>())
                        .add(new SceneSpan(Scene.valueOf(row.text()), row.number(), row.number())), instanceIds.toArray());
        return found;
    }

    private static ScenePolicy read(Row row) {
        return new ScenePolicy(row.text(), row.text(), Scene.valueOf(row.text()), row.instant(), row.instant(), row.flag(), row.number());
    }
}
