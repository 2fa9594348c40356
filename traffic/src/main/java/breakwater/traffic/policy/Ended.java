package breakwater.traffic.policy;

import breakwater.model.reading.Ending;

/**
 * A check has ended this connection; the channel closes next. Fired through the pipeline as a user event.
 *
 * @param ending which check
 */
public record Ended(Ending ending) {
}
