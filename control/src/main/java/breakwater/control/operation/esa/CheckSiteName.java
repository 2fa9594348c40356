package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.lifecycle.esa.Page;
import breakwater.control.lifecycle.esa.PlanPhase;
import breakwater.control.lifecycle.esa.PlanQuery;
import breakwater.control.lifecycle.esa.PlanTier;
import breakwater.control.lifecycle.esa.SiteName;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Tells whether a name could be added as a site by this account; what other accounts have added is not told. */
public final class CheckSiteName implements Operation<CheckSiteName.Input, CheckSiteName.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "CheckSiteName", Input.class, Output.class)
            .resource((call, input) -> EsaResources.site(call, "*"))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses();

    private final EsaRooms rooms;

    CheckSiteName(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String siteName) {
    }

    /** @param messeage the vendor's own spelling */
    public record Output(boolean passed, boolean isSubSite, String description, String messeage) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Optional<SiteName> parsed = SiteName.parse(input.siteName());
        if (parsed.isEmpty()) {
            return new Output(false, false, "Site.InvalidName", "The site name is not a domain name.");
        }
        SiteName name = parsed.get();
        if (rooms.sites().named(transaction, call.now(), call.accountId(), name.text()).isPresent()) {
            return new Output(false, name.subdomain(), "Site.AlreadyExist", "The site has been added already.");
        }
        if (name.subdomain() && !hasEnterprisePlan(call, transaction)) {
            return new Output(false, true, "Site.SubSiteUnavailable", "Subdomains need an Enterprise plan.");
        }
        return new Output(true, name.subdomain(), "success", "The site name is available.");
    }

    private boolean hasEnterprisePlan(Call call, Transaction transaction) {
        PlanQuery enterprise = new PlanQuery(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(PlanTier.ENTERPRISE), Optional.of(PlanPhase.ONLINE), Optional.empty(), Optional.empty(), false, false);
        return rooms.plans().list(transaction, call.now(), call.accountId(), rooms.inArrears(call, transaction), enterprise,
                new Page.Request(1, 1)).total() > 0;
    }
}
