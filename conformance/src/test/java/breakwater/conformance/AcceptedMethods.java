package breakwater.conformance;

import java.util.Set;

/** Which of ESA's operations take one HTTP method alone, as the vendor's metadata says. All other operations take both. */
final class AcceptedMethods {

    private static final Set<String> GET_ONLY = Set.of("GetSite", "ListSites", "ListUserRatePlanInstances", "ListInstanceQuotas",
            "ListInstanceQuotasWithUsage", "DescribeDdosMaxBurstGbps");
    private static final Set<String> POST_ONLY = Set.of("CheckSiteName", "CreateSite", "DeleteSite", "VerifySite", "UpdateSiteCoverage",
            "SetDdosMaxBurstGbps", "DescribeDDoSPrice", "PurchaseDDoSInstance");

    private AcceptedMethods() {}

    static boolean get(Product product, String action) {
        return product != Product.ESA || !POST_ONLY.contains(action);
    }

    static boolean post(Product product, String action) {
        return product != Product.ESA || !GET_ONLY.contains(action);
    }
}
