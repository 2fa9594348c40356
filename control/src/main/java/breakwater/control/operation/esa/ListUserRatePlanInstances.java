package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.esa.Coverage;
import breakwater.control.lifecycle.esa.Page;
import breakwater.control.lifecycle.esa.PlanPhase;
import breakwater.control.lifecycle.esa.PlanQuery;
import breakwater.control.lifecycle.esa.PlanTier;
import breakwater.control.lifecycle.esa.SecurityInstance;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Lists the account's site plans with their sites; released ones only when they are asked for by Status=disable. */
public final class ListUserRatePlanInstances
        implements Operation<ListUserRatePlanInstances.Input, ListUserRatePlanInstances.Output> {
    private static final int PAGE_SIZE_DEFAULT = 20;
    private static final int DAYS_MAX = 36_500;
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "ListUserRatePlanInstances", Input.class, Output.class)
            .resource((call, input) -> EsaResources.instance(call, input.instanceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(GatewayError.INVALID_PARAMETER)
            .ignores("ResourceOwner");

    private final EsaRooms rooms;

    ListUserRatePlanInstances(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Optional<String> instanceId, Optional<String> planNameEn, Optional<String> planType,
                        Optional<String> subscribeType, Optional<String> status, Optional<Integer> remainingExpireDays,
                        Optional<String> checkRemainingSiteQuota, Optional<String> sortBy, Optional<String> sortOrder,
                        Optional<Integer> pageNumber, Optional<Integer> pageSize) {
    }

    public record Output(List<Info> instanceInfo, int pageNumber, int pageSize, int totalCount, int totalPage) {
    }

    /** The elements about protection are absent without a security instance. @param duration in months */
    public record Info(String instanceId, String planName, String planType, String subscribeType, String billingMode,
                       String status, String createTime, String expireTime, int duration, String coverages,
                       String siteQuota, String renewalStatus, Optional<Long> renewalDuration,
                       Optional<String> ddosInstanceLevel, Optional<String> ddosBurstableDomesticProtection,
                       Optional<String> ddosBurstableOverseasProtection, List<SiteInfo> sites) {
    }

    public record SiteInfo(long siteId, String siteName, String siteStatus) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        PlanQuery query = query(input);
        Page.Request request = EsaWords.page(input.pageNumber(), input.pageSize(), PAGE_SIZE_DEFAULT);
        boolean inArrears = rooms.inArrears(call, transaction);
        Page<SitePlan> page = rooms.plans().list(transaction, call.now(), call.accountId(), inArrears, query, request);
        return new Output(page.items().stream().map(plan -> info(call, transaction, plan, inArrears)).toList(),
                request.number(), request.size(), Math.toIntExact(page.total()), EsaWords.pages(page, request));
    }

    private static PlanQuery query(Input input) {
        Optional<List<PlanCatalogue.Offer>> subscribed = EsaWords.chosen("SubscribeType", input.subscribeType(),
                word -> Optional.of(PlanCatalogue.subscribed(word)).filter(offers -> !offers.isEmpty()));
        // One subscription type is one tier, but for the two entrance plans, which are told apart by name.
        Optional<String> entrance = subscribed.map(List::getFirst)
                .filter(offer -> offer.tier() == PlanTier.ENTRANCE).map(PlanCatalogue.Offer::name);
        if (input.planNameEn().isPresent() && entrance.isPresent() && !entrance.equals(input.planNameEn())) {
            entrance = Optional.of("");
        }
        if (input.remainingExpireDays().isPresent()
                && (input.remainingExpireDays().get() < 1 || input.remainingExpireDays().get() > DAYS_MAX)) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "RemainingExpireDays", "it must be 1 to " + DAYS_MAX);
        }
        return new PlanQuery(input.instanceId(), entrance.or(input::planNameEn),
                EsaWords.chosen("PlanType", input.planType(), word -> switch (word) {
                    case "normal" -> Optional.of(false);
                    case "enterprise" -> Optional.of(true);
                    default -> Optional.<Boolean>empty();
                }),
                subscribed.map(offers -> offers.getFirst().tier()),
                EsaWords.chosen("Status", input.status(), EsaWords::planPhase), input.remainingExpireDays(),
                EsaWords.chosen("CheckRemainingSiteQuota", input.checkRemainingSiteQuota(), ListUserRatePlanInstances::truth)
                        .filter(wanted -> wanted).map(wanted -> QuotaTable.sites()),
                EsaWords.chosen("SortBy", input.sortBy(), word -> switch (word) {
                    case "CreateTime" -> Optional.of(false);
                    case "ExpireTime" -> Optional.of(true);
                    default -> Optional.<Boolean>empty();
                }).orElse(false),
                EsaWords.ascending(input.sortOrder()));
    }

    private static Optional<Boolean> truth(String word) {
        return switch (word) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private Info info(Call call, Transaction transaction, SitePlan plan, boolean inArrears) {
        PlanPhase phase = plan.phase(call.now(), inArrears);
        Optional<PlanCatalogue.Offer> offer = PlanCatalogue.named(plan.planName());
        Optional<SecurityInstance> protection = rooms.instances().ofPlan(transaction, call.now(), plan.accountId(), plan.id());
        List<SiteInfo> sites = phase == PlanPhase.RELEASED ? List.of()
                : rooms.sites().ofPlan(transaction, plan.accountId(), plan.id()).stream()
                        .map(site -> new SiteInfo(site.id(), site.name(), EsaWords.word(site.status(phase)))).toList();
        return new Info(plan.id(), plan.planName(), offer.map(PlanCatalogue.Offer::type).orElse("normal"),
                offer.map(PlanCatalogue.Offer::subscribeType).orElse(plan.planName()), "PREPAY", EsaWords.word(phase),
                EsaWords.time(plan.createdAt()), EsaWords.time(plan.expiresAt()), plan.periodMonths(),
                coverages(plan.coverage()), Long.toString(QuotaTable.count(QuotaTable.SITES, plan.tier())),
                renewal(plan.renewal().mode()),
                plan.renewal().mode() == Renewal.Mode.AUTOMATIC ? Optional.of((long) plan.renewal().periodMonths()) : Optional.empty(),
                protection.map(instance -> "esa_ddos_instance"),
                protection.map(instance -> instance.protection().domestic()),
                protection.map(instance -> instance.protection().overseas()), sites);
    }

    private static String coverages(Coverage coverage) {
        return switch (coverage) {
            case GLOBAL -> "domestic,overseas,global";
            case DOMESTIC, OVERSEAS -> EsaWords.word(coverage);
        };
    }

    private static String renewal(Renewal.Mode mode) {
        return switch (mode) {
            case AUTOMATIC -> "auto_renewal";
            // The vendor's own spelling.
            case MANUAL -> "nomal";
            case NONE -> "not_renewal";
        };
    }
}
