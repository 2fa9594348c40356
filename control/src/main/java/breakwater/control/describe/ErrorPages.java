package breakwater.control.describe;

import breakwater.control.error.ApiError;
import breakwater.control.error.BillingError;
import breakwater.control.error.BreakwaterError;
import breakwater.control.error.DdoscooError;
import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.RamError;
import breakwater.control.error.StsError;
import breakwater.control.respond.Answer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The page of each error, to which the {@code Recommend} of an error body points: what it means, who has to act, whether a
 * retry helps, what to do. Made of the catalogue alone: nothing of the request is repeated, so nothing can be injected.
 */
final class ErrorPages {
    /** Every refusal there is, by product, in the order of the pages; those of the gateway, which any product may answer with, last. */
    static final Map<String, List<? extends ApiError>> FAMILIES = families();

    private ErrorPages() {
    }

    private static Map<String, List<? extends ApiError>> families() {
        Map<String, List<? extends ApiError>> families = new LinkedHashMap<>();
        families.put("ddoscoo", List.of(DdoscooError.values()));
        families.put("esa", List.of(EsaError.values()));
        families.put("bssopenapi", List.of(BillingError.values()));
        families.put("ram", List.of(RamError.values()));
        families.put("sts", List.of(StsError.values()));
        families.put("breakwater", List.of(BreakwaterError.values()));
        families.put("gateway", List.of(GatewayError.values()));
        return families;
    }

    /** {@code /errors} lists all; {@code /errors/{product}} a product's; {@code /errors/{product}/{code}} explains one. */
    static Optional<Answer> page(String path) {
        String[] parts = path.split("/");
        if (parts.length == 2) {
            StringBuilder list = new StringBuilder("<h1>Error codes</h1>");
            FAMILIES.forEach((product, errors) -> list(list, product, errors));
            return Optional.of(html("Error codes", list));
        }
        List<? extends ApiError> family = FAMILIES.get(parts[2]);
        if (family == null || parts.length > 4) {
            return Optional.empty();
        }
        if (parts.length == 3) {
            StringBuilder list = new StringBuilder("<h1>Error codes of ").append(parts[2]).append("</h1>");
            list(list, parts[2], family);
            return Optional.of(html("Error codes of " + parts[2], list));
        }
        // A product's own meaning of a code comes before the gateway's.
        return Stream.concat(family.stream(), FAMILIES.get("gateway").stream())
                .filter(error -> plain(error).equals(parts[3])).findFirst().map(ErrorPages::explain);
    }

    private static String plain(ApiError error) {
        return error.code().replace("{0}", "");
    }

    private static void list(StringBuilder page, String product, List<? extends ApiError> errors) {
        page.append("<h2>").append(product).append("</h2><ul>");
        for (ApiError error : errors) {
            page.append("<li><a href=\"/errors/").append(product).append('/').append(plain(error)).append("\">")
                    .append(escape(error.code().replace("{0}", "…"))).append("</a>: ").append(escape(error.text())).append("</li>");
        }
        page.append("</ul>");
    }

    private static Answer explain(ApiError error) {
        String act = switch (error.blame()) {
            case CLIENT -> "The caller: the request is wrong, or comes at the wrong moment of the resource's life.";
            case OPERATOR -> "The operator of this server.";
            case SERVER -> "Nobody outside: this is a fault of the server.";
        };
        String code = escape(error.code().replace("{0}", "…"));
        return html(error.code(), new StringBuilder("<h1>").append(code).append("</h1><dl><dt>Message</dt><dd>")
                .append(escape(error.text().replace("{0}", "…").replace("{1}", "…")))
                .append("</dd><dt>HTTP status</dt><dd>").append(error.status())
                .append("</dd><dt>Who has to act</dt><dd>").append(act)
                .append("</dd><dt>Does a retry help?</dt><dd>").append(error.retryable()
                        ? "Yes: the same request may succeed later." : "No: something has to change first.")
                .append("</dd><dt>What to do</dt><dd>").append(escape(error.remedy()))
                .append("</dd><dt>Source</dt><dd>").append(escape(error.source()))
                .append("</dd></dl><p>What happened to one request: call <code>DescribeRequest</code> of the product "
                        + "<code>breakwater</code> with its RequestId.</p>"));
    }

    private static Answer html(String title, CharSequence body) {
        String page = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(title)
                + " · Breakwater</title><meta name=\"viewport\" content=\"width=device-width\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
                + "<style>body{font:16px/1.5 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
                + "dt{font-weight:600;margin-top:.8rem}dd{margin:0}</style></head><body>" + body + "</body></html>\n";
        return new Answer(200, "text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
