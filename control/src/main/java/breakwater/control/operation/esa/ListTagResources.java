package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagFilter;
import breakwater.control.tag.TaggedResource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Lists tags of sites, in order of site and key. Ids that are not the account's have none. */
public final class ListTagResources implements Operation<ListTagResources.Input, ListTagResources.Output> {
    private static final int ITEMS_DEFAULT = 50;
    private static final int ITEMS_MAX = 1000;
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "ListTagResources", Input.class, Output.class)
            .resources((call, input) -> SiteTags.resources(call, input.resourceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(GatewayError.INVALID_PARAMETER)
            .ignores("SecurityToken");

    private final EsaRooms rooms;

    ListTagResources(EsaRooms rooms) {
        this.rooms = rooms;
    }

    /** @param maxItem 1 to 1,000 tags, 50 by default @param nextToken from the answer before */
    public record Input(String regionId, String resourceType, List<String> resourceId, List<Filter> tag,
                        Optional<Integer> maxItem, Optional<String> nextToken) {
    }

    /** @param value any value when absent */
    public record Filter(Optional<String> key, Optional<String> value) {
    }

    /** @param nextToken absent at the end @param totalCount present when this answer holds all */
    public record Output(List<TagResource> tagResources, Optional<String> nextToken, Optional<Integer> totalCount) {
    }

    public record TagResource(String resourceId, String resourceType, String tagKey, String tagValue) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        SiteTags.requireSite(input.resourceType());
        if (input.resourceId().size() > SiteTags.RESOURCES_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "ResourceId", "it takes at most " + SiteTags.RESOURCES_MAX);
        }
        int limit = input.maxItem().orElse(ITEMS_DEFAULT);
        if (limit < 1 || limit > ITEMS_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "MaxItem", "it must be 1 to " + ITEMS_MAX);
        }
        List<TagFilter> filters = input.tag().stream().map(filter -> new TagFilter(filter.key().orElseThrow(
                () -> new Refusal(GatewayError.INVALID_PARAMETER, "Tag", "each needs a Key")), filter.value())).toList();
        String[] after = input.nextToken().map(ListTagResources::position).orElse(new String[] {"", ""});
        List<TaggedResource> found = rooms.tags().list(transaction, SiteTags.scope(call), input.resourceId(), filters,
                after[0], after[1], limit + 1);
        boolean more = found.size() > limit;
        List<TaggedResource> page = more ? found.subList(0, limit) : found;
        return new Output(page.stream().map(tagged -> new TagResource(tagged.resourceId(), "site", tagged.tag().key(),
                tagged.tag().value())).toList(),
                Optional.of(page).filter(items -> more).map(items -> token(items.getLast())),
                Optional.of(page.size()).filter(size -> !more && input.nextToken().isEmpty()));
    }

    private static String token(TaggedResource last) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((last.resourceId() + "\n" + last.tag().key()).getBytes(StandardCharsets.UTF_8));
    }

    private static String[] position(String token) {
        try {
            String[] position = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\n", 2);
            if (position.length == 2) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            // Not one of our tokens: refused below like any other text.
        }
        throw new Refusal(GatewayError.INVALID_PARAMETER, "NextToken", "it is not from an answer of this operation");
    }
}
