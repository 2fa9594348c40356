package breakwater.control.life;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A thing of another account looks like nothing at all: every operation that takes an id answers, byte for byte but for its
 * RequestId and the id that was sent, what it answers for an id that nobody has; and changes nothing.
 */
class ForeignThingsTest {
    private static final String TRUST = "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
            + "\"Principal\":{\"RAM\":[\"acs:ram::1000000000000001:root\"]}}]}";
    private static final String POLICY =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private static ControlFixture server;
    private static ApiCaller stranger;
    private static final Map<String, String> THEIRS = new HashMap<>();
    private static final Map<String, String> NOBODYS = Map.of("ddos", "ddoscoo-cn-zzzzzzzzzzz", "plan", "esa-site-zzzzzzzzzzz",
            "security", "esa-ddos-zzzzzzzzzzz", "site", "999999999999999", "order", "999999999999998", "user", "nobody",
            "group", "nogroup", "role", "norole", "policy", "nopolicy", "scene", "00000000-0000-4000-8000-000000000000");
    private static String own;

    @BeforeAll
    static void twoAccounts() {
        server = ControlFixture.start();
        ApiCaller owner = server.caller();
        ApiCaller.Answer bought = succeed(owner, "bssopenapi", "CreateInstance", purchase());
        THEIRS.put("ddos", bought.text("/Data/InstanceId"));
        THEIRS.put("order", bought.text("/Data/OrderId"));
        THEIRS.put("plan", succeed(owner, "esa", "PurchaseRatePlan", Map.of("PlanName", "basic", "Period", "1",
                "ChargeType", "PREPAY", "AutoPay", "true")).text("/InstanceId"));
        THEIRS.put("security", succeed(owner, "esa", "PurchaseDDoSInstance", Map.of("SiteInstanceId", THEIRS.get("plan"),
                "DDoSBurstableDomesticProtection", "cn_300", "DDoSBurstableOverseasProtection", "off",
                "DDoSBillingMode", "CleanTraffic")).text("/InstanceId"));
        THEIRS.put("site", succeed(owner, "esa", "CreateSite", Map.of("SiteName", "theirs.example", "InstanceId",
                THEIRS.get("plan"), "Coverage", "overseas", "AccessType", "NS")).text("/SiteId"));
        succeed(owner, "ddoscoo", "CreateSceneDefensePolicy", Map.of("Name", "theirs", "Template", "bypass", "StartTime", "0",
                "EndTime", "4102444800000"));
        THEIRS.put("scene", succeed(owner, "ddoscoo", "DescribeSceneDefensePolicies", Map.of()).text("/Policies/0/PolicyId"));
        THEIRS.putAll(Map.of("user", "theuser", "group", "thegroup", "role", "therole", "policy", "thepolicy"));
        succeed(owner, "ram", "CreateUser", Map.of("UserName", "theuser"));
        succeed(owner, "ram", "CreateGroup", Map.of("GroupName", "thegroup"));
        succeed(owner, "ram", "CreateRole", Map.of("RoleName", "therole", "AssumeRolePolicyDocument", TRUST));
        succeed(owner, "ram", "CreatePolicy", Map.of("PolicyName", "thepolicy", "PolicyDocument", POLICY));

        ApiCaller.Answer account = succeed(owner, "breakwater", "CreateAccount",
                Map.of("AccountName", "stranger", "Balance", "1000000", "Currency", "CNY"));
        stranger = owner.as(account.text("/AccessKeyId"), account.text("/AccessKeySecret"));
        own = succeed(stranger, "bssopenapi", "CreateInstance", purchase()).text("/Data/InstanceId");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ApiCaller.Answer succeed(ApiCaller caller, String product, String action, Map<String, String> parameters) {
        ApiCaller.Answer answer = caller.call(product, action, parameters);
        assertThat(answer.code()).as(action + ": " + answer.text()).isEqualTo("OK");
        return answer;
    }

    private static Map<String, String> purchase() {
        Map<String, String> parameters = new HashMap<>(Map.of("ProductCode", "ddos", "ProductType", "ddoscoo",
                "SubscriptionType", "Subscription", "Period", "1"));
        String[][] components = {{"ServicePartner", "coop-line-001"}, {"PortCount", "50"}, {"DomainCount", "50"},
            {"BaseBandwidth", "30"}, {"Bandwidth", "30"}, {"ServiceBandwidth", "100"}, {"Edition", "coop"}};
        for (int i = 0; i < components.length; i++) {
            parameters.put("Parameter." + (i + 1) + ".Code", components[i][0]);
            parameters.put("Parameter." + (i + 1) + ".Value", components[i][1]);
        }
        return parameters;
    }

    private static List<String> calls() throws IOException {
        try (InputStream in = ForeignThingsTest.class.getResourceAsStream("foreign.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        }
    }

    private static Map<String, String> parameters(String call, Map<String, String> things) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String[] words = call.split(" ");
        for (int i = 2; i < words.length; i++) {
            String value = words[i].substring(words[i].indexOf('=') + 1).replace("{own}", own);
            for (Map.Entry<String, String> thing : things.entrySet()) {
                value = value.replace("{" + thing.getKey() + "}", thing.getValue());
            }
            parameters.put(words[i].substring(0, words[i].indexOf('=')), value);
        }
        return parameters;
    }

    private static String plain(ApiCaller.Answer answer, Map<String, String> things) {
        String text = answer.status() + " " + answer.withoutRequestId();
        for (Map.Entry<String, String> thing : things.entrySet()) {
            text = text.replace(thing.getValue(), "{" + thing.getKey() + "}");
        }
        return text;
    }

    @TestFactory
    List<DynamicTest> theAnswerIsTheSameAsForAnIdThatNobodyHas() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String call : calls()) {
            tests.add(DynamicTest.dynamicTest(call, () -> {
                String[] words = call.split(" ");
                ApiCaller.Answer theirs = stranger.call(words[0], words[1], parameters(call, THEIRS));
                ApiCaller.Answer nobodys = stranger.call(words[0], words[1], parameters(call, NOBODYS));
                assertThat(plain(theirs, THEIRS)).isEqualTo(plain(nobodys, NOBODYS));
                assertThat(theirs.code()).as(theirs.text()).doesNotStartWith("Missing").isNotIn("InternalError",
                        "InvalidParameter", "NotImplemented", "UnsupportedParameter");
                for (String secret : List.of("theirs.example", "127.77.")) {
                    if (!call.contains("{own}")) {
                        assertThat(theirs.text()).doesNotContain(secret);
                    }
                }
            }));
        }
        return tests;
    }

    @Test
    void everythingIsStillThere() throws IOException {
        for (String call : calls()) {
            String[] words = call.split(" ");
            stranger.call(words[0], words[1], parameters(call, THEIRS));
        }
        ApiCaller owner = server.caller();
        assertThat(succeed(owner, "ddoscoo", "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "10"))
                .text("/Instances/0/Remark")).isEmpty();
        assertThat(succeed(owner, "ddoscoo", "DescribeAutoCcListCount", Map.of("InstanceId", THEIRS.get("ddos"))).text("/BlackCount"))
                .isEqualTo("0");
        assertThat(succeed(owner, "ddoscoo", "DescribeSceneDefensePolicies", Map.of()).text("/Policies/0/Status")).isEqualTo("2");
        assertThat(succeed(owner, "esa", "GetSite", Map.of("SiteId", THEIRS.get("site"))).text("/SiteModel/SiteName"))
                .isEqualTo("theirs.example");
        assertThat(succeed(owner, "esa", "ListDDoSInstances", Map.of()).text("/InstanceInfo/0/Status")).isEqualTo("online");
        succeed(owner, "ram", "GetUser", Map.of("UserName", "theuser"));
        succeed(owner, "ram", "GetPolicy", Map.of("PolicyName", "thepolicy", "PolicyType", "Custom"));
    }
}
