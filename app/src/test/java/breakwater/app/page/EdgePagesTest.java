package breakwater.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.model.reading.Reading;
import breakwater.model.reading.RuleReading;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgePagesTest {
    private final State state = new State();
    private final AtomicReference<Optional<String>> unready = new AtomicReference<>(Optional.empty());
    private final EdgeMeters meters = new EdgeMeters(state, () -> unready.get().isEmpty());
    private final HttpClient client = HttpClient.newHttpClient();
    private EdgePages pages;

    /** An edge as the test says. */
    private static final class State implements EdgeState {
        private volatile OptionalLong revision = OptionalLong.empty();
        private volatile boolean connected;

        @Override
        public OptionalLong revision() {
            return revision;
        }

        @Override
        public boolean connected() {
            return connected;
        }

        @Override
        public int waiting() {
            return 3;
        }

        @Override
        public long lost() {
            return 2;
        }
    }

    @BeforeEach
    void start() {
        pages = EdgePages.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), state, unready::get, meters);
    }

    @AfterEach
    void stop() {
        client.close();
        pages.close();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pages.port() + path))
                .method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private String metrics() throws IOException, InterruptedException {
        return send("GET", "/metrics").body();
    }

    @Test
    void anEdgeThatLivesIsReadyOnceASnapshotIsInForceAlsoAnEmptyOne() throws Exception {
        assertThat(send("GET", "/healthz").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);
        state.revision = OptionalLong.of(0);
        assertThat(send("GET", "/readyz").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/readyz").body()).isEqualTo("ready\n");
    }

    @Test
    void anEdgeWithoutDescriptorsForNewConnectionsLivesAndIsNotReady() throws Exception {
        state.revision = OptionalLong.of(7);
        unready.set(Optional.of("there are no descriptors"));
        assertThat(send("GET", "/healthz").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);
        assertThat(send("GET", "/readyz").body()).isEqualTo("there are no descriptors\n");
        assertThat(metrics().lines()).contains("breakwater_edge_accepting 0.0");
        unready.set(Optional.empty());
        assertThat(send("GET", "/readyz").statusCode()).isEqualTo(200);
        assertThat(metrics().lines()).contains("breakwater_edge_accepting 1.0");
    }

    @Test
    void noMetricIsLostToACollectionOfMemory() throws Exception {
        state.revision = OptionalLong.of(7);
        System.gc();
        assertThat(metrics()).contains("breakwater_edge_revision 7.0").doesNotContainPattern("(?m)^breakwater_.* NaN$");
    }

    @Test
    void thereAreNoOtherPagesAndNothingCanBeSentToThem() throws Exception {
        assertThat(send("GET", "/").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/metrics/").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/metrics").statusCode()).isEqualTo(405);
    }

    @Test
    void whoWantsTheStatusAloneAsksWithHead() throws Exception {
        assertThat(send("HEAD", "/readyz").statusCode()).isEqualTo(503);
        state.revision = OptionalLong.of(7);
        assertThat(send("HEAD", "/readyz").statusCode()).isEqualTo(200);
        assertThat(send("HEAD", "/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void readingsAddUpAndWhatIsOpenIsTheLastOnes() throws Exception {
        meters.count(reading(1, Map.of(Ending.CLIENT_CLOSED, 2L, Ending.REFUSED_SOURCE_PACKETS, 5L), 4, Optional.of("in use")));
        meters.count(reading(2, Map.of(Ending.CLIENT_CLOSED, 1L), 1, Optional.empty()));
        assertThat(metrics().lines()).contains("breakwater_edge_bytes_total{direction=\"in\"} 200.0", "breakwater_edge_bytes_total{direction=\"out\"} 100.0",
                "breakwater_edge_packets_total{direction=\"in\"} 20.0", "breakwater_edge_packets_total{direction=\"out\"} 10.0",
                "breakwater_edge_connections_opened_total 14.0", "breakwater_edge_connections_open 4.0", "breakwater_edge_rule_faults 0.0",
                "breakwater_edge_endings_total{ending=\"CLIENT_CLOSED\",side=\"client\"} 3.0",
                "breakwater_edge_endings_total{ending=\"REFUSED_SOURCE_PACKETS\",side=\"check\"} 5.0",
                "breakwater_edge_endings_total{ending=\"EDGE_INSTANCE_RELEASED\",side=\"edge\"} 0.0");
    }

    @Test
    void theStreamToTheControlNodesIsSeen() throws Exception {
        assertThat(metrics().lines()).contains("breakwater_edge_revision NaN", "breakwater_edge_control_connected 0.0",
                "breakwater_edge_readings_waiting 3.0", "breakwater_edge_readings_lost_total 2.0");
        state.revision = OptionalLong.of(7);
        state.connected = true;
        assertThat(metrics().lines()).contains("breakwater_edge_revision 7.0", "breakwater_edge_control_connected 1.0");
        assertThat(metrics()).contains("process_files_open_files", "jvm_memory_used_bytes");
    }

    private static Reading reading(long sequence, Map<Ending, Long> endings, long active, Optional<String> fault) {
        RuleReading rule = new RuleReading(new RuleKey("ddoscoo-cn-page0001", Transport.TCP, 80), 100, 10, 50, 5, 7, active, 3, endings, Map.of(),
                Map.of(), List.of(), Map.of(), fault);
        return new Reading("edge", sequence, 0, 200, List.of(rule), List.of(), List.of(), List.of(), 7);
    }
}
