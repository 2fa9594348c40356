package breakwater.control.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.contract.Contracts;
import breakwater.control.contract.ProductContract;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gateway as a client meets it: over a real socket, with requests that are right and wrong. */
class PipelineTest {
    private static ControlFixture server;

    @BeforeAll
    static void start() {
        server = ControlFixture.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ApiCaller.Answer get(String pathAndQuery) {
        return ApiCaller.send(HttpRequest.newBuilder(server.endpoint().resolve(pathAndQuery)).GET().build());
    }

    @Test
    void aSignedCallIsAnsweredWithARequestId() {
        for (String method : new String[] {"GET", "POST"}) {
            ApiCaller.Answer answer = server.caller().call(method, "ddoscoo", "DescribeInstances",
                    Map.of("PageNumber", "1", "PageSize", "10"));
            assertThat(answer.text()).contains("\"Instances\":[]").contains("\"TotalCount\":0");
            assertThat(answer.text("/RequestId")).matches("[0-9A-F]{8}-[0-9A-F]{4}-7[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}");
        }
    }

    @Test
    void theSameCallAnswersInXml() {
        ApiCaller.Answer answer = server.call("ddoscoo", "DescribeInstances",
                Map.of("PageNumber", "1", "PageSize", "10", "Format", "XML"));
        assertThat(answer.text()).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><DescribeInstancesResponse><RequestId>");
    }

    @Test
    void everyRefusalOfTheGatewayHasItsOwnCode() {
        Map<String, String> cases = new TreeMap<>(Map.of(
                "/", "MissingVersion",
                "/?Version=2020-01-01", "MissingAction",
                "/?Version=1999-01-01&Action=DescribeInstances", "InvalidVersion",
                "/?Version=2020-01-01&Action=DescribeNothing", "InvalidAction.NotFound",
                "/?Version=2020-01-01&Action=DescribeInstances", "MissingAccessKeyId",
                "/?Version=2020-01-01&Action=DescribeInstances&Format=YAML", "InvalidParameter",
                "/?Version=2020-01-01&Version=2020-01-01&Action=DescribeInstances", "InvalidParameter",
                "/nowhere", "InvalidPath.NotFound"));
        cases.forEach((request, code) -> assertThat(get(request).code()).as(request).isEqualTo(code));
    }

    @Test
    void anOperationThatIsKnownAndNotBuiltSaysSo() {
        ApiCaller.Answer answer = server.call("ddoscoo", "CreateDomainResource", Map.of());
        assertThat(answer.code()).isEqualTo("NotImplemented");
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.text("/Message")).contains("CreateDomainResource").contains("not built");
    }

    @Test
    void aBodyOverTheLimitIsRefusedAndTheServerGoesOn() {
        HttpRequest request = HttpRequest.newBuilder(server.endpoint().resolve("/"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("a=" + "x".repeat(2 * 1024 * 1024))).build();
        ApiCaller.Answer answer = ApiCaller.send(request);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("RequestEntityTooLarge");
        assertThat(get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void compressedAndUnknownBodiesAreRefused() {
        URI root = server.endpoint().resolve("/");
        assertThat(ApiCaller.send(HttpRequest.newBuilder(root).header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("x")).build()).code()).isEqualTo("InvalidParameter");
        assertThat(ApiCaller.send(HttpRequest.newBuilder(root).header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("x")).build()).code()).isEqualTo("InvalidParameter");
        assertThat(ApiCaller.send(HttpRequest.newBuilder(root).DELETE().build()).code()).isEqualTo("UnsupportedHTTPMethod");
    }

    @Test
    void recommendLeadsToAPageThatExplainsTheCode() {
        ApiCaller.Answer refused = get("/?Version=2020-01-01&Action=DescribeNothing");
        URI page = URI.create(refused.text("/Recommend"));
        assertThat(page.getHost()).isEqualTo("127.0.0.1");
        ApiCaller.Answer explained = ApiCaller.send(HttpRequest.newBuilder(page).GET().build());
        assertThat(explained.status()).isEqualTo(200);
        assertThat(explained.text()).contains("<h1>InvalidAction.NotFound</h1>").contains("What to do");
    }

    @Test
    void aHostileHostHeaderIsNotRepeated() {
        // The JDK's client does not send a foreign Host unless told to; the raw socket is the hostile client.
        String answer = RawSocket.exchange(server.endpoint(), "GET /?Version=x HTTP/1.1\r\nHost: a\"><script>\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContain("<script>");
    }

    /** The library answered as asked and then held the connection until it had been idle for a while: whoever read to the end waited for that. */
    @Test
    void aConnectionEndsWithTheAnswerWhenTheClientAsksForThat() {
        for (String request : new String[] {"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b"}) {
            assertThat(RawSocket.exchange(server.endpoint(), request)).startsWith("HTTP/1.1 ").contains("Connection: close");
        }
    }

    @Test
    void healthReadinessMetricsAndOpenApiAreServedUnsigned() throws Exception {
        assertThat(get("/healthz").status()).isEqualTo(200);
        assertThat(get("/readyz").text()).isEqualTo("ready\n");
        server.call("ddoscoo", "DescribeInstanceIds", Map.of());
        assertThat(get("/metrics").text()).contains("breakwater_requests_seconds_count{action=\"DescribeInstanceIds\"");
        JsonNode document = new ObjectMapper().readTree(get("/openapi/ddoscoo/2020-01-01.json").text());
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.path("paths").size()).isEqualTo(194);
        assertThat(document.at("/paths/~1?Action=ReleaseInstance/post/x-breakwater-built").asBoolean()).isTrue();
        assertThat(document.at("/paths/~1?Action=CreateDomainResource/post/x-breakwater-built").asBoolean()).isFalse();
        assertThat(get("/openapi/ddoscoo/1999-01-01.json").status()).isEqualTo(404);
    }

    @Test
    void aNodeWhoseTrafficPlaneTakesNoNewConnectionsIsNotReadyAndSaysWhy() {
        server.control().readyWith(() -> Optional.of("there are no descriptors"));
        try {
            assertThat(get("/readyz").status()).isEqualTo(503);
            assertThat(get("/readyz").text()).isEqualTo("there are no descriptors\n");
            assertThat(get("/healthz").status()).isEqualTo(200);
        } finally {
            server.control().readyWith(Optional::empty);
        }
        assertThat(get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void theProductsAndTheErrorsAreListedForWhoeverBuildsPagesOfThem() throws Exception {
        JsonNode products = new ObjectMapper().readTree(get("/openapi/products.json").text());
        assertThat(products.findValuesAsText("product")).containsExactly("ddoscoo", "esa", "bssopenapi", "ram", "sts", "breakwater");
        assertThat(products.path(0).path("operations")).contains(
                new ObjectMapper().readTree("{\"action\":\"ReleaseInstance\",\"built\":true}"),
                new ObjectMapper().readTree("{\"action\":\"CreateDomainResource\",\"built\":false}"));
        JsonNode errors = new ObjectMapper().readTree(get("/errors/catalogue.json").text());
        assertThat(errors.properties()).extracting(Map.Entry::getKey)
                .containsExactly("ddoscoo", "esa", "bssopenapi", "ram", "sts", "breakwater", "gateway");
        JsonNode throttled = errors.path("gateway").valueStream().filter(error -> error.path("code").asText().equals("Throttling.User")).findFirst()
                .orElseThrow();
        assertThat(throttled.path("blame").asText()).isEqualTo("client");
        assertThat(throttled.path("retryable").asBoolean()).isTrue();
        assertThat(throttled.path("remedy").asText()).isNotBlank();
    }

    @Test
    void anOpenApiDocumentTellsAllThatAFormNeeds() throws Exception {
        JsonNode antiDdos = new ObjectMapper().readTree(get("/openapi/ddoscoo/2020-01-01.json").text());
        JsonNode listed = antiDdos.at("/paths/~1?Action=AddAutoCcBlacklist/post");
        assertThat(listed.path("x-breakwater-methods").toString()).isEqualTo("[\"GET\",\"POST\"]");
        JsonNode text = listed.at("/parameters/0/schema");
        assertThat(text.path("contentMediaType").asText()).isEqualTo("application/json");
        assertThat(text.at("/contentSchema/items/required").toString()).isEqualTo("[\"src\"]");
        JsonNode protocol = parameter(antiDdos, "CreatePort", "FrontendProtocol");
        assertThat(protocol.at("/schema/x-breakwater-values").toString()).isEqualTo("[\"tcp\",\"udp\"]");
        assertThat(protocol.has("x-breakwater-encoding")).isFalse();

        JsonNode ram = new ObjectMapper().readTree(get("/openapi/ram/2015-05-01.json").text());
        assertThat(parameter(ram, "CreatePolicy", "Tag").path("x-breakwater-encoding").asText()).isEqualTo("json");

        JsonNode breakwater = new ObjectMapper().readTree(get("/openapi/breakwater/2026-11-01.json").text());
        JsonNode span = parameter(breakwater, "AdvanceClock", "To").path("schema");
        assertThat(span.path("x-breakwater-format").asText()).isEqualTo("yyyy-MM-ddTHH:mm:ssZ");
        assertThat(parameter(breakwater, "ListRequests", "MaxResults").at("/schema/default").asText()).isEqualTo("20");
        assertThat(parameter(breakwater, "CreateAccount", "AccountName").at("/schema/minLength").asInt()).isEqualTo(1);
    }

    /** A document tells what of each operation is not built, for which its records are held to its contract. */
    @Test
    void everyBuiltOperationFitsItsContract() {
        for (ProductContract product : Contracts.load().products()) {
            String document = "/openapi/" + product.product() + "/" + product.version() + ".json";
            assertThat(get(document).status()).as(document).isEqualTo(200);
        }
    }

    private static JsonNode parameter(JsonNode document, String action, String name) {
        for (JsonNode parameter : document.path("paths").path("/?Action=" + action).path("post").path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError(action + " has no parameter " + name);
    }
}
