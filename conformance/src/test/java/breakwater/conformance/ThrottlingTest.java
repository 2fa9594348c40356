package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.teautil.models.RuntimeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Throttling per account and operation, as a client meets it. */
final class ThrottlingTest {

    @Test
    void tooManyCallsOfOneOperationAreThrottledForThatAccountAlone() {
        try (BuiltServer server = BuiltServer.start(BuiltServer.root(), Map.of("BREAKWATER_THROTTLE_PER_SECOND", "5", "BREAKWATER_THROTTLE_BURST", "20"), List.of("dev", "--port", "0", "--ephemeral"))) {
            Account busy = Account.rich(server);
            Account calm = Account.rich(server);
            TeaOpenApi client = TeaOpenApi.plain(server.endpoint(), busy.keys(), TeaOpenApi.Carriage.FORM);
            List<String> codes = new ArrayList<>();
            for (int number = 0; number < 60; number++) {
                codes.add(client.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).code());
            }
            assertThat(codes).contains("").contains("Throttling.User").containsOnly("", "Throttling.User");
            assertThat(calm.client().call(Product.DDOSCOO, "DescribeInstanceIds", Map.of()).code()).isEmpty();
            assertThat(client.call(Product.DDOSCOO, "DescribeDefenseCountStatistics", Map.of()).code()).as("another operation").isEmpty();

            RuntimeOptions patient = new RuntimeOptions().setAutoretry(true).setMaxAttempts(10).setBackoffPolicy("fix").setBackoffPeriod(200);
            assertThat(client.call(Product.DDOSCOO, "DescribeInstanceIds", Map.of(), patient).code()).isIn("", "Throttling.User");
        }
    }
}
