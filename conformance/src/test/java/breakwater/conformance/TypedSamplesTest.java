package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The typed code that the console makes, held to the official clients themselves: for every operation that is built and every parameter
 * of it, the console makes typed code where the client has a type for it and nowhere else, and what it makes compiles.
 */
@Execution(ExecutionMode.CONCURRENT)
final class TypedSamplesTest {

    private static final SampleCode CODE = new SampleCode("typed-samples");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** The products with a typed Java client among this module's dependencies, and its class. */
    private static final Map<String, Class<?>> JAVA_CLIENTS = Map.of(
            Product.BILLING.code(), com.aliyun.bssopenapi20171214.Client.class,
            Product.RAM.code(), com.aliyun.ram20150501.Client.class,
            Product.STS.code(), com.aliyun.sts20150401.Client.class);

    @BeforeAll
    static void makeTheCode() throws IOException, InterruptedException {
        CODE.prepare();
        CODE.make("typed.js", Servers.still().endpoint());
    }

    @Test
    void typedTypeScriptIsMadeForExactlyWhatThePackagesHave() throws IOException {
        assertThat(lines(facts("made").path("typescript-typed"))).isNotEmpty().containsExactlyElementsOf(lines(facts("packages")));
    }

    @Test
    void typedJavaIsMadeForExactlyWhatTheClientsHave() throws IOException {
        List<String> had = new ArrayList<>();
        JsonNode contracts = facts("contracts");
        JAVA_CLIENTS.forEach((product, client) -> contracts.path(product).properties().stream()
                .filter(operation -> has(client, decapitalized(operation.getKey())))
                .forEach(operation -> had.add(line(product, operation.getKey(), texts(operation.getValue()).stream()
                        .filter(name -> settable(client, operation.getKey() + "Request", name)).toList()))));
        assertThat(lines(facts("made").path("java-typed"))).isNotEmpty().containsExactlyInAnyOrderElementsOf(had);
    }

    @Test
    void typedTypeScriptCompilesAndSendsEveryParameter() throws IOException, InterruptedException {
        CODE.compileTypeScript();
        CODE.run("sent.js", Map.of());
    }

    @Test
    void typedJavaCompiles() throws IOException {
        CODE.compileJava("java-typed");
    }

    private static JsonNode facts(String name) throws IOException {
        return MAPPER.readTree(CODE.folder().resolve(name + ".json").toFile());
    }

    /** A line for each operation: {@code ram CreateUser [UserName, Email]}. */
    private static List<String> lines(JsonNode products) {
        return products.properties().stream().flatMap(product -> product.getValue().properties().stream()
                .map(operation -> line(product.getKey(), operation.getKey(), texts(operation.getValue())))).toList();
    }

    private static String line(String product, String action, List<String> parameters) {
        return product + " " + action + " " + parameters;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static boolean has(Class<?> type, String method) {
        return Stream.of(type.getMethods()).anyMatch(each -> each.getName().equals(method));
    }

    /** Whether a client's class for what an operation takes has a setter for a parameter; an operation that takes nothing has no such class. */
    private static boolean settable(Class<?> client, String request, String parameter) {
        try {
            return has(Class.forName(client.getPackageName() + ".models." + request), "set" + parameter);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String decapitalized(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
