package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.Site;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Deletes a site with its tags; its name is free at once. */
public final class DeleteSite implements Operation<DeleteSite.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION = Declaration
            .change("esa", "DeleteSite", Input.class, Empty.class)
            .resource((call, input) -> EsaResources.site(call, input.siteId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.SITE_NOT_FOUND)
            .ignores("SecurityToken");

    private final EsaRooms rooms;

    DeleteSite(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(long siteId) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        Site site = rooms.sites().find(transaction, call.now(), call.accountId(), input.siteId())
                .orElseThrow(() -> new Refusal(EsaError.SITE_NOT_FOUND));
        rooms.sites().delete(transaction, site);
        return Empty.EMPTY;
    }
}
