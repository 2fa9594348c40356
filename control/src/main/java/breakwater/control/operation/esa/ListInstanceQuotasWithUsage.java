package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.esa.Site;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Tells what a plan may have and how much of it is used, in all and by site. Of what is counted here, sites and security
 * instances exist; the others are not built, so none of them is used.
 */
public final class ListInstanceQuotasWithUsage
        implements Operation<ListInstanceQuotasWithUsage.Input, ListInstanceQuotasWithUsage.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "ListInstanceQuotasWithUsage", Input.class, Output.class)
            .resource((call, input) -> EsaResources.instance(call, input.instanceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(GatewayError.INVALID_PARAMETER, GatewayError.MISSING_PARAMETER, EsaError.SITE_NOT_FOUND,
                    EsaError.INSTANCE_NOT_EXIST);

    private final EsaRooms rooms;

    ListInstanceQuotasWithUsage(EsaRooms rooms) {
        this.rooms = rooms;
    }

    /** @param quotaNames separated by commas */
    public record Input(Optional<String> instanceId, Optional<Long> siteId, String quotaNames) {
    }

    public record Output(String instanceId, String status, List<Quota> quotas) {
    }

    /** @param usage of the whole plan @param siteUsage of each site; empty for what sites do not have by themselves */
    public record Quota(String quotaName, String quotaValue, String usage, List<SiteShare> siteUsage) {
    }

    public record SiteShare(long siteId, String siteName, String siteUsage) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        List<QuotaTable.Quota> wanted = QuotaRequest.quotas(input.quotaNames());
        SitePlan plan = QuotaRequest.plan(rooms, call, transaction, input.instanceId(), input.siteId());
        List<Site> sites = rooms.sites().ofPlan(transaction, call.accountId(), plan.id());
        return new Output(plan.id(), EsaWords.word(rooms.phase(call, transaction, plan)), wanted.stream()
                .map(quota -> usage(call, transaction, quota, plan, sites)).toList());
    }

    private Quota usage(Call call, Transaction transaction, QuotaTable.Quota quota, SitePlan plan, List<Site> sites) {
        String value = quota.value(plan.tier());
        return switch (quota.name()) {
            case QuotaTable.SITES -> new Quota(quota.name(), value, Integer.toString(sites.size()), List.of());
            case QuotaTable.SECURITY_INSTANCES -> new Quota(quota.name(), value,
                    rooms.instances().ofPlan(transaction, call.now(), call.accountId(), plan.id()).isPresent() ? "1" : "0", List.of());
            default -> new Quota(quota.name(), value, "0",
                    sites.stream().map(site -> new SiteShare(site.id(), site.name(), "0")).toList());
        };
    }
}
