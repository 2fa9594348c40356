package breakwater.control.publish;

import breakwater.model.reading.Reading;
import java.util.List;

/** What the planes report, as metrics. */
public final class TrafficMeters {
    /** Counts readings that were taken. */
    void count(List<Reading> readings) {
    }
}
