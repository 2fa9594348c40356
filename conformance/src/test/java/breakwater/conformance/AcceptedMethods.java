package breakwater.conformance;

import java.util.Set;

/**
 * Which operations take one HTTP method alone: some of ESA's, as the vendor's metadata says, and those of our own that are given a password, which
 * must not stand in an address. All other operations take both.
 */
final class AcceptedMethods {

    private static final Set<String> GET_ONLY = Set.of("GetSite", "ListSites", "ListUserRatePlanInstances", "ListInstanceQuotas",
            "ListInstanceQuotasWithUsage", "DescribeDdosMaxBurstGbps");
    private static final Set<String> POST_ONLY = Set.of("CheckSiteName", "CreateSite", "DeleteSite", "VerifySite", "UpdateSiteCoverage",
            "SetDdosMaxBurstGbps", "DescribeDDoSPrice", "PurchaseDDoSInstance");
    private static final Set<String> GIVEN_A_PASSWORD = Set.of("SignIn", "SetConsolePassword");

    private AcceptedMethods() {}

    static boolean get(Product product, String action) {
        return switch (product) {
            case ESA -> !POST_ONLY.contains(action);
            case BREAKWATER -> !GIVEN_A_PASSWORD.contains(action);
            case DDOSCOO, BILLING, RAM, STS -> true;
        };
    }

    static boolean post(Product product, String action) {
        return product != Product.ESA || !GET_ONLY.contains(action);
    }
}
