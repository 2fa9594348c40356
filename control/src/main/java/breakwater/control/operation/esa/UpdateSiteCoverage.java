package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.Coverage;
import breakwater.control.lifecycle.esa.PlanPhase;
import breakwater.control.lifecycle.esa.Site;
import breakwater.control.lifecycle.esa.SiteName;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Changes where a site is served. */
public final class UpdateSiteCoverage implements Operation<UpdateSiteCoverage.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION = Declaration
            .change("esa", "UpdateSiteCoverage", Input.class, Empty.class)
            .resource((call, input) -> EsaResources.site(call, input.siteId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(GatewayError.INVALID_PARAMETER, EsaError.SITE_NOT_FOUND, EsaError.INSTANCE_NOT_ONLINE,
                    EsaError.INVALID_SITE_ICP, EsaError.INVALID_COMPONENT);

    private final EsaRooms rooms;

    UpdateSiteCoverage(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(long siteId, String coverage) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Coverage coverage = EsaWords.required("Coverage", input.coverage(), EsaWords::coverage);
        Site site = rooms.sites().find(transaction, call.now(), call.accountId(), input.siteId())
                .orElseThrow(() -> new Refusal(EsaError.SITE_NOT_FOUND));
        SitePlan plan = rooms.plan(call, transaction, site.planId()).orElseThrow(() -> new Refusal(EsaError.SITE_NOT_FOUND));
        if (rooms.phase(call, transaction, plan) != PlanPhase.ONLINE) {
            throw new Refusal(EsaError.INSTANCE_NOT_ONLINE);
        }
        SiteName name = SiteName.parse(site.name()).orElseThrow(
                () -> new IllegalStateException("the stored site " + site.id() + " has a name that cannot be one"));
        SiteRules.filed(rooms, name, coverage);
        if (!plan.coverage().includes(coverage)) {
            throw new Refusal(EsaError.INVALID_COMPONENT);
        }
        rooms.sites().covered(transaction, call.now(), site, coverage);
        return Empty.EMPTY;
    }
}
