package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The code that the console makes for a call, run as it was made, against the built program: Java with
 * today's SDK, generic and typed, and the older one, TypeScript generic and typed, and curl.
 * The console's own generator makes it from the OpenAPI documents that the program serves, so whatever lies between a contract and an answer is in it.
 */
@Execution(ExecutionMode.CONCURRENT)
final class SamplesTest {

    private static final SampleCode CODE = new SampleCode("samples");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<String> EVERYWHERE = List.of("java", "java-classic", "typescript", "curl");
    private static final List<String> WITH_TYPES = List.of("java", "java-typed", "java-classic", "typescript", "typescript-typed", "curl");
    private static final List<String> WITH_TYPESCRIPT_TYPES = List.of("java", "java-classic", "typescript", "typescript-typed", "curl");
    /** Text that would be code in one of these languages, and some that is only hard to carry. */
    private static final String HOSTILE = "\";os.system(\"x\")#' + x + '$(touch x)`touch x`${x}\\u0022\\ %s <b>&amp;\r\n\tzwei ü中😀\u202e\u2066+*~ end";
    /** What stands in for a secret: the code must take it from the environment. */
    private static final String PASSWORD = "Not-In-The-Code-1";

    /** What runs the samples, by the keys that they find in their environment. */
    private static final Map<Keys, SampleRunner> JAVA = new ConcurrentHashMap<>();
    private static final Map<Keys, SampleRunner> NODE = new ConcurrentHashMap<>();

    private static Account account;
    private static String instance;
    private static List<Call> calls;

    /**
     * One call.
     *
     * @param values by parameter, typed as a form of the console gives them; {@code {language}} stands for the language's name
     * @param languages those that can express it
     */
    private record Call(Product product, String action, Map<String, ?> values, List<String> languages) {

        ObjectNode json() {
            ObjectNode node = MAPPER.createObjectNode().put("product", product.code()).put("version", product.version()).put("action", action);
            node.set("values", MAPPER.valueToTree(values));
            node.set("languages", MAPPER.valueToTree(languages));
            return node;
        }
    }

    @BeforeAll
    static void makeTheCode() throws IOException, InterruptedException {
        CODE.prepare();
        account = Account.rich(Servers.still());
        instance = account.buyPro(1);
        WITH_TYPES.forEach(language -> account.call(Product.RAM, "CreateUser", Map.of("UserName", "known-" + language)));
        calls = calls();
        ArrayNode json = MAPPER.createArrayNode();
        calls.forEach(call -> json.add(call.json()));
        MAPPER.writeValue(CODE.folder().resolve("calls.json").toFile(), json);
        CODE.make("samples.js", account.server().endpoint());
        CODE.compileTypeScript();
        CODE.compileJava("java");
        CODE.compileJava("java-typed");
        CODE.compileJava("java-classic");
    }

    @AfterAll
    static void endTheRunners() throws IOException {
        for (Map<Keys, SampleRunner> runners : List.of(JAVA, NODE)) {
            for (SampleRunner runner : runners.values()) {
                runner.close();
            }
        }
    }

    private static List<Call> calls() {
        return List.of(
                new Call(Product.DDOSCOO, "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10", "InstanceIds", List.of(instance)), EVERYWHERE),
                new Call(Product.DDOSCOO, "ModifyInstanceRemark", Map.of("InstanceId", instance, "Remark", "{language} " + HOSTILE), EVERYWHERE),
                new Call(Product.DDOSCOO, "CreateTagResources", Map.of("RegionId", "cn-hangzhou", "ResourceType", "INSTANCE",
                        "ResourceIds", List.of(instance), "Tags", List.of(Map.of("Key", "made-by", "Value", "{language}"))), EVERYWHERE),
                new Call(Product.DDOSCOO, "AddAutoCcBlacklist", Map.of("InstanceId", instance, "ExpireTime", 600,
                        "Blacklist", "[{\"src\":\"192.0.2.7\"}]"), EVERYWHERE),
                new Call(Product.BILLING, "CreateInstance", Map.of("ProductCode", "ddos", "ProductType", "ddoscoo", "SubscriptionType", "Subscription",
                        "Period", 1, "Parameter", List.of(part("BaseBandwidth", "30"), part("Bandwidth", "30"), part("ServiceBandwidth", "100"),
                                part("PortCount", "50"), part("DomainCount", "50"))), WITH_TYPES),
                new Call(Product.BILLING, "QueryAccountBalance", Map.of(), WITH_TYPES),
                new Call(Product.ESA, "PurchaseRatePlan", Map.of("PlanName", "basic", "Period", 1, "Coverage", "overseas", "AutoPay", true), WITH_TYPESCRIPT_TYPES),
                new Call(Product.ESA, "ListSites", Map.of("PageNumber", 1, "PageSize", 10, "SiteName", "a b*c~d",
                        "TagFilter", List.of(Map.of("Key", "team", "Value", "edge"))), WITH_TYPESCRIPT_TYPES),
                new Call(Product.ESA, "CheckSiteName", Map.of("SiteName", "{language}.example"), WITH_TYPESCRIPT_TYPES),
                new Call(Product.ESA, "ListDDoSInstances", Map.of(), EVERYWHERE),
                new Call(Product.RAM, "CreateUser", Map.of("UserName", "made-{language}", "Comments", "by {language}"), WITH_TYPES),
                new Call(Product.RAM, "CreateLoginProfile", Map.of("UserName", "known-{language}", "Password", "never written"), WITH_TYPES),
                new Call(Product.STS, "GetCallerIdentity", Map.of(), EVERYWHERE),
                new Call(Product.BREAKWATER, "ListRequests", Map.of("MaxResults", 5), EVERYWHERE));
    }

    private static Map<String, String> part(String code, String value) {
        return Map.of("Code", code, "Value", value);
    }

    /** In this order, as each remark is read back before the next one is written. */
    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    Stream<DynamicTest> everySampleSucceedsAsItWasMade() {
        return calls.stream().flatMap(call -> call.languages().stream().map(language ->
                DynamicTest.dynamicTest(call.action() + " in " + language, () -> {
                    String printed = run(language, call.action(), account.keys());
                    assertThat(printed).containsIgnoringCase("RequestId");
                    if (call.action().equals("ModifyInstanceRemark")) {
                        assertThat(account.instance(instance).path("Remark").asText()).as("the text as it arrived").isEqualTo(language + " " + HOSTILE);
                    }
                })));
    }

    @TestFactory
    Stream<DynamicTest> aSampleUsesASessionsTokenWhereOneIsSet() {
        Keys session = session();
        return EVERYWHERE.stream().map(language -> DynamicTest.dynamicTest(language, () ->
                assertThat(run(language, "GetCallerIdentity", session)).contains("AssumedRoleUser")));
    }

    @Test
    void noSampleHoldsAKeyOrAPassword() throws IOException {
        try (Stream<Path> files = Files.walk(CODE.folder())) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> file.toString().matches(".*\\.(java|ts|sh)")).toList()) {
                assertThat(Files.readString(file)).as(file.toString())
                        .doesNotContain(account.keys().id(), account.keys().secret(), "never written");
            }
        }
    }

    private static Keys session() {
        account.call(Product.RAM, "CreateRole", Map.of("RoleName", "samples", "AssumeRolePolicyDocument", """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::%s:root"]}}]}"""
                .formatted(account.id())));
        var credentials = Through.TEA_FORM.as(account.server().endpoint(), account.user("assumer", "AdministratorAccess"))
                .call(Product.STS, "AssumeRole", Map.of("RoleArn", "acs:ram::" + account.id() + ":role/samples", "RoleSessionName", "samples"))
                .expectSuccess().path("Credentials");
        return new Keys(credentials.path("AccessKeyId").asText(), credentials.path("AccessKeySecret").asText(),
                Optional.of(credentials.path("SecurityToken").asText()));
    }

    private static String run(String language, String action, Keys keys) throws IOException, InterruptedException {
        Path folder = CODE.folder().resolve(language).resolve(action);
        return switch (language) {
            case "java", "java-typed", "java-classic" ->
                JAVA.computeIfAbsent(keys, each -> SampleRunner.java(environment(each))).run(CODE.classes(language).resolve(action));
            case "typescript", "typescript-typed" ->
                NODE.computeIfAbsent(keys, each -> SampleRunner.node(environment(each))).run(folder.resolve("sample.js"));
            case "curl" -> Programs.run(folder, environment(keys), List.of("bash", "sample.sh"));
            default -> throw new IllegalArgumentException(language);
        };
    }

    private static Map<String, String> environment(Keys keys) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "BREAKWATER_ENDPOINT", "http://" + account.server().endpoint().http(),
                "ALIBABA_CLOUD_ACCESS_KEY_ID", keys.id(),
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET", keys.secret(),
                "PASSWORD", PASSWORD));
        keys.token().ifPresent(token -> environment.put("ALIBABA_CLOUD_SECURITY_TOKEN", token));
        return environment;
    }
}
