package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was bought is not exceeded, from end to end: open connections, new ones, clean bandwidth. An operator's price list says how much that is; this
 * one sells so little that a test can go beyond it. No check of a port is set, so nothing but the plan can refuse.
 */
final class PlanEndToEndTest {

    private static final int CONNECTIONS = 60;
    private static final int NEW_CONNECTIONS_PER_SECOND = 40;
    private static final int MEGABITS_PER_SECOND = 1;
    private static final long BYTES_PER_SECOND = MEGABITS_PER_SECOND * 1_000_000 / 8;
    private static final String CLIENT = "127.5.0.1";

    @TempDir
    private static Path folder;

    @AutoClose
    private static BuiltServer server;

    private final Account account = Account.rich(server);
    @AutoClose
    private final EchoOrigin origin = EchoOrigin.start();

    @BeforeAll
    static void startWithASmallPlan() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode prices = mapper.readTree(BuiltServer.root().resolve("control/src/main/resources/breakwater/control/billing/prices.json").toFile());
        ObjectNode pro = (ObjectNode) prices.path("ddos").path("ddoscoo");
        pro.put("connections", CONNECTIONS).put("newConnectionsPerSecond", NEW_CONNECTIONS_PER_SECOND);
        for (JsonNode component : pro.path("components")) {
            if (component.path("code").asText().equals("ServiceBandwidth")) {
                ((ObjectNode) component).put("least", MEGABITS_PER_SECOND).put("step", 1);
            }
        }
        Path file = Files.write(folder.resolve("prices.json"), mapper.writeValueAsBytes(prices));
        server = BuiltServer.start(BuiltServer.root(), Map.of("BREAKWATER_PRICES_FILE", file.toString()),
                List.of("dev", "--port", "0", "--ephemeral"));
    }

    private String bought(String megabits) {
        return account.buy(Account.pro(1, megabits)).getInstanceId();
    }

    private ForwardedPort port(String instance, String protocol) {
        return ForwardedPort.on(account, instance, protocol, origin, Map.of());
    }

    /** A sum over the last hour that tells which limit of the plan refused. */
    private static long refused(ForwardedPort port, String which) {
        return port.flow().path(which).asLong();
    }

    @Test
    void anInstanceHasNoMoreConnectionsOpenThanWereBoughtOverAllItsPorts() {
        String instance = bought("100");
        JsonNode bought = account.call(Product.DDOSCOO, "DescribeInstanceSpecs", Map.of("InstanceIds", List.of(instance))).path("InstanceSpecs").path(0);
        assertThat(bought.path("ConnLimit").asInt()).isEqualTo(CONNECTIONS);
        assertThat(bought.path("CpsLimit").asInt()).isEqualTo(NEW_CONNECTIONS_PER_SECOND);
        ForwardedPort one = port(instance, "tcp");
        ForwardedPort other = port(instance, "tcp");
        List<Visit> open = new ArrayList<>();
        try {
            // No more than may are opened a second, so it takes more than one.
            Patience.until("as many are open as may be", () -> {
                Visit visit = (open.size() % 2 == 0 ? one : other).visit(CLIENT);
                while (visit.echoes("x") && open.size() < CONNECTIONS - 1) {
                    open.add(visit);
                    visit = (open.size() % 2 == 0 ? one : other).visit(CLIENT);
                }
                if (visit.echoes("x")) {
                    open.add(visit);
                } else {
                    visit.close();
                }
                return open.size() == CONNECTIONS;
            });
            Patience.until("one more is refused for the plan's open connections",
                    () -> !one.serves("127.5.0.2") && !other.serves("127.5.0.3") && refused(one, "SlaConnDropPps") > 0);
            assertThat(open).as("refusals leave open connections alone").allMatch(visit -> visit.echoes("still here"));
            open.getFirst().close();
            Patience.until("there is room for one again", () -> other.serves("127.5.0.2"));
        } finally {
            open.forEach(Visit::close);
        }
    }

    @Test
    void anInstanceTakesNoMoreNewConnectionsASecondThanWereBoughtWhoeverOpensThem() {
        ForwardedPort port = port(bought("100"), "tcp");
        long since = System.nanoTime();
        int served = IntStream.range(0, 200).map(source -> port.serves("127.5.1." + (1 + source)) ? 1 : 0).sum();
        assertThat(served).isBetween(1, (int) (NEW_CONNECTIONS_PER_SECOND * (1 + LimitsEndToEndTest.seconds(since))));
        Patience.until("what was refused is in the report", () -> {
            for (int source = 1; source <= 100; source++) {
                port.visit("127.5.1." + source).close();
            }
            return refused(port, "SlaCpsDropPps") > 0;
        });
        Patience.until("who comes later is served", () -> port.serves(CLIENT));
    }

    @Test
    void connectionsCarryNoMoreThanTheCleanBandwidthAndLoseNothing() {
        ForwardedPort port = port(bought(Integer.toString(MEGABITS_PER_SECOND)), "tcp");
        int messages = 30;
        String message = "x".repeat(20_000);
        long since = System.nanoTime();
        try (Visit visit = port.visit(CLIENT)) {
            for (int sent = 0; sent < messages; sent++) {
                assertThat(visit.echoes(message)).as("what is too fast waits, and is not refused").isTrue();
            }
        }
        assertThat((long) messages * message.length())
                .isLessThanOrEqualTo(BYTES_PER_SECOND * (1 + LimitsEndToEndTest.seconds(since)) + message.length());
    }

    @Test
    void datagramsBeyondTheCleanBandwidthAreDropped() {
        ForwardedPort port = port(bought(Integer.toString(MEGABITS_PER_SECOND)), "udp");
        try (Sender sender = port.sender(CLIENT)) {
            Patience.until("what was dropped is in the report", () -> {
                sender.send(20, 50_000);
                return refused(port, "SlaBpsDropBps") > 0;
            });
            sender.answers();
            long since = System.nanoTime();
            sender.send(40, 10_000);
            assertThat(sender.answers() * 10_000L).isLessThanOrEqualTo(BYTES_PER_SECOND * (1 + LimitsEndToEndTest.seconds(since)) + 10_000);
            Patience.until("what fits is answered", () -> sender.echoes(100));
        }
    }
}
