package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.Site;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.store.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the two operations on quotas share: a plan, named by its id or by one of its sites, and the names of quotas. */
final class QuotaRequest {
    private static final int NAMES_MAX = 200;

    private QuotaRequest() {
    }

    /** @throws Refusal MissingInstanceId when neither is sent, InstanceNotExist or SiteNotFound when it is not the account's */
    static SitePlan plan(EsaRooms rooms, Call call, Transaction transaction, Optional<String> instanceId,
                         Optional<Long> siteId) {
        if (instanceId.isEmpty() && siteId.isEmpty()) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, "InstanceId");
        }
        if (siteId.isPresent()) {
            Site site = rooms.sites().find(transaction, call.now(), call.accountId(), siteId.get())
                    .orElseThrow(() -> new Refusal(EsaError.SITE_NOT_FOUND));
            if (instanceId.isPresent() && !instanceId.get().equals(site.planId())) {
                throw new Refusal(EsaError.INSTANCE_NOT_EXIST);
            }
            return rooms.plan(call, transaction, site.planId()).orElseThrow(() -> new Refusal(EsaError.SITE_NOT_FOUND));
        }
        return instanceId.flatMap(id -> rooms.plan(call, transaction, id))
                .orElseThrow(() -> new Refusal(EsaError.INSTANCE_NOT_EXIST));
    }

    /** The quotas of a list of names with commas. @throws Refusal InvalidParameter if one is unknown or there are too many */
    static List<QuotaTable.Quota> quotas(String names) {
        List<String> wanted = Arrays.stream(names.split(",", -1)).map(String::strip).toList();
        if (wanted.size() > NAMES_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "QuotaNames", "it takes at most " + NAMES_MAX + " names");
        }
        return wanted.stream().map(name -> QuotaTable.find(name).orElseThrow(
                () -> new Refusal(GatewayError.INVALID_PARAMETER, "QuotaNames", "it names a quota that does not exist"))).toList();
    }
}
