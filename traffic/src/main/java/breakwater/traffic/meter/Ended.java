package breakwater.traffic.meter;

import breakwater.model.reading.Ending;

/**
 * A check has ended this connection. Fired through its pipeline as a user event; the relay, which comes last, then closes both sockets.
 *
 * @param ending which check
 */
public record Ended(Ending ending) {
}
