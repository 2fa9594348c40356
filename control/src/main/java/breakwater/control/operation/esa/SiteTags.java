package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagScope;
import java.util.ArrayList;
import java.util.List;

/** What the three operations on tags share. Only sites carry tags here. */
final class SiteTags {
    static final int RESOURCES_MAX = 50;
    private static final int ID_DIGITS_MAX = 18;

    private SiteTags() {
    }

    static TagScope scope(Call call) {
        return new TagScope(call.accountId(), TagScope.ResourceType.SITE, "");
    }

    static List<String> resources(Call call, List<String> ids) {
        return ids.isEmpty() ? List.of(EsaResources.site(call, "*"))
                : ids.stream().map(id -> EsaResources.site(call, id)).toList();
    }

    /** @throws Refusal InvalidParameter for a kind that carries no tags */
    static void requireSite(String resourceType) {
        if (!resourceType.equalsIgnoreCase("site")) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "ResourceType", "it must be Site");
        }
    }

    /** The ids as they are stored, if all are sites of the caller. @throws Refusal SiteNotFound if one is not */
    static List<String> sites(EsaRooms rooms, Call call, Transaction transaction, List<String> ids) {
        if (ids.isEmpty() || ids.size() > RESOURCES_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "ResourceId", "it takes 1 to " + RESOURCES_MAX);
        }
        List<String> sites = new ArrayList<>();
        for (String id : ids) {
            if (id.length() > ID_DIGITS_MAX || id.isEmpty() || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new Refusal(EsaError.SITE_NOT_FOUND);
            }
            sites.add(rooms.sites().find(transaction, call.now(), call.accountId(), Long.parseLong(id))
                    .map(site -> Long.toString(site.id())).orElseThrow(() -> new Refusal(EsaError.SITE_NOT_FOUND)));
        }
        return sites;
    }
}
