package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagScope;
import java.util.List;
import java.util.Optional;

/** Takes tags off sites: those of the given keys, or with All every one when no key is given. */
public final class UntagResources implements Operation<UntagResources.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION = Declaration
            .change("esa", "UntagResources", Input.class, Empty.class)
            .resources((call, input) -> SiteTags.resources(call, input.resourceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(GatewayError.INVALID_PARAMETER, GatewayError.MISSING_PARAMETER, EsaError.SITE_NOT_FOUND)
            .ignores("SecurityToken");

    private final EsaRooms rooms;

    UntagResources(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String regionId, String resourceType, List<String> resourceId, List<String> tagKey,
                        Optional<Boolean> all) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        SiteTags.requireSite(input.resourceType());
        if (input.tagKey().isEmpty() && !input.all().orElse(false)) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, "TagKey");
        }
        for (String id : SiteTags.sites(rooms, call, transaction, input.resourceId())) {
            if (input.tagKey().isEmpty()) {
                rooms.tags().removeAll(transaction, call.accountId(), TagScope.ResourceType.SITE, id);
            } else {
                rooms.tags().remove(transaction, SiteTags.scope(call), id, input.tagKey());
            }
        }
        return Empty.EMPTY;
    }
}
