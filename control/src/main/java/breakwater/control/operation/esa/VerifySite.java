package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.Site;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/**
 * Asks whether the site's name was shown to be the account's, and if so makes the site active. Where a look-up takes long, the
 * first answer is no and a later call has the result, see {@link breakwater.control.lifecycle.esa.DnsOwnership}.
 */
public final class VerifySite implements Operation<VerifySite.Input, VerifySite.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .change("esa", "VerifySite", Input.class, Output.class)
            .resource((call, input) -> EsaResources.site(call, input.siteId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.SITE_NOT_FOUND);

    private final EsaRooms rooms;

    VerifySite(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(long siteId) {
    }

    public record Output(boolean passed) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Site site = rooms.sites().find(transaction, call.now(), call.accountId(), input.siteId())
                .orElseThrow(() -> new Refusal(EsaError.SITE_NOT_FOUND));
        boolean verified = site.verifiedAt().isPresent() && site.movedAt().isEmpty();
        if (!verified && rooms.ownership().proven(transaction, site)) {
            rooms.sites().verified(transaction, call.now(), site);
            verified = true;
        }
        return new Output(verified);
    }
}
