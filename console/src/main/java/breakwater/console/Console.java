package breakwater.console;

import breakwater.console.api.Api;
import breakwater.console.api.ApiCalls;
import breakwater.console.call.CallEndpoint;
import breakwater.console.http.WebAnswer;
import breakwater.console.http.WebRequest;
import breakwater.console.page.WebFiles;
import breakwater.console.session.SessionCookie;
import breakwater.console.session.SessionEndpoint;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The console: which address is what. {@code /console/session} and {@code /console/call} are data, everything else below
 * {@code /console/} is a file or the page; so is an error's address, {@code /errors/…}, where a browser asks for it. Thread-safe; keeps
 * nothing of a visitor.
 */
public final class Console {
    private static final String ROOT = "/console/";
    private static final String ERRORS = "/errors";

    private final SessionEndpoint session;
    private final CallEndpoint call;
    private final WebFiles files;

    /**
     * @param wall   when sessions end, and the time of signatures
     * @param ticker monotonic nanoseconds
     */
    public Console(ConsoleSettings settings, Api api, InstantSource wall, LongSupplier ticker) {
        SessionCookie cookie = new SessionCookie(settings.sessionKey(), wall);
        ApiCalls calls = new ApiCalls(api, wall, ticker);
        session = new SessionEndpoint(cookie, calls, settings.developmentKeys(), settings.clockMovable());
        call = new CallEndpoint(cookie, calls);
        files = new WebFiles();
    }

    /** The answer, or empty for what is not the console's. */
    public Optional<WebAnswer> answer(WebRequest request) {
        String path = request.path();
        return switch (path) {
            case "/", "/console" -> Optional.of(WebAnswer.empty(307, Map.of("Location", ROOT, "Cache-Control", WebAnswer.NOT_KEPT)));
            case ROOT + "session" -> Optional.of(session.answer(request));
            case ROOT + "call" -> Optional.of(call.answer(request));
            default -> path.startsWith(ROOT) ? Optional.of(file(request, path.substring(ROOT.length()))) : errorPage(request);
        };
    }

    private WebAnswer file(WebRequest request, String name) {
        return request.method().equals("GET") ? files.answer(request, name)
                : WebAnswer.refused(405, "UnsupportedHTTPMethod", "Pages take GET.").with("Allow", "GET");
    }

    private Optional<WebAnswer> errorPage(WebRequest request) {
        boolean asked = (request.path().equals(ERRORS) || request.path().startsWith(ERRORS + "/")) && request.wantsPage();
        return asked && files.built() ? Optional.of(files.page(request)) : Optional.empty();
    }
}
