package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.AccessType;
import breakwater.control.lifecycle.esa.Coverage;
import breakwater.control.lifecycle.esa.EsaIds;
import breakwater.control.lifecycle.esa.PlanTier;
import breakwater.control.lifecycle.esa.Site;
import breakwater.control.lifecycle.esa.SiteName;
import breakwater.control.operation.Call;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** What a new site must meet, wherever it is made. */
final class SiteRules {
    /** The name servers that sites are delegated to; which two a site gets follows from its id. */
    private static final List<String> NAME_SERVERS = List.of("ns1.breakwater.example,ns2.breakwater.example",
            "ns3.breakwater.example,ns4.breakwater.example");

    private SiteRules() {
    }

    /**
     * The name, if a plan of this tier may have a site of it for this coverage.
     *
     * @throws Refusal InvalidSiteName, SubSiteUnavailable, Site.AlreadyExist, InvalidSiteICP; the first that applies
     */
    static SiteName allowed(EsaRooms rooms, Call call, Transaction transaction, String name, PlanTier tier,
                            Coverage coverage) {
        SiteName siteName = SiteName.parse(name).orElseThrow(() -> new Refusal(EsaError.INVALID_SITE_NAME));
        if (siteName.subdomain() && !tier.takesSubdomains()) {
            throw new Refusal(EsaError.SUB_SITE_UNAVAILABLE);
        }
        if (rooms.sites().named(transaction, call.now(), call.accountId(), siteName.text()).isPresent()) {
            throw new Refusal(EsaError.SITE_ALREADY_EXIST);
        }
        filed(rooms, siteName, coverage);
        return siteName;
    }

    /** @throws Refusal InvalidSiteICP if the coverage needs a filing that the name has not */
    static void filed(EsaRooms rooms, SiteName name, Coverage coverage) {
        if (coverage.needsFiling() && !rooms.filings().covers(name)) {
            throw new Refusal(EsaError.INVALID_SITE_ICP);
        }
    }

    /** Makes a site of an allowed name. */
    static Site create(EsaRooms rooms, Call call, Transaction transaction, SiteName name, String planId,
                       AccessType accessType, Coverage coverage, String resourceGroupId) {
        rooms.sites().clearReleased(transaction, call.now(), call.accountId(), name.text());
        long id = EsaIds.site();
        Site site = new Site(id, call.accountId(), planId, name.text(), accessType, coverage, EsaIds.verifyCode(),
                NAME_SERVERS.get((int) (id % NAME_SERVERS.size())), resourceGroupId, call.now(), call.now(),
                Optional.empty(), Optional.empty());
        rooms.sites().create(transaction, site);
        return site;
    }
}
