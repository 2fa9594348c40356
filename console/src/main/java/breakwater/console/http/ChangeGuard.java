package breakwater.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request must be to change anything or to make a call: sent by the pages themselves and by no other site's. The cookie is
 * SameSite=Strict, so a browser leaves it out when another site asks; here every such request is refused besides, whether it
 * carries a cookie or not, so that no other site can begin a session either.
 *
 * <p>A header that forms cannot set makes a browser ask before it sends across sites, and nobody here answers that question. Where the
 * browser tells where a request comes from (Sec-Fetch-Site, else Origin), that must be this very origin.
 */
public final class ChangeGuard {
    /** The largest form of the explorer is a certificate with its key: 32 KiB. */
    public static final int BODY_BYTES_MAX = 256 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ChangeGuard() {
    }

    /** The refusal of a request that did not come from the pages, or whose body is not small JSON. */
    public static Optional<WebAnswer> refusal(WebRequest request) {
        if (!request.header("x-breakwater-console").orElse("").equals("1")) {
            return Optional.of(crossSite("the header x-breakwater-console is missing"));
        }
        if (request.has("sec-fetch-site")) {
            if (!request.header("sec-fetch-site").orElse("").equals("same-origin")) {
                return Optional.of(crossSite("another site sent it"));
            }
        } else if (request.has("origin") && !ownOrigin(request)) {
            return Optional.of(crossSite("another site sent it"));
        }
        if (request.body().length > BODY_BYTES_MAX) {
            return Optional.of(WebAnswer.refused(413, "RequestEntityTooLarge", "The body has more than " + BODY_BYTES_MAX + " bytes."));
        }
        if (request.body().length > 0 && !isJson(request)) {
            return Optional.of(WebAnswer.refused(415, "UnsupportedMediaType", "The body must be application/json."));
        }
        return Optional.empty();
    }

    /** The body as a JSON object; empty if it is none. */
    public static Optional<JsonNode> object(WebRequest request) {
        try {
            return Optional.ofNullable(JSON.readTree(request.body())).filter(JsonNode::isObject);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static boolean isJson(WebRequest request) {
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.startsWith("application/json;");
    }

    private static boolean ownOrigin(WebRequest request) {
        String own = (request.secure() ? "https://" : "http://") + request.header("host").orElse("");
        return request.header("origin").orElse("").equals(own);
    }

    private static WebAnswer crossSite(String why) {
        return WebAnswer.refused(403, "CrossSiteRequest", "The request was not sent by the console's own pages: " + why + ".");
    }
}
