package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.Page;
import breakwater.control.lifecycle.esa.PlanTier;
import breakwater.control.lifecycle.esa.Site;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.lifecycle.esa.SiteQuery;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the account's sites, newest first. */
public final class ListSites implements Operation<ListSites.Input, ListSites.Output> {
    private static final int PAGE_SIZE_DEFAULT = 500;
    private static final int TAG_FILTERS_MAX = 20;
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "ListSites", Input.class, Output.class)
            .resource((call, input) -> EsaResources.site(call, "*"))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(GatewayError.INVALID_PARAMETER);

    private final EsaRooms rooms;

    ListSites(EsaRooms rooms) {
        this.rooms = rooms;
    }

    /** @param orderBy taken and without effect: visits are not counted, so sites are ordered by creation either way */
    public record Input(Optional<String> siteName, Optional<String> siteSearchType, Optional<String> accessType,
                        Optional<String> coverage, Optional<Boolean> onlyEnterprise, Optional<String> planSubscribeType,
                        Optional<String> status, Optional<String> resourceGroupId, List<Filter> tagFilter,
                        Optional<String> orderBy, Optional<Integer> pageNumber, Optional<Integer> pageSize) {
    }

    /** @param value any value when absent */
    public record Filter(Optional<String> key, Optional<String> value) {
    }

    public record Output(List<SiteModel> sites, int pageNumber, int pageSize, int totalCount) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        SiteQuery query = query(input);
        Page.Request request = EsaWords.page(input.pageNumber(), input.pageSize(), PAGE_SIZE_DEFAULT);
        boolean inArrears = rooms.inArrears(call, transaction);
        Page<Site> page = rooms.sites().list(transaction, call.now(), call.accountId(), inArrears, query, request);
        Map<String, SitePlan> plans = new HashMap<>();
        rooms.plans().findAll(transaction, call.accountId(), page.items().stream().map(Site::planId).distinct().toList())
                .forEach(plan -> plans.put(plan.id(), plan));
        List<SiteModel> models = new ArrayList<>();
        for (Site site : page.items()) {
            models.add(SiteModel.of(rooms, call, transaction, site, plans.get(site.planId()), inArrears));
        }
        return new Output(models, request.number(), request.size(), Math.toIntExact(page.total()));
    }

    private static SiteQuery query(Input input) {
        EsaWords.chosen("OrderBy", input.orderBy(),
                word -> word.equals("gmtCreate") || word.equals("visitTime") ? Optional.of(word) : Optional.<String>empty());
        List<PlanTier> tiers = EsaWords.chosen("PlanSubscribeType", input.planSubscribeType(),
                        word -> Optional.of(PlanCatalogue.subscribed(word)).filter(offers -> !offers.isEmpty()))
                .map(offers -> List.of(offers.getFirst().tier())).orElse(List.of());
        if (input.onlyEnterprise().orElse(false)) {
            // Both filters must match: a tier that is not Enterprise leaves nothing, which no plan's tier can be asked for.
            boolean contradiction = !tiers.isEmpty() && !tiers.contains(PlanTier.ENTERPRISE);
            if (contradiction) {
                throw new Refusal(GatewayError.INVALID_PARAMETER, "PlanSubscribeType", "it contradicts OnlyEnterprise");
            }
            tiers = List.of(PlanTier.ENTERPRISE);
        }
        if (input.tagFilter().size() > TAG_FILTERS_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "TagFilter", "it takes at most " + TAG_FILTERS_MAX);
        }
        return new SiteQuery(input.siteName(), EsaWords.chosen("SiteSearchType", input.siteSearchType(), ListSites::match)
                .orElse(SiteQuery.NameMatch.EXACT),
                EsaWords.chosen("AccessType", input.accessType(), EsaWords::accessType),
                EsaWords.chosen("Coverage", input.coverage(), EsaWords::coverage), tiers,
                EsaWords.chosen("Status", input.status(), EsaWords::siteStatus), input.resourceGroupId(),
                input.tagFilter().stream().map(filter -> new TagFilter(filter.key().orElseThrow(
                        () -> new Refusal(GatewayError.INVALID_PARAMETER, "TagFilter", "each needs a Key")),
                        filter.value())).toList());
    }

    private static Optional<SiteQuery.NameMatch> match(String word) {
        return switch (word) {
            case "exact" -> Optional.of(SiteQuery.NameMatch.EXACT);
            case "prefix" -> Optional.of(SiteQuery.NameMatch.PREFIX);
            case "suffix" -> Optional.of(SiteQuery.NameMatch.SUFFIX);
            case "fuzzy" -> Optional.of(SiteQuery.NameMatch.FUZZY);
            default -> Optional.empty();
        };
    }
}
