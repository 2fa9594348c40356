package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.Page;
import breakwater.control.lifecycle.esa.SecurityInstance;
import breakwater.control.lifecycle.esa.SecurityQuery;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Lists the account's security instances, the released ones too. */
public final class ListDDoSInstances implements Operation<ListDDoSInstances.Input, ListDDoSInstances.Output> {
    private static final int PAGE_SIZE_DEFAULT = 20;
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "ListDDoSInstances", Input.class, Output.class)
            .resource((call, input) -> EsaResources.instance(call, input.instanceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(GatewayError.INVALID_PARAMETER);

    private final EsaRooms rooms;

    ListDDoSInstances(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Optional<String> instanceId, Optional<String> siteInstanceId, Optional<String> status,
                        Optional<String> sortBy, Optional<String> sortOrder, Optional<Integer> pageNumber,
                        Optional<Integer> pageSize) {
    }

    public record Output(List<Info> instanceInfo, int pageNumber, int pageSize, int totalCount, int totalPage) {
    }

    /** @param reserveReleaseTime absent until a release was asked for */
    public record Info(String instanceId, String siteInstanceId, String status, String createTime,
                       Optional<String> reserveReleaseTime, String dDoSBurstableDomesticProtection,
                       String dDoSBurstableOverseasProtection) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        if (!input.sortBy().orElse("CreateTime").equals("CreateTime")) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "SortBy", "it must be CreateTime");
        }
        SecurityQuery query = new SecurityQuery(input.instanceId(), input.siteInstanceId(),
                EsaWords.chosen("Status", input.status(), EsaWords::securityPhase), EsaWords.ascending(input.sortOrder()));
        Page.Request request = EsaWords.page(input.pageNumber(), input.pageSize(), PAGE_SIZE_DEFAULT);
        boolean inArrears = rooms.inArrears(call, transaction);
        Page<SecurityInstance> page = rooms.instances().list(transaction, call.now(), call.accountId(), inArrears, query, request);
        return new Output(page.items().stream().map(instance -> info(call, instance, inArrears)).toList(),
                request.number(), request.size(), Math.toIntExact(page.total()), EsaWords.pages(page, request));
    }

    private static Info info(Call call, SecurityInstance instance, boolean inArrears) {
        return new Info(instance.id(), instance.planId(), EsaWords.word(instance.phase(call.now(), inArrears)),
                EsaWords.time(instance.createdAt()), instance.reserveReleaseAt().map(EsaWords::time),
                instance.protection().domestic(), instance.protection().overseas());
    }
}
