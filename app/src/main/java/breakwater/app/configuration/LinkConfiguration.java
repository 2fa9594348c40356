package breakwater.app.configuration;

import java.nio.file.Path;

/**
 * Where and with which keys a node with the API takes edges that are other nodes. Immutable.
 *
 * @param listen      where they connect
 * @param credentials the folder of its keys
 */
public record LinkConfiguration(Endpoint listen, Path credentials) {
}
