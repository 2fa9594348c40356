package breakwater.control.operation.esa;

import breakwater.control.lifecycle.esa.PlanTier;
import java.util.List;
import java.util.Optional;

/** The site plans that are sold, from {@code plans.tsv}. Immutable; used from any thread. */
final class PlanCatalogue {
    private static final List<Offer> OFFERS = DataTable.read("plans.tsv", 4).stream()
            .map(row -> new Offer(row.get(0), row.get(1), row.get(2), PlanTier.valueOf(row.get(3)))).toList();

    private PlanCatalogue() {
    }

    /**
     * A plan as it is sold.
     *
     * @param name          unique
     * @param code          shared by the plans of one size
     * @param subscribeType what lists call it
     * @param tier          how large it is
     */
    record Offer(String name, String code, String subscribeType, PlanTier tier) {
        String type() {
            return tier == PlanTier.ENTERPRISE ? "enterprise" : "normal";
        }
    }

    static List<Offer> offers() {
        return OFFERS;
    }

    /** The plan of a name, of a code, or of both when they belong together; empty when neither is sent or nothing fits. */
    static Optional<Offer> find(Optional<String> name, Optional<String> code) {
        if (name.isEmpty() && code.isEmpty()) {
            return Optional.empty();
        }
        return OFFERS.stream().filter(offer -> name.isEmpty() || offer.name().equals(name.get()))
                .filter(offer -> code.isEmpty() || offer.code().equals(code.get())).findFirst();
    }

    static Optional<Offer> named(String name) {
        return find(Optional.of(name), Optional.empty());
    }

    static List<Offer> subscribed(String subscribeType) {
        return OFFERS.stream().filter(offer -> offer.subscribeType().equals(subscribeType)).toList();
    }
}
