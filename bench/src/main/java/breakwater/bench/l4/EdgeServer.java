package breakwater.bench.l4;

import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.ProtectedInstance.Blackhole;
import breakwater.model.snapshot.ProtectedInstance.Capacity;
import breakwater.model.snapshot.ProtectedInstance.Deadlines;
import breakwater.model.snapshot.ProtectedInstance.RegionBlock;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.RulePolicy.PortLimits;
import breakwater.model.snapshot.RulePolicy.RepeatOffence;
import breakwater.model.snapshot.RulePolicy.SourceLimits;
import breakwater.model.snapshot.ServiceTime;
import breakwater.model.snapshot.SourceLists;
import breakwater.model.snapshot.Transport;
import breakwater.traffic.TrafficPlane;
import breakwater.traffic.TrafficSettings;
import breakwater.traffic.forward.udp.SessionSettings;
import breakwater.traffic.policy.CountryTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A traffic plane in a process of its own, without a control plane: one instance whose snapshot is told on the command line. All
 * checks are on: limits of each source, of the port and of the plan, a black and a white list, a region block, reflection ports.
 * It prints {@code ready}, answers the line {@code memory}, and ends with its standard input.
 */
final class EdgeServer {
    /** Names the country table's file, as the launcher does for the program. */
    static final String COUNTRIES = "breakwater.countries";
    private static final int FIRST_PORT_ARGUMENT = 6;
    private static final long TCP_READS_PER_SECOND = 5_000_000;
    private static final int LISTED = 1_000;
    private static final int OFFENCES_SECONDS = 60;
    private static final int LISTED_SECONDS = 1_800;
    private static final long PLAN_CONNECTIONS = 1_000_000;
    private static final long PLAN_BITS_PER_SECOND = 1_000_000_000_000L;

    private EdgeServer() {
    }

    /**
     * @param arguments the service address; connections, new connections a second, packets and bytes a second of a source, offences until
     *                  it is listed; the origin's port for each {@link Service}
     */
    public static void main(String[] arguments) throws IOException {
        EdgeMemory.countLeaks();
        InstantSource wall = InstantSource.system();
        try (TrafficPlane plane = TrafficPlane.start(TrafficSettings.usual(true, List.of(), SessionSettings.USUAL), countries(), wall, System::nanoTime,
                reading -> { })) {
            plane.apply(snapshot(arguments, wall.millis()));
            System.out.println("ready");
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                if (line.equals("memory")) {
                    System.out.println("memory " + EdgeMemory.collect().line());
                }
            }
        }
    }

    /** The table that the launcher has fetched, as the program takes it. */
    private static CountryTable countries() throws IOException {
        Path file = Path.of(System.getProperty(COUNTRIES, ""));
        if (Files.isRegularFile(file)) {
            return CountryTable.open(file);
        }
        System.err.println("there is no country table: the region block costs less here than it would");
        return CountryTable.UNKNOWN;
    }

    private static ProtectionSnapshot snapshot(String[] arguments, long now) throws IOException {
        List<ForwardingRule> rules = new ArrayList<>();
        for (Service service : Service.values()) {
            int originPort = Integer.parseInt(arguments[FIRST_PORT_ARGUMENT + service.ordinal()]);
            // A client here sends its next request as soon as it can, so only datagrams are counted against a limit that floods exceed.
            long packets = service.transport() == Transport.UDP ? Long.parseLong(arguments[3]) : TCP_READS_PER_SECOND;
            RulePolicy policy = new RulePolicy(new SourceLimits(Long.parseLong(arguments[2]), false, Long.parseLong(arguments[1]), packets,
                    Long.parseLong(arguments[4])), new PortLimits(PLAN_CONNECTIONS, PLAN_CONNECTIONS), 0, 0, false, false, offences(Integer.parseInt(arguments[5])));
            rules.add(new ForwardingRule(service.transport(), service.frontendPort(), List.of(new InetSocketAddress("127.0.0.1", originPort)),
                    ProxyProtocol.NONE, 0, Optional.empty(), policy));
        }
        long later = now + Duration.ofDays(1).toMillis();
        ProtectedInstance instance = new ProtectedInstance("ddoscoo-cn-bench0001", InetAddress.getByName(arguments[0]),
                new Deadlines(later, later + Duration.ofDays(7).toMillis()),
                new Capacity(PLAN_CONNECTIONS, PLAN_CONNECTIONS, PLAN_BITS_PER_SECOND, PLAN_BITS_PER_SECOND, PLAN_BITS_PER_SECOND, 1_800),
                lists(), new RegionBlock(true, Set.of("KP", "AQ")), Set.of(19, 53, 123, 389, 1900, 11211), AutomaticMode.OFF,
                List.of(), Blackhole.NONE, 0, rules);
        return new ProtectionSnapshot(1, ServiceTime.WALL, Map.of(instance.id(), instance));
    }

    private static List<RepeatOffence> offences(int times) {
        return times == 0 ? List.of() : List.of(new RepeatOffence(RepeatOffence.Limit.PACKETS, times, OFFENCES_SECONDS, LISTED_SECONDS));
    }

    /** A black list of a thousand networks and a white one, none of which is a client here. */
    private static SourceLists lists() throws IOException {
        List<SourceLists.Entry> black = new ArrayList<>();
        for (int i = 0; i < LISTED; i++) {
            black.add(new SourceLists.Entry(InetAddress.getByAddress(new byte[] {(byte) 203, (byte) (i / 250), (byte) (i % 250), 0}), 24,
                    Long.MAX_VALUE));
        }
        return new SourceLists(black, List.of(new SourceLists.Entry(InetAddress.getByName("198.51.100.0"), 24, Long.MAX_VALUE)));
    }
}
