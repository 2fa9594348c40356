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
import breakwater.control.tag.PutOutcome;
import breakwater.control.tag.TagRules;
import breakwater.control.tag.TagScope;
import breakwater.control.tag.Tags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts tags on instances; a key that an instance carries already gets the new value. All or nothing: one instance that cannot be tagged
 * refuses the whole call. The rules of keys and values are in {@link breakwater.control.tag.TagRules}; a key given twice is refused.
 */
public final class CreateTagResources implements Operation<CreateTagResources.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "CreateTagResources", Input.class, Empty.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.resourceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND,
                            DdoscooError.TOO_MANY_TAGS);

    private final InstanceLookup lookup;
    private final Tags tags;

    CreateTagResources(InstanceLookup lookup, Tags tags) {
        this.lookup = lookup;
        this.tags = tags;
    }

    public record Input(String regionId, String resourceType, List<String> resourceIds, List<Tag> tags) {
    }

    public record Tag(Optional<String> key, Optional<String> value) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        TagRequest.check(input.resourceType(), input.resourceIds());
        List<breakwater.control.tag.Tag> wanted = wanted(input.tags());
        TagScope scope = TagRequest.scope(call, input.regionId());
        for (DdosInstance instance : lookup.liveAll(transaction, TagRequest.inRegion(call, input.regionId()), "ResourceIds",
                input.resourceIds())) {
            switch (tags.put(transaction, scope, instance.id(), wanted)) {
                case PutOutcome.Put put -> {
                    continue;
                }
                case PutOutcome.TooMany tooMany ->
                        throw new Refusal(DdoscooError.TOO_MANY_TAGS, String.valueOf(tooMany.allowed()));
            }
        }
        return Empty.EMPTY;
    }

    private static List<breakwater.control.tag.Tag> wanted(List<Tag> sent) {
        if (sent.isEmpty()) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, "Tags");
        }
        InstanceLookup.atMost("Tags", sent, TagRules.TAGS_PER_RESOURCE_MAX);
        List<breakwater.control.tag.Tag> wanted = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            String name = "Tags." + (i + 1);
            String key = sent.get(i).key().filter(text -> !text.isEmpty())
                    .orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, name + ".Key"));
            String value = sent.get(i).value().orElse("");
            TagRules.keyFault(key).ifPresent(fault -> {
                throw new Refusal(GatewayError.INVALID_PARAMETER, name + ".Key", fault);
            });
            TagRules.valueFault(value).ifPresent(fault -> {
                throw new Refusal(GatewayError.INVALID_PARAMETER, name + ".Value", fault);
            });
            if (!keys.add(key)) {
                throw new Refusal(GatewayError.INVALID_PARAMETER, name + ".Key", "it is given twice");
            }
            wanted.add(new breakwater.control.tag.Tag(key, value));
        }
        return wanted;
    }
}
