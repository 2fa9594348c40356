package breakwater.model.reading;

import breakwater.model.reading.RuleReading.SourceCount;
import breakwater.model.snapshot.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An attack on one port, or a blackhole of a whole address. Immutable. It comes again with each reading in which it grew, under the same
 * id, whole each time; the last one wins.
 *
 * @param id                          unique, chosen by the plane
 * @param instanceId                  whose address was attacked
 * @param kind                        what was done about it
 * @param transport                   of the attacked port; empty for a blackhole
 * @param port                        the attacked port; 0 for a blackhole
 * @param startedAt                   service time, epoch milliseconds
 * @param endedAt                     service time, epoch milliseconds; 0 while it goes on
 * @param peakBitsPerSecond           the largest second, everything that came in
 * @param peakPacketsPerSecond        the largest second
 * @param peakNewConnectionsPerSecond the largest second, refused ones included
 * @param packetsByVector             refused packets by what they are, such as {@code Udp-None} or {@code NTP-Reflect-Flood}
 *                                    (the values of DescribeDDosEventAttackType)
 * @param packetsByCountry            refused packets by country, at most {@link RuleReading#TOP_MAX}
 * @param topSources                  the busiest refused sources, at most {@link RuleReading#TOP_MAX}
 */
public record AttackEvent(String id, String instanceId, Kind kind, Optional<Transport> transport, int port,
                          long startedAt, long endedAt, long peakBitsPerSecond, long peakPacketsPerSecond,
                          long peakNewConnectionsPerSecond, Map<String, Long> packetsByVector,
                          Map<String, Long> packetsByCountry, List<SourceCount> topSources) {
    public AttackEvent {
        packetsByVector = Map.copyOf(packetsByVector);
        packetsByCountry = Map.copyOf(packetsByCountry);
        topSources = List.copyOf(topSources);
    }

    /** What was done about it. The names are stored; do not rename. */
    public enum Kind {
        /** Floods of bytes or packets were refused. */
        DEFENSE,
        /** Too many connections were refused. */
        CONNECTIONS,
        /** The address was blackholed. */
        BLACKHOLE
    }
}
