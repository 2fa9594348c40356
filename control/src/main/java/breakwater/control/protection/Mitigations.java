package breakwater.control.protection;

import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.ProtectedInstance.SceneSpan;
import breakwater.model.snapshot.SourceLists;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What instances do beyond their rules: reads it for snapshots, holds the settings that are one value each, and the rest of this kind. Stateless; used from any
 * thread. Whose instance it is, is the caller's to check before.
 */
public final class Mitigations implements InstanceProtections {
    private final ProtectionRevision revision;
    private final SourceListings sources;
    private final Scenes scenes;
    private final Allowances allowances = new Allowances();
    private final Blackholes blackholes;
    private final LineBlocks lineBlocks;

    public Mitigations(ProtectionRevision revision) {
        this.revision = revision;
        sources = new SourceListings(revision);
        scenes = new Scenes(revision);
        blackholes = new Blackholes(revision, this, allowances);
        lineBlocks = new LineBlocks(revision, this, allowances);
    }

    /** Black and white lists. */
    public SourceListings sources() {
        return sources;
    }

    /** Scene policies. */
    public Scenes scenes() {
        return scenes;
    }

    /** What an account may do only so often. */
    public Allowances allowances() {
        return allowances;
    }

    /** Blackholes. */
    public Blackholes blackholes() {
        return blackholes;
    }

    /** Blocks of lines. */
    public LineBlocks lineBlocks() {
        return lineBlocks;
    }

    @Override
    public Map<String, InstanceProtection> of(Transaction transaction, List<String> instanceIds) {
        Map<String, MitigationSettings> settings = settings(transaction, instanceIds);
        Map<String, SourceLists> lists = sources.of(transaction, instanceIds);
        Map<String, List<SceneSpan>> spans = scenes.of(transaction, instanceIds);
        Map<String, InstanceProtection> found = new HashMap<>();
        for (String id : instanceIds) {
            MitigationSettings set = settings.getOrDefault(id, MitigationSettings.DEFAULT);
            found.put(id, new InstanceProtection(lists.getOrDefault(id, SourceLists.NONE), set.regions().block(), set.reflectionPorts(),
                    set.automatic().effective(), spans.getOrDefault(id, List.of()), set.blackhole(),
                    Math.max(set.telecom().until(), set.unicom().until())));
        }
        return found;
    }

    /** The settings of one instance. */
    public MitigationSettings settings(Transaction transaction, String instanceId) {
        return settings(transaction, List.of(instanceId)).getOrDefault(instanceId, MitigationSettings.DEFAULT);
    }

    /** The settings of these instances; one without a row is absent. */
    public Map<String, MitigationSettings> settings(Transaction transaction, List<String> instanceIds) {
        Map<String, MitigationSettings> found = new HashMap<>();
        transaction.list("SELECT instance_id, " + MitigationSettings.COLUMNS + " FROM mitigation WHERE instance_id IN ("
                        + String.join(", ", Collections.nCopies(instanceIds.size(), "?")) + ")",
                row -> found.put(row.text(), MitigationSettings.read(row)), instanceIds.toArray());
        return found;
    }

    /**
     * Sets the automatic mode.
     *
     * @throws IllegalArgumentException for {@link AutomaticMode#OFF}: that is what {@code on} says
     */
    public void setAutomatic(Transaction transaction, String instanceId, boolean on, AutomaticMode mode) {
        if (mode == AutomaticMode.OFF) {
            throw new IllegalArgumentException("the mode stays while it is off");
        }
        write(transaction, instanceId, List.of("automatic_on", "automatic_mode"), List.of(on, mode.name()));
        revision.changed(transaction, instanceId);
    }

    /**
     * Replaces the regions that are refused.
     *
     * @throws IllegalArgumentException if the country table cannot tell them, see {@link Regions#expressible}
     */
    public void setRegions(Transaction transaction, String instanceId, Regions regions) {
        if (!regions.expressible()) {
            throw new IllegalArgumentException("the country table cannot tell provinces apart");
        }
        write(transaction, instanceId, List.of("region_block_on", "region_countries", "region_divisions"),
                List.of(regions.enabled(), MitigationSettings.text(regions.countries()), MitigationSettings.text(regions.divisions())));
        revision.changed(transaction, instanceId);
    }

    /**
     * Replaces the UDP source ports that are dropped.
     *
     * @param ports 1 to 65535; empty drops none
     */
    public void setReflectionPorts(Transaction transaction, String instanceId, Set<Integer> ports) {
        write(transaction, instanceId, List.of("reflection_ports"), List.of(MitigationSettings.text(ports)));
        revision.changed(transaction, instanceId);
    }

    /** Writes some columns of an instance's row, which comes to be if it is not there. */
    static void write(Transaction transaction, String instanceId, List<String> columns, List<?> values) {
        StringBuilder sets = new StringBuilder();
        columns.forEach(column -> sets.append(sets.isEmpty() ? "" : ", ").append(column).append(" = excluded.").append(column));
        List<Object> arguments = new ArrayList<>(List.of(instanceId));
        arguments.addAll(values);
        transaction.update("INSERT INTO mitigation (instance_id, " + String.join(", ", columns) + ") VALUES (?"
                + ", ?".repeat(columns.size()) + ") ON CONFLICT (instance_id) DO UPDATE SET " + sets, arguments.toArray());
    }
}
