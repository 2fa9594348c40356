package breakwater.control.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Two hundred clients at once, each sending more than is allowed, one way or another. */
@Isolated("it measures the heap")
class LargeRequestsTest {
    private static final int CLIENTS = 200;

    private static ControlFixture server;

    @BeforeAll
    static void start() {
        server = ControlFixture.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder post(String contentType, String body) {
        URI root = server.endpoint().resolve("/?Action=DescribeInstances&Version=2020-01-01");
        return HttpRequest.newBuilder(root).header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static List<HttpRequest> oversized() {
        String form = "application/x-www-form-urlencoded";
        StringBuilder names = new StringBuilder();
        StringBuilder colliding = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            names.append("&p").append(i).append("=1");
            // "Aa" and "BB" have one hash code, and so have all words made of them.
            colliding.append('&');
            for (int bit = 0; bit < 14; bit++) {
                colliding.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            colliding.append("=1");
        }
        return List.of(post(form, "a=" + "x".repeat(2 * 1024 * 1024)).build(),
                post(form, names.toString()).build(),
                post(form, colliding.toString()).build(),
                post("application/json", "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").build(),
                post("application/json", "{\"a\":" + "9".repeat(100_000) + "}").build(),
                post("application/json", "{\"a\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}").build());
    }

    @Test
    void areAllRefusedAndHoldNoMemoryAfterwards() throws Exception {
        List<HttpRequest> requests = oversized();
        List<Future<ApiCaller.Answer>> answers = new ArrayList<>();
        long before = usedBytes();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                HttpRequest request = requests.get(client % requests.size());
                answers.add(clients.submit(() -> ApiCaller.send(request)));
            }
        }
        for (Future<ApiCaller.Answer> answer : answers) {
            assertThat(answer.get().code()).isIn("RequestEntityTooLarge", "InvalidParameter");
        }
        answers.clear();
        assertThat(usedBytes() - before).as("heap still in use").isLessThan(64L * 1024 * 1024);
        assertThat(server.call("ddoscoo", "DescribeInstanceIds", java.util.Map.of()).code()).isEqualTo("OK");
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
