package breakwater.control.operation.esa;

import breakwater.control.lifecycle.esa.AccessType;
import breakwater.control.lifecycle.esa.Site;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.lifecycle.esa.SiteStatus;
import breakwater.control.operation.Call;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagRules;
import breakwater.control.tag.TagScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A site as the API shows it.
 *
 * @param cnameZone     below it lie the names to point at; absent unless the access type is CNAME
 * @param offlineReason absent unless the status is offline
 */
public record SiteModel(long siteId, String siteName, String status, String accessType, String coverage,
                        String instanceId, String planName, String planSpecName, String nameServerList,
                        String verifyCode, Optional<String> cnameZone, Optional<String> offlineReason,
                        String resourceGroupId, String createTime, String updateTime, Map<String, Object> tags) {
    private static final String CNAME_ZONE = ".cname.breakwater.example";

    static SiteModel of(EsaRooms rooms, Call call, Transaction transaction, Site site, SitePlan plan, boolean inArrears) {
        SiteStatus status = site.status(plan.phase(call.now(), inArrears));
        Map<String, Object> tags = new TreeMap<>();
        String id = Long.toString(site.id());
        rooms.tags().list(transaction, new TagScope(site.accountId(), TagScope.ResourceType.SITE, ""), List.of(id), List.of(),
                "", "", TagRules.TAGS_PER_RESOURCE_MAX).forEach(tagged -> tags.put(tagged.tag().key(), tagged.tag().value()));
        return new SiteModel(site.id(), site.name(), EsaWords.word(status), site.accessType().name(),
                EsaWords.word(site.coverage()), plan.id(), plan.planName(), plan.planName(), site.nameServers(),
                site.verifyCode(), Optional.of(site.name() + CNAME_ZONE).filter(zone -> site.accessType() == AccessType.CNAME),
                Optional.of("expiration_arrears").filter(reason -> status == SiteStatus.OFFLINE), site.resourceGroupId(),
                EsaWords.time(site.createdAt()), EsaWords.time(site.updatedAt()), tags);
    }
}
