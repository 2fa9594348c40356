package breakwater.model.reading;

import breakwater.model.snapshot.RuleKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule's share of a reading. Immutable. Counters are differences over the span; gauges are as they stood at its end. Every number is
 * 0 or more.
 *
 * @param rule              which rule
 * @param inBytes           bytes that came in from clients, refused ones included
 * @param inPackets         datagrams, or reads of a connection, that came in
 * @param outBytes          bytes that went out to clients
 * @param outPackets        datagrams or writes that went out
 * @param newConnections    connections, or UDP sessions, that were let in
 * @param activeConnections gauge: open and carried bytes within the last 15 seconds
 * @param idleConnections   gauge: open and carried none
 * @param endings           how often each ending took place; without {@link Ending#NONE}
 * @param endedBytes        bytes that were refused, by ending
 * @param endedPackets      packets, datagrams or connection attempts, that were refused, by ending
 * @param topSources        the busiest sources of the span, most packets first, at most {@value #TOP_MAX}
 * @param countries         packets by country, {@code ZZ} where the table does not tell, at most {@value #TOP_MAX}
 * @param fault             why the rule does not listen, such as an address that cannot be bound; empty when it does
 */
public record RuleReading(RuleKey rule, long inBytes, long inPackets, long outBytes, long outPackets,
                          long newConnections, long activeConnections, long idleConnections,
                          Map<Ending, Long> endings, Map<Ending, Long> endedBytes, Map<Ending, Long> endedPackets,
                          List<SourceCount> topSources, Map<String, Long> countries, Optional<String> fault) {
    /** How many sources and how many countries a reading names at most; a rule under attack from everywhere stays small. */
    public static final int TOP_MAX = 20;

    public RuleReading {
        endings = Map.copyOf(endings);
        endedBytes = Map.copyOf(endedBytes);
        endedPackets = Map.copyOf(endedPackets);
        topSources = List.copyOf(topSources);
        countries = Map.copyOf(countries);
    }

    /**
     * What one source did.
     *
     * @param address        its address in canonical text
     * @param country        ISO code, {@code ZZ} where the table does not tell
     * @param packets        packets that came in
     * @param bytes          bytes that came in
     * @param newConnections connections it opened
     * @param refused        packets or connections of it that were refused
     */
    public record SourceCount(String address, String country, long packets, long bytes, long newConnections, long refused) {
    }
}
