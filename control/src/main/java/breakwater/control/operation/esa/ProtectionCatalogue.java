package breakwater.control.operation.esa;

import breakwater.control.lifecycle.esa.SecurityProtection;
import java.util.List;
import java.util.Optional;

/** The protections a security instance can have, from {@code protections.tsv}. Immutable; used from any thread. */
final class ProtectionCatalogue {
    private static final String OFF = "off";
    /** The one billing mode that is sold: the traffic that was cleaned, by the hour. */
    private static final String CLEAN_TRAFFIC = "CleanTraffic";
    private static final List<List<String>> ROWS = DataTable.read("protections.tsv", 4);

    private ProtectionCatalogue() {
    }

    /** What is bought with these values; empty when one is unknown or both protections are off. */
    static Optional<SecurityProtection> find(String domestic, String overseas, String billingMode) {
        Optional<List<String>> inside = row(domestic, "domestic");
        if (inside.isEmpty() || row(overseas, "overseas").isEmpty() || !billingMode.equals(CLEAN_TRAFFIC)
                || domestic.equals(OFF) && overseas.equals(OFF)) {
            return Optional.empty();
        }
        return Optional.of(new SecurityProtection(domestic, overseas, billingMode,
                Integer.parseInt(inside.get().get(2)), Integer.parseInt(inside.get().get(3))));
    }

    private static Optional<List<String>> row(String value, String area) {
        return ROWS.stream().filter(row -> row.get(0).equals(value) && row.get(1).equals(area)).findFirst();
    }
}
