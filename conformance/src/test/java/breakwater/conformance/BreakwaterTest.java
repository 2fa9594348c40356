package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        assertThat(accounts(operator)).contains(account.id()).doesNotHaveDuplicates();
        assertThat(account.through(way).call(Product.BREAKWATER, "ListAccounts", Map.of()).succeeded()).isFalse();
        assertThat(account.through(way).call(Product.BREAKWATER, "CreateAccount", Map.of("AccountName", "mine")).succeeded()).isFalse();
        assertThat(account.through(way).call(Product.BREAKWATER, "AdvanceClock", Map.of("Seconds", 1)).succeeded()).isFalse();
    }

    /** Of all pages; other tests have made more accounts than one page holds. */
    private static List<String> accounts(OfficialClient operator) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            Map<String, Object> page = next.isEmpty() ? Map.of("MaxResults", 100) : Map.of("MaxResults", 100, "NextToken", next);
            JsonNode answer = operator.call(Product.BREAKWATER, "ListAccounts", page).expectSuccess();
            ids.addAll(answer.path("Accounts").findValuesAsText("AccountId"));
            next = answer.path("NextToken").asText();
        } while (!next.isEmpty());
        return ids;
    }

    @ParameterizedTest
    @EnumSource
    void aSessionActsAsWhoeverBeganItWithAKeyOrAPassword(Through way) {
        Account account = Account.rich(Servers.still());
        Keys user = account.user("gail", "AliyunRAMReadOnlyAccess");
        OfficialClient asGail = way.as(account.server().endpoint(),
                session(way.as(account.server().endpoint(), user).call(Product.BREAKWATER, "GetSessionToken", Map.of("DurationSeconds", 900))));
        assertThat(asGail.call(Product.STS, "GetCallerIdentity", Map.of()).expectSuccess().path("Arn").asText()).endsWith(":user/gail");
        asGail.call(Product.RAM, "ListUsers", Map.of()).expectSuccess();
        asGail.call(Product.RAM, "CreateUser", Map.of("UserName", "mallory")).expectError("NoPermission");
        asGail.call(Product.BREAKWATER, "GetSessionToken", Map.of()).expectError("SessionNotAllowed");

        account.through(way).call(Product.BREAKWATER, "SetConsolePassword", Map.of("Password", "correct horse battery")).expectSuccess();
        OfficialClient asRoot = way.as(account.server().endpoint(), session(account.through(way).call(Product.BREAKWATER, "SignIn",
                Map.of("LoginName", account.id(), "Password", "correct horse battery"))));
        assertThat(asRoot.call(Product.STS, "GetCallerIdentity", Map.of()).expectSuccess().path("Arn").asText())
                .isEqualTo("acs:ram::" + account.id() + ":root");
    }

    private static Keys session(Answer begun) {
        JsonNode body = begun.expectSuccess();
        return new Keys(body.path("AccessKeyId").asText(), body.path("AccessKeySecret").asText(),
                Optional.of(body.path("SecurityToken").asText()));
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
