package breakwater.traffic.policy;

import breakwater.model.address.IpNetwork;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.ProtectedInstance.Blackhole;
import breakwater.model.snapshot.ProtectedInstance.Capacity;
import breakwater.model.snapshot.ProtectedInstance.Deadlines;
import breakwater.model.snapshot.ProtectedInstance.RegionBlock;
import breakwater.model.snapshot.ProtectedInstance.Scene;
import breakwater.model.snapshot.ProtectedInstance.SceneSpan;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.RulePolicy.PortLimits;
import breakwater.model.snapshot.RulePolicy.RepeatOffence;
import breakwater.model.snapshot.RulePolicy.SourceLimits;
import breakwater.model.snapshot.ServiceTime;
import breakwater.model.snapshot.SourceLists;
import breakwater.model.snapshot.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An instance of one TCP and one UDP rule, made of settings by name; times are milliseconds after {@link HandClock#START}. */
final class Instances {
    static final String ID = "ddoscoo-cn-aaaaaaaaaaa";
    static final RuleKey TCP = new RuleKey(ID, Transport.TCP, 4_000);
    static final RuleKey UDP = new RuleKey(ID, Transport.UDP, 4_000);
    private static final long NEVER = Long.MAX_VALUE / 2;

    private final Map<String, String> settings = new HashMap<>();
    private long revision;

    Instances set(String name, Object value) {
        settings.put(name, value.toString());
        return this;
    }

    ProtectionSnapshot snapshot() {
        return new ProtectionSnapshot(++revision, ServiceTime.WALL, Map.of(ID, instance()));
    }

    private ProtectedInstance instance() {
        return new ProtectedInstance(ID, InetAddress.getLoopbackAddress(),
                new Deadlines(time("mitigateUntil", NEVER), NEVER),
                new Capacity(number("connections", 1_000_000), number("newConnections", 1_000_000), number("cleanBits", 1_000_000_000_000L),
                        number("protectionBits", 1_000_000_000_000L), number("basicBits", 1_000_000_000_000L), number("blackholeSeconds", 60)),
                new SourceLists(entries("black"), entries("white")), regions(),
                words("reflection").map(Integer::valueOf).collect(Collectors.toUnmodifiableSet()),
                AutomaticMode.valueOf(text("automatic", "OFF")), scenes(),
                new Blackhole(time("blackholeSince", 0), time("blackholeUntil", 0), time("blackholeLifted", 0)), time("lineBlock", 0),
                List.of(rule(Transport.TCP), rule(Transport.UDP)));
    }

    private ForwardingRule rule(Transport transport) {
        return new ForwardingRule(transport, 4_000, List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)), ProxyProtocol.NONE,
                0, Optional.empty(), policy());
    }

    private RulePolicy policy() {
        return new RulePolicy(
                new SourceLimits(number("sourceNew", 0), Boolean.parseBoolean(text("sourceNewAutomatic", "false")),
                        number("sourceConnections", 0), number("sourcePackets", 0), number("sourceBytes", 0)),
                new PortLimits(number("portNew", 0), number("portConnections", 0)), (int) number("payloadMin", 0),
                (int) number("payloadMax", 0), Boolean.parseBoolean(text("empty", "false")), false,
                words("offences").map(Instances::offence).toList());
    }

    /** LIMIT/times/within seconds/listed seconds. */
    private static RepeatOffence offence(String text) {
        String[] parts = text.split("/");
        return new RepeatOffence(RepeatOffence.Limit.valueOf(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }

    private RegionBlock regions() {
        Set<String> countries = words("regions").collect(Collectors.toUnmodifiableSet());
        return new RegionBlock(!countries.isEmpty(), countries);
    }

    private List<SceneSpan> scenes() {
        return words("scene").map(name -> new SceneSpan(Scene.valueOf(name), 0, NEVER)).toList();
    }

    /** Networks, each with an end after an at sign if it has one. */
    private List<SourceLists.Entry> entries(String name) {
        return words(name).map(word -> {
            String[] parts = word.split("@");
            IpNetwork network = IpNetwork.parse(parts[0]);
            return new SourceLists.Entry(network.first(), network.prefixBits(),
                    parts.length == 1 ? Long.MAX_VALUE : HandClock.START + Long.parseLong(parts[1]));
        }).toList();
    }

    private Stream<String> words(String name) {
        return Stream.of(text(name, "").split(",")).filter(word -> !word.isEmpty());
    }

    private long time(String name, long otherwise) {
        return settings.containsKey(name) ? HandClock.START + Long.parseLong(settings.get(name)) : otherwise;
    }

    private long number(String name, long otherwise) {
        return Long.parseLong(text(name, Long.toString(otherwise)));
    }

    private String text(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }
}
