package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagFilter;
import breakwater.control.tag.TagRules;
import breakwater.control.tag.TagScope;
import breakwater.control.tag.TaggedResource;
import breakwater.control.tag.Tags;
import java.util.List;
import java.util.Optional;

/**
 * Tags of instances in a region: of the instances named, or of those that carry every tag asked for; at least one of the two must be
 * given. In order of instance and key, at most {@link #TAGS_MAX} at a time; NextToken, absent at the end, goes on behind the last.
 */
public final class DescribeTagResources implements Operation<DescribeTagResources.Input, DescribeTagResources.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeTagResources", Input.class, Output.class)
                    .resources((call, input) -> input.resourceIds().isEmpty()
                            ? InstanceLookup.all(TagRequest.inRegion(call, input.regionId()))
                            : InstanceLookup.resources(call, input.resourceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER);

    private final Tags tags;

    DescribeTagResources(Tags tags) {
        this.tags = tags;
    }

    /** Most tags in one answer. */
    static final int TAGS_MAX = 50;

    public record Input(String regionId, String resourceType, List<String> resourceIds, List<DescribeInstances.Tag> tags,
                        Optional<String> nextToken) {
    }

    public record Output(TagResources tagResources, Optional<String> nextToken) {
    }

    public record TagResources(List<TagResource> tagResource) {
    }

    public record TagResource(String resourceId, String resourceType, String tagKey, String tagValue) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        TagRequest.check(input.resourceType(), input.resourceIds());
        List<TagFilter> filters = DescribeInstances.filters("Tags", input.tags());
        if (input.resourceIds().isEmpty() && filters.isEmpty()) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, "ResourceIds");
        }
        TagScope scope = TagRequest.scope(call, input.regionId());
        TagRequest.Position after = TagRequest.position(input.nextToken().filter(token -> !token.isEmpty()));
        if (filters.size() > TagRules.TAGS_PER_RESOURCE_MAX) {
            return new Output(new TagResources(List.of()), Optional.empty());
        }
        List<TaggedResource> found = tags.list(transaction, scope, input.resourceIds().stream().distinct().toList(), filters,
                after.resourceId(), after.key(), TAGS_MAX + 1);
        List<TaggedResource> shown = found.subList(0, Math.min(found.size(), TAGS_MAX));
        Optional<String> next = found.size() <= TAGS_MAX ? Optional.empty()
                : Optional.of(TagRequest.token(new TagRequest.Position(shown.getLast().resourceId(), shown.getLast().tag().key())));
        return new Output(new TagResources(shown.stream().map(tagged -> new TagResource(tagged.resourceId(),
                TagRequest.RESOURCE_TYPE, tagged.tag().key(), tagged.tag().value())).toList()), next);
    }
}
