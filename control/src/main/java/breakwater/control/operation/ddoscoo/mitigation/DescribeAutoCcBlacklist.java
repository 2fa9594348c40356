package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.operation.ddoscoo.WirePage;
import breakwater.control.protection.SourceListing.Side;
import breakwater.control.protection.SourceListings;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * An instance's black list, the latest entry first, without what has expired. EndTime is in seconds. KeyWord is what the
 * source's text starts with, 3 characters or more.
 * QueryType restricts it to what the owner listed (manual) or what was listed by itself (auto).
 */
public final class DescribeAutoCcBlacklist implements Operation<DescribeAutoCcBlacklist.Input, DescribeAutoCcBlacklist.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeAutoCcBlacklist", Input.class, Output.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final MitigationRooms rooms;

    DescribeAutoCcBlacklist(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId, Optional<String> keyWord, Integer pageNumber, Integer pageSize, Optional<String> queryType) {
    }

    public record Output(List<Entry> autoCcBlacklist, long totalCount) {
    }

    public record Entry(String destIp, long endTime, String sourceIp, String type) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        WirePage page = WirePage.of(input.pageNumber(), input.pageSize());
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        SourceListings.Page listed = rooms.listings().page(transaction, call.now(), found.id(), Side.BLACK,
                SourceWords.origin(input.queryType()), SourceWords.prefix(input.keyWord()), page.offset(), page.size());
        return new Output(listed.listings().stream().map(entry -> new Entry(found.serviceAddress(), SourceWords.endSeconds(entry),
                entry.source(), SourceWords.type(entry))).toList(), listed.total());
    }
}
