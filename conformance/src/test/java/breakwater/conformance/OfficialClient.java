package breakwater.conformance;

import java.util.Map;

/** An official client behind one call, so that a test can be run through several of them. */
interface OfficialClient {

    /** The client's published name and how it was told to call, for messages and for the coverage page. */
    String name();

    /**
     * Calls an operation. Parameters are nested as in the documents: lists and maps are flattened, or not, by the client itself.
     * A success is recorded for the coverage page.
     */
    Answer call(Product product, String action, Map<String, ?> parameters);
}
