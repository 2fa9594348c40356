package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Throttling per account and operation, as clients meet it, on a server that is set to throttle early. */
final class ThrottlingTest {

    private static BuiltServer server;

    @BeforeAll
    static void start() {
        server = BuiltServer.start(BuiltServer.root(), Map.of("BREAKWATER_THROTTLE_PER_SECOND", "10", "BREAKWATER_THROTTLE_BURST", "10"),
                List.of("dev", "--port", "0", "--ephemeral"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tooManyCallsOfOneOperationAreThrottledForThatAccountAlone() {
        Account busy = Account.rich(server);
        Account calm = Account.rich(server);
        Set<String> codes = new TreeSet<>();
        Patience.until("more calls came than may, on a machine that is quick enough for a moment", () -> {
            for (int number = 0; number < 60; number++) {
                codes.add(busy.client().call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).code());
            }
            return codes.contains("Throttling.User");
        });
        assertThat(codes).containsExactly("", "Throttling.User");
        assertThat(calm.client().call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).code()).as("another account").isEmpty();
        assertThat(busy.client().call(Product.DDOSCOO, "DescribeDefenseCountStatistics", Map.of()).code()).as("another operation").isEmpty();
    }

    @Test
    void theTypedNodeClientRetriesWhatIsThrottled() throws IOException, InterruptedException {
        NodeClientsTest.install();
        NodeClientsTest.runFile(BuiltServer.root().resolve("conformance/node/throttled/retry.test.js"), Account.rich(server), Map.of());
    }
}
