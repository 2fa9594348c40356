package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Tells what a plan may have. */
public final class ListInstanceQuotas implements Operation<ListInstanceQuotas.Input, ListInstanceQuotas.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "ListInstanceQuotas", Input.class, Output.class)
            .resource((call, input) -> EsaResources.instance(call, input.instanceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(GatewayError.INVALID_PARAMETER, GatewayError.MISSING_PARAMETER, EsaError.SITE_NOT_FOUND,
                    EsaError.INSTANCE_NOT_EXIST);

    private final EsaRooms rooms;

    ListInstanceQuotas(EsaRooms rooms) {
        this.rooms = rooms;
    }

    /** @param quotaNames separated by commas */
    public record Input(Optional<String> instanceId, Optional<Long> siteId, String quotaNames) {
    }

    public record Output(String instanceId, String status, List<Quota> quotas) {
    }

    /** @param quotaValueType num, bool, range or custom */
    public record Quota(String quotaName, String quotaValue, String quotaValueType) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        List<QuotaTable.Quota> wanted = QuotaRequest.quotas(input.quotaNames());
        SitePlan plan = QuotaRequest.plan(rooms, call, transaction, input.instanceId(), input.siteId());
        return new Output(plan.id(), EsaWords.word(rooms.phase(call, transaction, plan)), wanted.stream()
                .map(quota -> new Quota(quota.name(), quota.value(plan.tier()), quota.type())).toList());
    }
}
