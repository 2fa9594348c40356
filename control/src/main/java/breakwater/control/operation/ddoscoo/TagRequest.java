package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.tag.TagScope;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What the four tag operations have in common. */
final class TagRequest {
    /** The one kind of resource that carries tags in this product. */
    static final String RESOURCE_TYPE = "INSTANCE";
    /** Instances that one call may name, as the vendor's tag service. */
    static final int RESOURCES_MAX = 50;

    private TagRequest() {
    }

    /** Where a listing goes on: behind this resource's key; both empty at the beginning. */
    record Position(String resourceId, String key) {
    }

    /** Refuses another resource type, and too many resources. */
    static void check(String resourceType, List<String> resourceIds) {
        if (!resourceType.equalsIgnoreCase(RESOURCE_TYPE)) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "ResourceType", "it must be " + RESOURCE_TYPE);
        }
        InstanceLookup.atMost("ResourceIds", resourceIds, RESOURCES_MAX);
    }

    /** The scope of the region that these operations require. */
    static TagScope scope(Call call, String regionId) {
        return new TagScope(call.accountId(), TagScope.ResourceType.DDOS_INSTANCE, InstanceLookup.region(regionId).id());
    }

    /** The call with the region that it required, whatever the Host names. */
    static Call inRegion(Call call, String regionId) {
        return new Call(call.caller(), Optional.of(regionId), call.requestId(), call.now());
    }

    /** A position as a token for the client. */
    static String token(Position position) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((position.resourceId() + " " + position.key()).getBytes(StandardCharsets.UTF_8));
    }

    /** The position of a token; InvalidParameter if it is none of ours. */
    static Position position(Optional<String> token) {
        if (token.isEmpty()) {
            return new Position("", "");
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(token.get()))).toString();
            int space = text.indexOf(' ');
            if (space > 0 && text.indexOf('\0') < 0) {
                return new Position(text.substring(0, space), text.substring(space + 1));
            }
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            throw notOurToken();
        }
        throw notOurToken();
    }

    private static Refusal notOurToken() {
        return new Refusal(GatewayError.INVALID_PARAMETER, "NextToken", "it is not one that this operation returned");
    }
}
