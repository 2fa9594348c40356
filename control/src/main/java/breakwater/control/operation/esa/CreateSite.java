package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.AccessType;
import breakwater.control.lifecycle.esa.Coverage;
import breakwater.control.lifecycle.esa.PlanPhase;
import breakwater.control.lifecycle.esa.Site;
import breakwater.control.lifecycle.esa.SiteName;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** Adds a site to a plan. It is pending until VerifySite finds that its name is the account's. */
public final class CreateSite implements Operation<CreateSite.Input, CreateSite.Output> {
    private static final int RESOURCE_GROUP_LENGTH_MAX = 64;
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .change("esa", "CreateSite", Input.class, Output.class)
            .resource((call, input) -> EsaResources.instance(call, input.instanceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(GatewayError.INVALID_PARAMETER, EsaError.INSTANCE_NOT_EXIST, EsaError.INSTANCE_NOT_ONLINE,
                    EsaError.INVALID_SITE_NAME, EsaError.SUB_SITE_UNAVAILABLE, EsaError.SITE_ALREADY_EXIST,
                    EsaError.INVALID_SITE_ICP, EsaError.INVALID_COMPONENT, EsaError.SITE_OVER_QUOTA)
            .ignores("ResourceOwner");

    private final EsaRooms rooms;

    CreateSite(EsaRooms rooms) {
        this.rooms = rooms;
    }

    /** @param instanceId the plan's */
    public record Input(String siteName, String instanceId, String coverage, String accessType,
                        Optional<String> resourceGroupId) {
    }

    /** @param nameServerList separated by a comma */
    public record Output(long siteId, String verifyCode, String nameServerList) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Coverage coverage = EsaWords.required("Coverage", input.coverage(), EsaWords::coverage);
        AccessType accessType = EsaWords.required("AccessType", input.accessType(), EsaWords::accessType);
        String group = input.resourceGroupId().orElse("");
        if (group.length() > RESOURCE_GROUP_LENGTH_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "ResourceGroupId", "it is too long");
        }
        SitePlan plan = rooms.plan(call, transaction, input.instanceId())
                .orElseThrow(() -> new Refusal(EsaError.INSTANCE_NOT_EXIST));
        if (rooms.phase(call, transaction, plan) != PlanPhase.ONLINE) {
            throw new Refusal(EsaError.INSTANCE_NOT_ONLINE);
        }
        SiteName name = SiteRules.allowed(rooms, call, transaction, input.siteName(), plan.tier(), coverage);
        if (!plan.coverage().includes(coverage)) {
            throw new Refusal(EsaError.INVALID_COMPONENT);
        }
        if (rooms.sites().countOfPlan(transaction, call.accountId(), plan.id())
                >= QuotaTable.count(QuotaTable.SITES, plan.tier())) {
            throw new Refusal(EsaError.SITE_OVER_QUOTA);
        }
        Site site = SiteRules.create(rooms, call, transaction, name, plan.id(), accessType, coverage, group);
        return new Output(site.id(), site.verifyCode(), site.nameServers());
    }
}
