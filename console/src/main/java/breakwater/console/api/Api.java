package breakwater.console.api;

import java.util.Set;

/** The service's public API, in the same process and through all its steps. Called on the request's thread, from many at once. */
public interface Api {

    /** The HTTP methods that an operation takes; empty for one that nobody knows. */
    Set<String> methods(String version, String action);

    /** Sends a request to the path {@code /}, as if it had come over the wire. */
    ApiAnswer send(ApiRequest request);
}
