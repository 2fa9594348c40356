package breakwater.control.protection;

import breakwater.control.store.Row;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.RulePolicy.RepeatOffence;
import breakwater.model.snapshot.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a rule lies in its row. Stateless. */
final class RuleRows {
    /** The columns that make up a rule's key. */
    static final String KEY = "instance_id, transport, frontend_port";
    /** The columns that can be changed, in the order of {@link #values}. */
    static final List<String> CHANGEABLE = List.of("backend_port", "origins", "proxy_protocol", "persistence_seconds",
            "prove_first", "empty_connections_refused", "payload_bytes_min", "payload_bytes_max", "port_new_connections",
            "port_new_connections_on", "port_connections", "port_connections_on", "source_new_connections",
            "source_new_connections_on", "source_new_connections_automatic", "source_connections", "source_connections_on",
            "source_packets", "source_bytes", "repeat_offences", "health_kind", "health_port", "health_domain", "health_uri",
            "health_timeout_seconds", "health_interval_seconds", "health_up", "health_down");
    /** All columns of a rule, in the order {@link #read} takes them. */
    static final String COLUMNS = KEY + ", " + String.join(", ", CHANGEABLE);

    private RuleRows() {
    }

    static Rule read(Row row) {
        RuleKey key = new RuleKey(row.text(), Transport.valueOf(row.text()), row.integer());
        int backendPort = row.integer();
        List<String> origins = List.of(row.text().split(","));
        ProxyProtocol proxyProtocol = ProxyProtocol.valueOf(row.text());
        int persistence = row.integer();
        boolean proveFirst = row.flag();
        boolean emptyRefused = row.flag();
        int payloadMin = row.integer();
        int payloadMax = row.integer();
        RuleAttributes.PortLimit port = new RuleAttributes.PortLimit(row.number(), row.flag(), row.number(), row.flag());
        RuleAttributes.SourceLimit source = new RuleAttributes.SourceLimit(row.number(), row.flag(), row.flag(), row.number(),
                row.flag(), row.number(), row.number());
        List<RepeatOffence> offences = offences(row.text());
        return new Rule(key, backendPort, origins, proxyProtocol, new RuleAttributes(persistence, proveFirst, emptyRefused, port,
                source, payloadMin, payloadMax, offences), healthCheck(row));
    }

    private static Optional<HealthCheck> healthCheck(Row row) {
        Optional<String> kind = row.optionalText();
        return kind.map(name -> new HealthCheck(HealthCheck.Kind.valueOf(name), row.integer(), row.text(), row.text(), row.integer(),
                row.integer(), row.integer(), row.integer()));
    }

    static List<Object> key(RuleKey key) {
        return List.of(key.instanceId(), key.transport().name(), key.frontendPort());
    }

    static List<Object> values(Rule rule) {
        RuleAttributes attributes = rule.attributes();
        RuleAttributes.PortLimit port = attributes.port();
        RuleAttributes.SourceLimit source = attributes.source();
        List<Object> values = new ArrayList<>(CHANGEABLE.size());
        values.addAll(List.of(rule.backendPort(), String.join(",", rule.origins()), rule.proxyProtocol().name(),
                attributes.persistenceSeconds(), attributes.proveFirst(), attributes.emptyConnectionsRefused()));
        values.addAll(List.of(attributes.payloadBytesMin(), attributes.payloadBytesMax(), port.newConnections(),
                port.newConnectionsOn(), port.connections(), port.connectionsOn()));
        values.addAll(List.of(source.newConnections(), source.newConnectionsOn(), source.newConnectionsAutomatic(),
                source.connections(), source.connectionsOn(), source.packets(), source.bytes()));
        values.add(text(attributes.repeatOffences()));
        if (rule.healthCheck().isPresent()) {
            HealthCheck check = rule.healthCheck().get();
            values.addAll(List.of(check.kind().name(), check.port(), check.domain(), check.uri(), check.timeoutSeconds(),
                    check.intervalSeconds(), check.up(), check.down()));
        } else {
            values.addAll(Arrays.asList(null, null, null, null, null, null, null, null));
        }
        return values;
    }

    /** {@code NEW_CONNECTIONS:5:60:600,…}: limit, times, within seconds, listed seconds. */
    private static String text(List<RepeatOffence> offences) {
        return offences.stream().map(each -> each.limit().name() + ":" + each.times() + ":" + each.withinSeconds() + ":"
                + each.listedSeconds()).collect(Collectors.joining(","));
    }

    private static List<RepeatOffence> offences(String text) {
        return text.isEmpty() ? List.of() : Arrays.stream(text.split(",")).map(each -> {
            String[] parts = each.split(":");
            return new RepeatOffence(RepeatOffence.Limit.valueOf(parts[0]), Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
        }).toList();
    }
}
