package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.Site;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Tells everything about a site. */
public final class GetSite implements Operation<GetSite.Input, GetSite.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "GetSite", Input.class, Output.class)
            .resource((call, input) -> EsaResources.site(call, input.siteId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.SITE_NOT_FOUND);

    private final EsaRooms rooms;

    GetSite(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(long siteId) {
    }

    public record Output(SiteModel siteModel) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Site site = rooms.sites().find(transaction, call.now(), call.accountId(), input.siteId())
                .orElseThrow(() -> new Refusal(EsaError.SITE_NOT_FOUND));
        SitePlan plan = rooms.plan(call, transaction, site.planId()).orElseThrow(() -> new Refusal(EsaError.SITE_NOT_FOUND));
        return new Output(SiteModel.of(rooms, call, transaction, site, plan, rooms.inArrears(call, transaction)));
    }
}
