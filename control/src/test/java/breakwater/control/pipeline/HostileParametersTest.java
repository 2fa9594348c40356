package breakwater.control.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.contract.Contracts;
import breakwater.control.contract.Field;
import breakwater.control.contract.FieldType;
import breakwater.control.contract.OperationContract;
import breakwater.control.contract.ProductContract;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every parameter of every built operation, sent wrong: the answer is a documented error of the client, never a fault of the
 * server, and the database holds afterwards what it held before.
 */
class HostileParametersTest {
    private static final List<String> TABLES = List.of("account", "access_key", "ram_user", "ram_group", "ram_role", "ram_policy",
            "ddos_instance", "orders", "esa_site_plan", "esa_site", "esa_security_instance", "tag");
    private static final List<String> NUMBERS = List.of("-1", "0", "2147483647", "2147483648", "-2147483649",
            "9223372036854775808", "1e309", "1.5", "NaN", "0x10", " 1", "\u0661", "99999999999999999999999999");
    private static final List<String> TEXTS = List.of("", " ", "\u0001\u001f\u007f", "\uD83D\uDE00\uD83D\uDE00", "\uFFFE]]><!--",
            "%00", "${jndi:x}", "' OR 1=1 --", "../../etc/passwd", "{\"a\":", "[[[[[[[[[[[[[[[[", "\u202Etxt", "x".repeat(20_000));
    private static final List<String> INDEXES = List.of("2147483647", "2147483648", "0", "-1", "01", "1_000", "", "1.1.1.1.1.1.1.1.1.1.1.1");

    /** A few at once, so that no processor rests while one call waits. */
    private static final int CALLERS = 4;

    private static ControlFixture server;

    @BeforeAll
    static void start() {
        server = ControlFixture.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<OperationContract> built() throws Exception {
        List<OperationContract> built = new ArrayList<>();
        for (ProductContract product : Contracts.load().products()) {
            JsonNode document = new ObjectMapper().readTree(ApiCaller.send(HttpRequest.newBuilder(server.endpoint()
                    .resolve("/openapi/" + product.product() + "/" + product.version() + ".json")).GET().build()).text());
            document.path("paths").properties().forEach(path -> path.getValue().elements().forEachRemaining(operation -> {
                if (operation.path("x-breakwater-built").asBoolean()) {
                    built.add(product.operations().get(operation.path("operationId").asText()));
                }
            }));
        }
        return built;
    }

    private static ApiCaller.Answer call(OperationContract operation, Map<String, String> parameters) {
        return server.caller().call(operation.methods().contains("POST") ? "POST" : "GET", operation.product(),
                operation.action(), parameters);
    }

    private static Map<String, Long> rows() {
        return server.store().read(transaction -> {
            Map<String, Long> rows = new LinkedHashMap<>();
            TABLES.forEach(table -> rows.put(table, transaction.number("SELECT COUNT(*) FROM " + table)));
            return rows;
        });
    }

    /** Values of the right type for what is required, so that the one wrong value is what is judged. */
    private static Map<String, String> plausible(OperationContract operation) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Field field : operation.parameters()) {
            if (field.required() && field.type() != FieldType.ARRAY && field.type() != FieldType.OBJECT) {
                parameters.put(field.name(), switch (field.type()) {
                    case INTEGER, LONG, FLOAT, DOUBLE -> "1";
                    case BOOLEAN -> "true";
                    default -> field.values().isEmpty() ? "x" : field.values().getFirst();
                });
            }
        }
        return parameters;
    }

    @Test
    void aWrongValueOfAnyParameterIsAnErrorOfTheClientAndChangesNothing() throws Exception {
        Map<String, Long> before = rows();
        List<Future<String>> codes = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (Wrong wrong : wrongCalls()) {
                codes.add(callers.submit(() -> codeOfTheClient(wrong)));
            }
        }
        Set<String> different = new HashSet<>();
        for (Future<String> code : codes) {
            different.add(code.get());
        }
        assertThat(codes).hasSizeGreaterThan(3_000);
        assertThat(different).contains("InvalidParameter");
        Map<String, Long> after = rows();
        // Groups, roles and users may be made by values that are odd and allowed; money and instances may not.
        for (String table : List.of("account", "ddos_instance", "orders", "esa_site_plan", "esa_site", "esa_security_instance", "tag")) {
            assertThat(after.get(table)).as(table).isEqualTo(before.get(table));
        }
        assertThat(server.call("ddoscoo", "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10")).code()).isEqualTo("OK");
    }

    /** A call with one wrong value. */
    private record Wrong(OperationContract operation, Set<String> names, Map<String, String> parameters) {
    }

    private static List<Wrong> wrongCalls() throws Exception {
        List<Wrong> calls = new ArrayList<>();
        for (OperationContract operation : built()) {
            if (operation.product().equals("breakwater")) {
                continue; // its operations have no required ids: a plausible call of CreateAccount is a right one
            }
            for (Field field : operation.parameters()) {
                List<Map<String, String>> wrong = new ArrayList<>();
                List<String> values = switch (field.type()) {
                    case INTEGER, LONG, FLOAT, DOUBLE -> NUMBERS;
                    default -> TEXTS;
                };
                for (String value : values) {
                    wrong.add(Map.of(field.name(), value));
                }
                if (field.type() == FieldType.ARRAY) {
                    for (String index : INDEXES) {
                        wrong.add(Map.of(field.name() + "." + index + ".Key", "k", field.name() + "." + index + ".Value", "v"));
                        wrong.add(Map.of(field.name() + "." + index, "k"));
                    }
                }
                for (Map<String, String> each : wrong) {
                    Map<String, String> parameters = plausible(operation);
                    parameters.putAll(each);
                    if (operation.product().equals("ram") && operation.action().startsWith("Create")) {
                        parameters.put("UserName", "-");
                        parameters.putIfAbsent("GroupName", "-");
                    }
                    calls.add(new Wrong(operation, each.keySet(), parameters));
                }
            }
        }
        return calls;
    }

    /** Makes the call; its code, once the answer is known to blame the client and to tell nothing of the server. */
    private static String codeOfTheClient(Wrong wrong) {
        ApiCaller.Answer answer = call(wrong.operation, wrong.parameters);
        String what = wrong.operation.action() + " " + wrong.names;
        assertThat(answer.status()).as(what + ": " + answer.text()).isLessThan(500);
        assertThat(answer.code()).as(what).isNotIn("InternalError", "ServiceUnavailable");
        assertThat(answer.text()).as(what).doesNotContain("at breakwater.", "Exception", "SELECT ");
        return answer.code();
    }

    @Test
    void aParameterThatComesTwiceIsRefusedWhereverTheTwoStand() throws Exception {
        Map<String, Long> before = rows();
        for (OperationContract operation : built()) {
            for (Field field : operation.parameters()) {
                String name = encode(field.name());
                String common = "Action=" + operation.action() + "&Version=" + operation.version();
                URI twiceInQuery = server.endpoint().resolve("/?" + common + "&" + name + "=a&" + name + "=a");
                URI once = server.endpoint().resolve("/?" + common + "&" + name + "=a");
                assertThat(ApiCaller.send(HttpRequest.newBuilder(twiceInQuery).GET().build()).code())
                        .as(operation.action() + " " + name).isEqualTo("InvalidParameter");
                assertThat(ApiCaller.send(HttpRequest.newBuilder(once)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(name + "=b")).build()).code())
                        .as(operation.action() + " " + name).isEqualTo("InvalidParameter");
                assertThat(ApiCaller.send(HttpRequest.newBuilder(once)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("x=1&" + name + "=a&" + name + "=b")).build()).code())
                        .as(operation.action() + " " + name).isEqualTo("InvalidParameter");
            }
        }
        assertThat(rows()).isEqualTo(before);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
