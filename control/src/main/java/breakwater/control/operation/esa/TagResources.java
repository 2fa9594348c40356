package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import breakwater.control.tag.PutOutcome;
import breakwater.control.tag.Tag;
import breakwater.control.tag.TagRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts tags on sites: on all of them or, when one is not the account's, on none. */
public final class TagResources implements Operation<TagResources.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION = Declaration
            .change("esa", "TagResources", Input.class, Empty.class)
            .resources((call, input) -> SiteTags.resources(call, input.resourceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(GatewayError.INVALID_PARAMETER, EsaError.SITE_NOT_FOUND, EsaError.TAG_OVER_QUOTA)
            .ignores("OwnerId", "SecurityToken");

    private final EsaRooms rooms;

    TagResources(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String regionId, String resourceType, List<String> resourceId, List<Pair> tag) {
    }

    /** @param value empty when it is not sent */
    public record Pair(String key, Optional<String> value) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        SiteTags.requireSite(input.resourceType());
        List<Tag> tags = new ArrayList<>();
        for (Pair pair : input.tag()) {
            Tag tag = new Tag(pair.key(), pair.value().orElse(""));
            TagRules.keyFault(tag.key()).ifPresent(fault -> {
                throw new Refusal(GatewayError.INVALID_PARAMETER, "Tag.Key", fault);
            });
            TagRules.valueFault(tag.value()).ifPresent(fault -> {
                throw new Refusal(GatewayError.INVALID_PARAMETER, "Tag.Value", fault);
            });
            tags.add(tag);
        }
        for (String id : SiteTags.sites(rooms, call, transaction, input.resourceId())) {
            switch (rooms.tags().put(transaction, SiteTags.scope(call), id, tags)) {
                case PutOutcome.Put() -> {
                    // On to the next site.
                }
                case PutOutcome.TooMany tooMany -> throw new Refusal(EsaError.TAG_OVER_QUOTA);
            }
        }
        return Empty.EMPTY;
    }
}
