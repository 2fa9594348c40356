package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosListing;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The sources that were refused most at a port of an address since a time, of those that readings named, which are the busiest of each. Pv is how many of their packets and
 * connections were refused. An address that is not the caller's has none, as one that nobody has.
 */
public final class DescribePortCcAttackTopIP implements Operation<DescribePortCcAttackTopIP.Input, DescribePortCcAttackTopIP.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribePortCcAttackTopIP", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final ReportRooms rooms;

    DescribePortCcAttackTopIP(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** StartTimestamp in seconds; Limit 1 to 100, 10 by default. */
    public record Input(String ip, String port, Long startTimestamp, Optional<Long> limit) {
    }

    public record Output(List<Source> topIp) {
    }

    /** AreaId is the ISO code of the country in lower case; absent where the table does not tell. */
    public record Source(String srcIp, Optional<String> areaId, long pv) {
    }

    private static final long LIMIT_DEFAULT = 10;
    private static final long LIMIT_MAX = 100;

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        int port = ReportWindow.port(input.port());
        Instant from = ReportWindow.instant("StartTimestamp", input.startTimestamp());
        long limit = input.limit().orElse(LIMIT_DEFAULT);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "Limit", "it must be 1 to " + LIMIT_MAX);
        }
        Optional<DdosInstance> instance = rooms.lookup().listings().page(transaction, call.now(), call.accountId(),
                DdosListing.all(InstanceLookup.region(call)).ofAddress(input.ip()), 0, 1).instances().stream().findFirst();
        if (instance.isEmpty()) {
            return new Output(List.of());
        }
        return new Output(rooms.origins().refused(transaction, instance.get().id(), Optional.of(port), from,
                call.now().plusSeconds(1), (int) limit).stream().map(source -> new Source(source.address(),
                        ReportWords.knownCountry(source.country()), source.refused())).toList());
    }
}
