package breakwater.console.session;

import breakwater.console.api.Visitor;
import breakwater.console.http.WebRequest;

/** Who asked, as the API is to judge it. */
public final class Visitors {
    private Visitors() {
    }

    /** The sender of a request. */
    public static Visitor of(WebRequest request) {
        return new Visitor(request.peer(), request.secure(), request.header("host").orElse("localhost"));
    }
}
