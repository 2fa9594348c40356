package breakwater.conformance;

import java.nio.file.Path;

/**
 * Where a built server listens, as it printed it.
 *
 * @param http the plain address, host and port
 * @param https the TLS address, host and port
 * @param authority the file that holds the certificate of the server's own authority, in PEM
 */
record Endpoint(String http, String https, Path authority) {}
