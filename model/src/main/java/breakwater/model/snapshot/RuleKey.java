package breakwater.model.snapshot;

/**
 * Which rule. Immutable.
 *
 * @param instanceId   the instance it belongs to
 * @param transport    what it forwards
 * @param frontendPort the port of the service address, 1 to 65535
 */
public record RuleKey(String instanceId, Transport transport, int frontendPort) {
}
