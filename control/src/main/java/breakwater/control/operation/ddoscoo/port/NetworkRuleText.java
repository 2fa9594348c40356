package breakwater.control.operation.ddoscoo.port;

import breakwater.control.operation.Call;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.operation.ddoscoo.JsonMembers;
import breakwater.model.snapshot.RuleKey;
import java.util.List;

/** The JSON text in which the second generation names rules. */
final class NetworkRuleText {
    private static final int PORT_MAX = 65_535;

    private NetworkRuleText() {
    }

    /** A rule that is to be made or changed. */
    record Wanted(RuleKey key, int backendPort, List<String> realServers, String path) {
    }

    /** The keys of rules, as InstanceId, Protocol and FrontendPort. */
    static List<RuleKey> keys(String parameter, String text) {
        return JsonMembers.array(parameter, text, WireRule.RULES_MAX).stream()
                .map(item -> key(item.only("InstanceId", "Protocol", "FrontendPort"))).toList();
    }

    /** Whole rules, as the keys with BackendPort and RealServers. */
    static List<Wanted> rules(String parameter, String text) {
        return JsonMembers.array(parameter, text, WireRule.RULES_MAX).stream().map(item -> {
            item.only("InstanceId", "Protocol", "FrontendPort", "BackendPort", "RealServers");
            return new Wanted(key(item), (int) item.number("BackendPort", 1, PORT_MAX), item.texts("RealServers"),
                    item.path() + ".RealServers");
        }).toList();
    }

    /** The ARNs of the instances that keys name. */
    static List<String> resources(Call call, List<RuleKey> keys) {
        return InstanceLookup.resources(call, instanceIds(keys));
    }

    static List<String> instanceIds(List<RuleKey> keys) {
        return keys.stream().map(RuleKey::instanceId).distinct().toList();
    }

    private static RuleKey key(JsonMembers item) {
        return new RuleKey(item.text("InstanceId"), WireRule.transport(item.path() + ".Protocol", item.text("Protocol")),
                (int) item.number("FrontendPort", 1, PORT_MAX));
    }
}
