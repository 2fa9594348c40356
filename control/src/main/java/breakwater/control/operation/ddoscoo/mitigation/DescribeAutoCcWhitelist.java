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
 * An instance's white list, the latest entry first, without what has expired. EndTime is in seconds, 0 for never. KeyWord is what the
 * source's text starts with, 3 characters or more.
 */
public final class DescribeAutoCcWhitelist implements Operation<DescribeAutoCcWhitelist.Input, DescribeAutoCcWhitelist.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeAutoCcWhitelist", Input.class, Output.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final MitigationRooms rooms;

    DescribeAutoCcWhitelist(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId, Optional<String> keyWord, Integer pageNumber, Integer pageSize) {
    }

    public record Output(List<Entry> autoCcWhitelist, long totalCount) {
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
        SourceListings.Page listed = rooms.listings().page(transaction, call.now(), found.id(), Side.WHITE,
                Optional.empty(), SourceWords.prefix(input.keyWord()), page.offset(), page.size());
        return new Output(listed.listings().stream().map(entry -> new Entry(found.serviceAddress(), SourceWords.endSeconds(entry),
                entry.source(), SourceWords.type(entry))).toList(), listed.total());
    }
}
