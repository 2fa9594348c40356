package breakwater.conformance;

import com.aliyun.bssopenapi20171214.models.CreateInstanceRequest;
import com.aliyun.bssopenapi20171214.models.CreateInstanceRequest.CreateInstanceRequestParameter;
import com.aliyun.bssopenapi20171214.models.CreateInstanceResponseBody;
import com.aliyun.bssopenapi20171214.models.RefundInstanceRequest;
import com.aliyun.bssopenapi20171214.models.RefundInstanceResponseBody;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An account made for one test, rich unless told otherwise, so that tests share a server and never see one another's things.
 * Also the place where a test moves the server's clock.
 */
final class Account {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final BuiltServer server;
    private final String id;
    private final Keys keys;

    private Account(BuiltServer server, String id, Keys keys) {
        this.server = server;
        this.id = id;
        this.keys = keys;
    }

    /** A new account with ten million of its currency. */
    static Account rich(BuiltServer server) {
        Account account = poor(server);
        account.recharge("10000000");
        return account;
    }

    /** A new account with no money. */
    static Account poor(BuiltServer server) {
        JsonNode made = operator(server).call(Product.BREAKWATER, "CreateAccount",
                Map.of("AccountName", "conformance-" + NUMBER.incrementAndGet(), "Balance", "0")).expectSuccess();
        return new Account(server, made.path("AccountId").asText(),
                new Keys(made.path("AccessKeyId").asText(), made.path("AccessKeySecret").asText()));
    }

    /** An account that an earlier process made on the same data. */
    static Account known(BuiltServer server, String id, Keys keys) {
        return new Account(server, id, keys);
    }

    private static OfficialClient operator(BuiltServer server) {
        return Through.TEA_FORM.as(server.endpoint(), server.keys());
    }

    void recharge(String amount) {
        operator(server).call(Product.BREAKWATER, "RechargeAccount", Map.of("AccountId", id, "Amount", amount)).expectSuccess();
    }

    /** What can be spent, in the account's currency. */
    BigDecimal balance() {
        return new BigDecimal(call(Product.BILLING, "QueryAccountBalance", Map.of()).path("Data").path("AvailableAmount").asText().replace(",", ""));
    }

    BuiltServer server() {
        return server;
    }

    String id() {
        return id;
    }

    Keys keys() {
        return keys;
    }

    OfficialClient through(Through way) {
        return way.as(server.endpoint(), keys);
    }

    /** The plainest of today's clients, where it does not matter which. */
    OfficialClient client() {
        return through(Through.TEA_FORM);
    }

    TypedClients typed() {
        return new TypedClients(server.endpoint(), keys);
    }

    /** Calls with the plainest client; must succeed. */
    JsonNode call(Product product, String action, Map<String, ?> parameters) {
        return client().call(product, action, parameters).expectSuccess();
    }

    /** Keys of a new RAM user of this account with these system policies attached. */
    Keys user(String name, String... systemPolicies) {
        call(Product.RAM, "CreateUser", Map.of("UserName", name));
        for (String policy : systemPolicies) {
            call(Product.RAM, "AttachPolicyToUser", Map.of("UserName", name, "PolicyType", "System", "PolicyName", policy));
        }
        JsonNode key = call(Product.RAM, "CreateAccessKey", Map.of("UserName", name)).path("AccessKey");
        return new Keys(key.path("AccessKeyId").asText(), key.path("AccessKeySecret").asText());
    }

    /** Buys a Profession instance of Anti-DDoS Pro for some months through the typed client; its id. */
    String buyPro(int months) {
        return buy(pro(months)).getInstanceId();
    }

    /** Buys an Insurance instance of Anti-DDoS Premium. */
    String buyPremium(int months) {
        return buy(premium(months)).getInstanceId();
    }

    CreateInstanceResponseBody.CreateInstanceResponseBodyData buy(CreateInstanceRequest request) {
        CreateInstanceResponseBody body = typed().billing(client -> client.createInstance(request)).getBody();
        if (!Boolean.TRUE.equals(body.getSuccess()) || body.getData() == null) {
            throw new AssertionError("not bought: " + body.getCode() + " " + body.getMessage());
        }
        return body.getData();
    }

    /** Gives an instance back for its money; it is gone at once. */
    void refund(String instanceId) {
        RefundInstanceRequest request = new RefundInstanceRequest().setInstanceId(instanceId).setProductCode("ddos")
                .setProductType(instanceId.startsWith("ddosDip") ? "ddosDip" : "ddoscoo").setClientToken("refund-" + instanceId)
                .setImmediatelyRelease("1");
        RefundInstanceResponseBody body = typed().billing(client -> client.refundInstance(request)).getBody();
        if (!Boolean.TRUE.equals(body.getSuccess())) {
            throw new AssertionError("not refunded: " + body.getCode() + " " + body.getMessage());
        }
    }

    static CreateInstanceRequest pro(int months) {
        return pro(months, "100");
    }

    /** @param megabits of clean bandwidth */
    static CreateInstanceRequest pro(int months, String megabits) {
        return request("ddoscoo", months, Map.of("ServicePartner", "coop-line-001", "BaseBandwidth", "30", "Bandwidth", "30",
                "ServiceBandwidth", megabits, "PortCount", "50", "DomainCount", "50", "Edition", "coop", "NormalQps", "3000"));
    }

    /** With a service address of IPv6. */
    static CreateInstanceRequest proOnIpv6(int months) {
        CreateInstanceRequest request = pro(months);
        request.getParameter().add(new CreateInstanceRequestParameter().setCode("AddressType").setValue("Ipv6"));
        return request;
    }

    static CreateInstanceRequest premium(int months) {
        return request("ddosDip", months, Map.of("ProductPlan", "0", "NormalBandwidth", "100", "NormalQps", "500",
                "PortCount", "5", "DomainCount", "10", "FunctionVersion", "0"));
    }

    private static CreateInstanceRequest request(String type, int months, Map<String, String> components) {
        List<CreateInstanceRequestParameter> parameters = new ArrayList<>();
        components.forEach((code, value) -> parameters.add(new CreateInstanceRequestParameter().setCode(code).setValue(value)));
        return new CreateInstanceRequest().setProductCode("ddos").setProductType(type).setSubscriptionType("Subscription")
                .setPeriod(months).setParameter(parameters);
    }

    /** The one row of DescribeInstances, or a missing node. */
    JsonNode instance(String instanceId) {
        return call(Product.DDOSCOO, "DescribeInstances",
                Map.of("PageNumber", "1", "PageSize", "10", "InstanceIds", List.of(instanceId), "RegionId", region(instanceId))).path("Instances").path(0);
    }

    static String region(String instanceId) {
        return instanceId.startsWith("ddosDip") ? "ap-southeast-1" : "cn-hangzhou";
    }

    /** The server's own time. */
    Instant now() {
        return Instant.parse(operator(server).call(Product.BREAKWATER, "DescribeClock", Map.of()).expectSuccess().path("Now").asText());
    }

    /** Moves the server's clock; everything due in between has happened when this returns. */
    void advance(Duration duration) {
        operator(server).call(Product.BREAKWATER, "AdvanceClock", Map.of("Seconds", duration.toSeconds())).expectSuccess();
    }

    /** Moves the clock a minute past an instance's end, unless it has passed. */
    void advancePastExpiry(String instanceId) {
        Instant expires = Instant.ofEpochMilli(instance(instanceId).path("ExpireTime").asLong());
        Duration ahead = Duration.between(now(), expires).plusMinutes(1);
        if (ahead.isPositive()) {
            advance(ahead);
        }
    }
}
