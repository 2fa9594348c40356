package breakwater.control.operation.esa;

import breakwater.control.lifecycle.esa.PlanTier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each plan may have, from {@code quotas.tsv}. Immutable; used from any thread. */
final class QuotaTable {
    /** The quota of sites in a plan. */
    static final String SITES = "siteCount";
    /** The quota of security instances in a plan. */
    static final String SECURITY_INSTANCES = "ddos_instance";
    private static final Map<String, Quota> QUOTAS = load();

    private QuotaTable() {
    }

    /** @param type value, bool, num, range or custom */
    record Quota(String name, String type, Map<PlanTier, String> values) {
        String value(PlanTier tier) {
            return values.get(tier);
        }
    }

    static Optional<Quota> find(String name) {
        return Optional.ofNullable(QUOTAS.get(name));
    }

    /** How many of something a plan of this tier may have. */
    static long count(String name, PlanTier tier) {
        return Long.parseLong(QUOTAS.get(name).value(tier));
    }

    /** How many sites each tier may have. */
    static Map<PlanTier, Long> sites() {
        Map<PlanTier, Long> counts = new EnumMap<>(PlanTier.class);
        for (PlanTier tier : PlanTier.values()) {
            counts.put(tier, count(SITES, tier));
        }
        return counts;
    }

    private static Map<String, Quota> load() {
        Map<String, Quota> quotas = new LinkedHashMap<>();
        List<PlanTier> tiers = new ArrayList<>(List.of(PlanTier.values()));
        for (List<String> row : DataTable.read("quotas.tsv", 2 + tiers.size())) {
            Map<PlanTier, String> values = new EnumMap<>(PlanTier.class);
            for (PlanTier tier : tiers) {
                values.put(tier, row.get(2 + tier.ordinal()));
            }
            quotas.put(row.get(0), new Quota(row.get(0), row.get(1), values));
        }
        return Collections.unmodifiableMap(quotas);
    }
}
