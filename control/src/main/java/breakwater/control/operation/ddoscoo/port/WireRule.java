package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.protection.CreateRuleOutcome;
import breakwater.control.protection.Rule;
import breakwater.control.store.Transaction;
import breakwater.model.address.IpText;
import breakwater.model.address.OriginAddresses;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the wire says about rules, where several operations share it, and how it is refused. */
final class WireRule {
    /** Rules that one call may name. */
    static final int RULES_MAX = 200;
    private static final int PORT_MAX = 65_535;

    private WireRule() {
    }

    static Transport transport(String parameter, String text) {
        return switch (text) {
            case "tcp" -> Transport.TCP;
            case "udp" -> Transport.UDP;
            default -> throw new Refusal(GatewayError.INVALID_PARAMETER, parameter, "it must be tcp or udp");
        };
    }

    static String transport(Transport transport) {
        return transport.name().toLowerCase(Locale.ROOT);
    }

    /** A port. The contract's range begins at 0, on which nothing can listen and to which nothing can connect. */
    static int port(String parameter, String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > PORT_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, parameter, "it must be 1 to " + PORT_MAX);
        }
        return Integer.parseInt(text);
    }

    static int port(String parameter, int port) {
        return port(parameter, String.valueOf(port));
    }

    /** The key of a rule as separate parameters name it. */
    static RuleKey key(String instanceId, String protocolParameter, String protocol, String frontendPort) {
        return new RuleKey(instanceId, transport(protocolParameter, protocol), port("FrontendPort", frontendPort));
    }

    /**
     * Origins in canonical text.
     *
     * @throws Refusal InvalidParameter for too few, too many or one twice; the product's own code for what may not be one
     */
    static List<String> origins(OriginAddresses rule, String parameter, List<String> sent) {
        if (sent.isEmpty() || sent.size() > Rule.ORIGINS_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, parameter, "it must have 1 to " + Rule.ORIGINS_MAX + " addresses");
        }
        Set<String> origins = new LinkedHashSet<>();
        for (int at = 0; at < sent.size(); at++) {
            String name = parameter + "." + (at + 1);
            InetAddress address = IpText.address(sent.get(at)).orElseThrow(() -> new Refusal(DdoscooError.ORIGIN_REFUSED,
                    name + " is not an IP address"));
            rule.refusal(address).ifPresent(reason -> {
                throw new Refusal(DdoscooError.ORIGIN_REFUSED, name + " " + why(reason));
            });
            if (!origins.add(IpText.text(address))) {
                throw new Refusal(GatewayError.INVALID_PARAMETER, name, "it is given twice");
            }
        }
        return List.copyOf(origins);
    }

    private static String why(OriginAddresses.Reason reason) {
        return switch (reason) {
            case LOOPBACK -> "is a loopback address";
            case UNSPECIFIED -> "is no address of a server";
            case LINK_LOCAL -> "is a link-local address";
            case METADATA -> "is the address of a metadata service";
            case MULTICAST -> "is a multicast address";
            case RESERVED -> "is a reserved address";
            case OWN -> "belongs to this service";
        };
    }

    /**
     * Whether an origin is told the client's address. The documented values are 0 and 1; 2 is this service's own.
     *
     * @param usual what holds when nothing is sent
     */
    static ProxyProtocol proxyProtocol(Optional<Long> sent, Transport transport, ProxyProtocol usual) {
        if (sent.isEmpty()) {
            return usual;
        }
        long number = sent.get();
        if (number == 2 && transport == Transport.UDP) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "ProxyEnable", "2, the PROXY protocol's version 1, is for tcp only");
        }
        if (number < 0 || number > 2) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "ProxyEnable", "it must be 0, 1 or 2");
        }
        return number == 0 ? ProxyProtocol.NONE : number == 1 ? ProxyProtocol.V2 : ProxyProtocol.V1;
    }

    static long proxyEnable(ProxyProtocol protocol) {
        return switch (protocol) {
            case NONE -> 0;
            case V2 -> 1;
            case V1 -> 2;
        };
    }

    /** IpMode as it may be sent: the one mode that instances have. */
    static void checkIpMode(Optional<String> sent) {
        if (sent.filter(mode -> !mode.isEmpty() && !mode.equals(IP_MODE)).isPresent()) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "IpMode", "it must be " + IP_MODE);
        }
    }

    /** How a rule forwards: each connection to an origin of whatever family. */
    static final String IP_MODE = "fnat";

    /** Refuses an instance that has expired. */
    static void checkNotExpired(PortRooms rooms, Call call, DdosInstance instance) {
        if (instance.phase(rooms.lookup().instances().lifespan(), call.now()).expired()) {
            throw new Refusal(DdoscooError.INSTANCE_EXPIRED);
        }
    }

    /** Makes a rule or refuses. */
    static void create(PortRooms rooms, Transaction transaction, Call call, DdosInstance instance, Rule rule) {
        switch (rooms.rules().create(transaction, call.now(), instance, rule)) {
            case CreateRuleOutcome.Created created -> {
                return;
            }
            case CreateRuleOutcome.Exists exists -> throw new Refusal(DdoscooError.RULE_EXISTS,
                    transport(exists.key().transport()) + " " + exists.key().frontendPort());
            case CreateRuleOutcome.LimitReached reached ->
                    throw new Refusal(DdoscooError.RULE_LIMIT, String.valueOf(reached.allowed()));
        }
    }

    /** The rule of this key, or a refusal. Whether the instance is the caller's was decided before. */
    static Rule find(PortRooms rooms, Transaction transaction, RuleKey key) {
        return rooms.rules().find(transaction, key).orElseThrow(() -> new Refusal(DdoscooError.RULE_NOT_FOUND,
                transport(key.transport()) + " " + key.frontendPort()));
    }
}
