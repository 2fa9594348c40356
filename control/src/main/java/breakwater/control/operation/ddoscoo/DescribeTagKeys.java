package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagScope;
import breakwater.control.tag.Tags;
import java.util.List;
import java.util.Optional;

/** The tag keys in use in a region, in order, with the number of instances that carry each; page 1 of 10 where none is asked for. */
public final class DescribeTagKeys implements Operation<DescribeTagKeys.Input, DescribeTagKeys.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeTagKeys", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(TagRequest.inRegion(call, input.regionId())))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final Tags tags;

    DescribeTagKeys(Tags tags) {
        this.tags = tags;
    }

    public record Input(String regionId, String resourceType, Optional<Integer> pageNumber, Optional<Integer> pageSize) {
    }

    public record Output(List<TagKey> tagKeys, int pageNumber, int pageSize, int totalCount) {
    }

    public record TagKey(String tagKey, int tagCount) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        TagRequest.check(input.resourceType(), List.of());
        WirePage page = WirePage.of(input.pageNumber().orElse(1), input.pageSize().orElse(10));
        TagScope scope = TagRequest.scope(call, input.regionId());
        List<TagKey> keys = tags.keys(transaction, scope, page.offset(), page.size()).stream()
                .map(count -> new TagKey(count.key(), Math.toIntExact(count.resources()))).toList();
        return new Output(keys, page.number(), page.size(), Math.toIntExact(tags.keyCount(transaction, scope)));
    }
}
