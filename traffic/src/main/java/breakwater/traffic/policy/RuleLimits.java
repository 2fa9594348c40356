package breakwater.traffic.policy;

import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.RulePolicy.RepeatOffence;
import breakwater.model.snapshot.RulePolicy.RepeatOffence.Limit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A rule's policy as the checks read it. Immutable.
 *
 * @param sourceNewConnections          what one source may open a second
 * @param sourceNewConnectionsAutomatic whether that holds only while the port is under attack
 * @param sourceConnections             how many a source may have open; 0 for no limit
 * @param portConnections               how many all may have open; 0 for no limit
 * @param emptyRefused                  whether sources whose connections stay empty are refused
 * @param repeatOffences                by limit, never absent
 */
record RuleLimits(Cost sourceNewConnections, boolean sourceNewConnectionsAutomatic, long sourceConnections, Cost sourcePackets,
                  Cost sourceBytes, Cost portNewConnections, long portConnections, PayloadLength payload, boolean emptyRefused,
                  Map<Limit, List<RepeatOffence>> repeatOffences) {
    static RuleLimits of(RulePolicy policy) {
        Map<Limit, List<RepeatOffence>> offences = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            offences.put(limit, policy.repeatOffences().stream().filter(offence -> offence.limit() == limit).toList());
        }
        return new RuleLimits(Cost.of(policy.source().newConnectionsPerSecond()), policy.source().newConnectionsAutomatic(),
                policy.source().connections(), Cost.of(policy.source().packetsPerSecond()), Cost.of(policy.source().bytesPerSecond()),
                Cost.of(policy.port().newConnectionsPerSecond()), policy.port().connections(),
                new PayloadLength(policy.payloadBytesMin(), policy.payloadBytesMax()), policy.emptyConnectionsRefused(), offences);
    }
}
