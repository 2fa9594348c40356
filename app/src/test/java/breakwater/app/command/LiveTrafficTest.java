package breakwater.app.command;

import static breakwater.app.client.Product.BREAKWATER;
import static breakwater.app.client.Product.BSSOPENAPI;
import static breakwater.app.client.Product.DDOSCOO;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.app.client.Answer;
import breakwater.app.client.ApiClient;
import breakwater.app.client.Product;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API says takes place on live sockets: both planes of {@code dev} in one process, a real client, a real origin. */
class LiveTrafficTest {
    private static final String REGION = "cn-hangzhou";
    private static final int PORT = 8_080;
    /** For whatever takes a moment, on a machine that is busy with other things. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;
    private DevelopmentService service;
    private ApiClient client;
    private ServerSocket origin;

    @BeforeEach
    void start() throws IOException {
        service = DevelopmentService.start(folder, true, 0, 0);
        client = new ApiClient(service.endpoint().http(), Target.DEVELOPMENT_KEYS, InstantSource.system());
        origin = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echo);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        service.close();
        origin.close();
    }

    @Test
    void aRuleCarriesTrafficUntilTheInstanceIsOverAndAgainWhenItIsRenewed() throws Exception {
        String id = call(BSSOPENAPI, "CreateInstance", order()).text("/Data/InstanceId");
        Answer instance = call(DDOSCOO, "DescribeInstances", Map.of("RegionId", REGION, "InstanceIds.1", id, "PageNumber", "1",
                "PageSize", "10"));
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(instance.text("/Instances/0/Ip")), PORT);
        assertThat(carries(address)).isFalse();

        call(DDOSCOO, "CreatePort", Map.of("RegionId", REGION, "InstanceId", id, "FrontendProtocol", "tcp", "FrontendPort", "" + PORT,
                "BackendPort", "" + origin.getLocalPort(), "RealServers.1", "127.0.0.1"));
        await(() -> carries(address), "the rule is not in force");

        long expires = instance.number("/Instances/0/ExpireTime");
        advanceTo(expires + 1_000);
        assertThat(carries(address)).isTrue();
        try (Socket open = connected(address)) {
            advanceTo(expires + Duration.ofDays(7).toMillis() + 1_000);
            await(() -> !echoes(open), "the connection outlives the forwarding");
            await(() -> !carries(address), "it still listens");
        }

        call(BSSOPENAPI, "RenewInstance", Map.of("ProductCode", "ddos", "ProductType", "ddoscoo", "InstanceId", id, "RenewPeriod", "1"));
        await(() -> carries(address), "the renewal did not bring it back");

        call(DDOSCOO, "DeletePort", Map.of("RegionId", REGION, "InstanceId", id, "FrontendProtocol", "tcp", "FrontendPort", "" + PORT,
                "BackendPort", "" + origin.getLocalPort(), "RealServers.1", "127.0.0.1"));
        await(() -> !carries(address), "the deleted rule still forwards");
    }

    @Test
    void whatFlowsShowsInTheReports() throws Exception {
        String id = call(BSSOPENAPI, "CreateInstance", order()).text("/Data/InstanceId");
        String ip = call(DDOSCOO, "DescribeInstances", Map.of("InstanceIds.1", id, "PageNumber", "1", "PageSize", "10"))
                .text("/Instances/0/Ip");
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(ip), PORT);
        call(DDOSCOO, "CreatePort", Map.of("RegionId", REGION, "InstanceId", id, "FrontendProtocol", "tcp", "FrontendPort", "" + PORT,
                "BackendPort", "" + origin.getLocalPort(), "RealServers.1", "127.0.0.1"));
        await(() -> carries(address), "the rule is not in force");
        long now = Instant.parse(call(BREAKWATER, "DescribeClock", Map.of()).text("/Now")).getEpochSecond();
        Map<String, String> span = Map.of("InstanceIds.1", id, "StartTime", "" + (now - 60), "EndTime", "" + (now + 120), "Interval", "180");
        try (Socket open = connected(address)) {
            assertThat(echoes(open)).isTrue();
            await(() -> call(DDOSCOO, "DescribePortFlowList", span).number("/PortFlowList/0/OutBps") > 0, "no traffic is shown");
            await(() -> call(DDOSCOO, "DescribePortConnsList", span).number("/ConnsList/0/Conns") > 0, "no connection is shown");
            await(() -> call(BREAKWATER, "DescribeReleaseReadiness", Map.of("InstanceId", id)).number("/OpenConnections") > 0,
                    "nobody is seen to use the instance");
            assertThat(call(BREAKWATER, "DescribeReleaseReadiness", Map.of("InstanceId", id)).text("/Rules/0/FrontendPort"))
                    .isEqualTo("" + PORT);
        }
    }

    private void advanceTo(long millis) {
        long now = Instant.parse(call(BREAKWATER, "DescribeClock", Map.of()).text("/Now")).toEpochMilli();
        call(BREAKWATER, "AdvanceClock", Map.of("Seconds", Long.toString((millis - now + 999) / 1_000)));
    }

    private Answer call(Product product, String action, Map<String, String> parameters) {
        Answer answer = client.call(product, action, parameters);
        assertThat(answer.good()).as(action + " was answered with " + answer.body()).isTrue();
        return answer;
    }

    private static Map<String, String> order() {
        Map<String, String> order = new HashMap<>(Map.of("ProductCode", "ddos", "ProductType", "ddoscoo", "SubscriptionType", "Subscription",
                "Period", "1"));
        String[] parts = {"ServicePartner", "coop-line-001", "PortCount", "50", "DomainCount", "50", "BaseBandwidth", "30", "Bandwidth", "30",
            "ServiceBandwidth", "100", "NormalQps", "3000", "Edition", "coop", "AddressType", "Ipv4", "FunctionVersion", "0"};
        for (int i = 0; i < parts.length; i += 2) {
            order.put("Parameter." + (i / 2 + 1) + ".Code", parts[i]);
            order.put("Parameter." + (i / 2 + 1) + ".Value", parts[i + 1]);
        }
        return order;
    }

    private static Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
        return socket;
    }

    private static boolean carries(InetSocketAddress address) {
        try (Socket socket = connected(address)) {
            return echoes(socket);
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean echoes(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() == 'x';
        } catch (IOException ended) {
            return false;
        }
    }

    private void echo() {
        while (!origin.isClosed()) {
            try {
                Socket connection = origin.accept();
                Thread.ofVirtual().start(() -> {
                    try (connection) {
                        connection.getInputStream().transferTo(connection.getOutputStream());
                    } catch (IOException ended) {
                        // The test looks at the client's side.
                        return;
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void await(BooleanSupplier condition, String otherwise) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - giveUp).as(otherwise).isNegative();
            assertThat(never.await(10, TimeUnit.MILLISECONDS)).isFalse();
        }
    }
}
