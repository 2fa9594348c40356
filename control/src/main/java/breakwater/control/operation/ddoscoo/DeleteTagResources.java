package breakwater.control.operation.ddoscoo;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagRules;
import breakwater.control.tag.TagScope;
import breakwater.control.tag.Tags;
import java.util.List;
import java.util.Optional;

/**
 * Takes tags off instances: the keys that are named, or with All every one. Keys that an instance does not carry do not matter. All or
 * nothing, as CreateTagResources.
 */
public final class DeleteTagResources implements Operation<DeleteTagResources.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "DeleteTagResources", Input.class, Empty.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.resourceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final InstanceLookup lookup;
    private final Tags tags;

    DeleteTagResources(InstanceLookup lookup, Tags tags) {
        this.lookup = lookup;
        this.tags = tags;
    }

    public record Input(String regionId, String resourceType, List<String> resourceIds, List<String> tagKey,
                        Optional<Boolean> all) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        TagRequest.check(input.resourceType(), input.resourceIds());
        boolean all = input.all().orElse(false);
        if (input.tagKey().isEmpty() && !all) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, "TagKey");
        }
        InstanceLookup.atMost("TagKey", input.tagKey(), TagRules.TAGS_PER_RESOURCE_MAX);
        TagScope scope = TagRequest.scope(call, input.regionId());
        for (DdosInstance instance : lookup.liveAll(transaction, TagRequest.inRegion(call, input.regionId()), "ResourceIds",
                input.resourceIds())) {
            if (all) {
                tags.removeAll(transaction, call.accountId(), TagScope.ResourceType.DDOS_INSTANCE, instance.id());
            } else {
                tags.remove(transaction, scope, instance.id(), input.tagKey());
            }
        }
        return Empty.EMPTY;
    }
}
