package breakwater.control.protection;

import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import breakwater.control.store.Transaction;
import breakwater.model.address.IpText;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectedInstance.Capacity;
import breakwater.model.snapshot.ProtectedInstance.Deadlines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Stored rows as the traffic plane is told of them. Immutable settings over durable state; used from any thread. It reads only
 * instances that the plane is told of, so a million for which nothing was ever set cost nothing.
 */
public final class ProtectionReader {
    /** Instances read by one statement. */
    static final int IDS_MAX = DdosInstances.IDS_MAX;

    /** Numbers of ids in a statement, so that few different statements are compiled; the last id is repeated to fill one up. */
    private static final NavigableMap<Integer, Integer> STATEMENT_IDS = new TreeMap<>(Map.of(1, 1, 2, 16, 17, IDS_MAX));

    /** The platform's own protection: traffic beyond it is blackholed when nothing was bought, or it has expired (facts section 2). */
    private static final double BASIC_GBPS = 5;

    /** What "without limit" is for Premium plans, Gbit/s: the vendor's whole scrubbing capacity outside mainland China. */
    private static final double PREMIUM_GBPS = 2_000;
    private static final double BITS_PER_GBIT = 1e9;
    private static final long BITS_PER_MBIT = 1_000_000;

    private final DdosInstances instances;
    private final InstanceProtections protections;
    private final ProtectionSettings settings;

    public ProtectionReader(DdosInstances instances, InstanceProtections protections, ProtectionSettings settings) {
        this.instances = instances;
        this.protections = protections;
        this.settings = settings;
    }

    /** Every instance that the traffic plane is told of: those for which something was set and that were not released. */
    public List<ProtectedInstance> all(Transaction transaction) {
        List<ProtectedInstance> found = new ArrayList<>();
        String last = "";
        while (true) {
            List<String> ids = ProtectionRevision.instancesAfter(transaction, last, IDS_MAX);
            if (ids.isEmpty()) {
                return found;
            }
            found.addAll(some(transaction, ids));
            last = ids.getLast();
        }
    }

    /** Those of these instances that were not released. */
    public List<ProtectedInstance> of(Transaction transaction, List<String> instanceIds) {
        List<ProtectedInstance> found = new ArrayList<>();
        for (int from = 0; from < instanceIds.size(); from += IDS_MAX) {
            found.addAll(some(transaction, instanceIds.subList(from, Math.min(instanceIds.size(), from + IDS_MAX))));
        }
        return found;
    }

    private List<ProtectedInstance> some(Transaction transaction, List<String> instanceIds) {
        Map<String, List<ForwardingRule>> rules = new LinkedHashMap<>();
        List<String> filled = filled(instanceIds);
        Rules.ofAll(transaction, filled).forEach(rule ->
                rules.computeIfAbsent(rule.key().instanceId(), id -> new ArrayList<>()).add(rule.forwarding()));
        // Where nothing is forwarded nothing is checked, so a long list of such an instance is not carried to the plane.
        Map<String, InstanceProtection> set = rules.isEmpty() ? Map.of() : protections.of(transaction, filled(List.copyOf(rules.keySet())));
        return instances.ofAnyAccount(transaction, filled).stream().map(instance -> instance(instance,
                set.getOrDefault(instance.id(), InstanceProtection.USUAL), rules.getOrDefault(instance.id(), List.of()))).toList();
    }

    private ProtectedInstance instance(DdosInstance instance, InstanceProtection set, List<ForwardingRule> rules) {
        Deadlines deadlines = new Deadlines(instance.expiresAt().toEpochMilli(),
                instances.lifespan().forwardUntil(instance.expiresAt()).toEpochMilli());
        return new ProtectedInstance(instance.id(), IpText.address(instance.serviceAddress())
                .orElseThrow(() -> new IllegalStateException("a service address in the store is no address")), deadlines,
                capacity(instance.specification()), set.sources(), set.regionBlock(), set.reflectionPorts(), set.automatic(),
                set.scenes(), set.blackhole(), set.lineBlock(), rules);
    }

    private Capacity capacity(DdosSpecification bought) {
        return new Capacity(bought.connectionLimit(), bought.newConnectionsPerSecond(), bought.cleanBandwidthMbps() * BITS_PER_MBIT,
                scaled(protectionGbps(bought)), scaled(BASIC_GBPS), settings.blackholeTime().toSeconds());
    }

    /** The platform's basic protection, already scaled: what an expired instance has left, and what an attack must exceed to need more. */
    public long basicBitsPerSecond() {
        return scaled(BASIC_GBPS);
    }

    private long scaled(double gbps) {
        return Math.max(1, Math.round(gbps * BITS_PER_GBIT * settings.mitigationScale()));
    }

    private static double protectionGbps(DdosSpecification bought) {
        double limited = Math.max(Math.max(bought.baseBandwidthGbps(), bought.elasticBandwidthGbps()), BASIC_GBPS);
        return switch (bought.plan()) {
            case INSURANCE, UNLIMITED, SECURE_MAINLAND_ACCELERATION -> Math.max(limited, PREMIUM_GBPS);
            case MAINLAND_ACCELERATION, PROFESSION -> limited;
        };
    }

    private static List<String> filled(List<String> ids) {
        int size = STATEMENT_IDS.floorEntry(ids.size()).getValue();
        if (size == ids.size()) {
            return ids;
        }
        List<String> filled = new ArrayList<>(ids);
        while (filled.size() < size) {
            filled.add(ids.getLast());
        }
        return filled;
    }
}
