package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The product's own operations: the clock, accounts, requests looked up. On a server of its own, since the clock is stopped. */
final class BreakwaterTest {

    @Test
    void theClockIsStoppedMovedAndLetGoAgain() {
        try (BuiltServer server = BuiltServer.ephemeral()) {
            OfficialClient operator = Through.TEA_FORM.as(server.endpoint(), server.keys());
            Instant frozen = Instant.parse(operator.call(Product.BREAKWATER, "FreezeClock", Map.of()).expectSuccess().path("Now").asText());
            JsonNode still = operator.call(Product.BREAKWATER, "DescribeClock", Map.of()).expectSuccess();
            assertThat(still.path("Mode").asText()).isEqualTo("frozen");
            assertThat(Instant.parse(still.path("Now").asText())).isEqualTo(frozen);
            JsonNode moved = operator.call(Product.BREAKWATER, "AdvanceClock", Map.of("Duration", "8d")).expectSuccess();
            assertThat(Duration.between(frozen, Instant.parse(moved.path("Now").asText()))).isEqualTo(Duration.ofDays(8));
            assertThat(operator.call(Product.BREAKWATER, "AdvanceClock", Map.of("To", "2020-01-01T00:00:00Z")).succeeded())
                    .as("it never goes back").isFalse();
            JsonNode going = operator.call(Product.BREAKWATER, "ResumeClock", Map.of()).expectSuccess();
            assertThat(going.path("Mode").asText()).isEqualTo("running");
        }
    }

    @ParameterizedTest
    @EnumSource
    void accountsAreListedToTheOperatorAlone(Through way) {
        Account account = Account.rich(Servers.still());
        OfficialClient operator = way.as(account.server().endpoint(), account.server().keys());
        assertThat(operator.call(Product.BREAKWATER, "ListAccounts", Map.of("MaxResults", 100)).expectSuccess().path("Accounts"))
                .anySatisfy(row -> assertThat(row.path("AccountId").asText()).isEqualTo(account.id()));
        assertThat(account.through(way).call(Product.BREAKWATER, "ListAccounts", Map.of()).succeeded()).isFalse();
        assertThat(account.through(way).call(Product.BREAKWATER, "CreateAccount", Map.of("AccountName", "mine")).succeeded()).isFalse();
        assertThat(account.through(way).call(Product.BREAKWATER, "AdvanceClock", Map.of("Seconds", 1)).succeeded()).isFalse();
    }

    @Test
    void whatHappenedToARequestIsLookedUpByItsId() {
        Account account = Account.rich(Servers.still());
        Answer refused = account.client().call(Product.DDOSCOO, "ReleaseInstance", Map.of("InstanceId", "ddoscoo-cn-zzzzzzzzzzz"));
        String requestId = refused.body().path("RequestId").asText();
        // What only read is written to the audit within a second.
        Patience.until("the request is in the audit", () -> account.client().call(Product.BREAKWATER, "DescribeRequest",
                Map.of("CalledRequestId", requestId)).succeeded());
        JsonNode found = account.call(Product.BREAKWATER, "DescribeRequest", Map.of("CalledRequestId", requestId));
        assertThat(found.path("CalledAction").asText()).isEqualTo("ReleaseInstance");
        assertThat(found.path("Outcome").asText()).contains("InstanceNotFound");
        assertThat(found.toString()).doesNotContain(account.keys().secret());
        assertThat(account.call(Product.BREAKWATER, "ListRequests", Map.of("MaxResults", 100)).path("Requests"))
                .anySatisfy(row -> assertThat(row.path("CalledRequestId").asText()).isEqualTo(requestId));
    }
}
