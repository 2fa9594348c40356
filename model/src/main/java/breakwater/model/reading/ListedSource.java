package breakwater.model.reading;

/**
 * A source that a plane put on an instance's black list by itself. Immutable.
 *
 * @param instanceId whose list
 * @param address    the source in canonical text
 * @param expiresAt  service time in epoch milliseconds from which it is not listed any more
 */
public record ListedSource(String instanceId, String address, long expiresAt) {
}
