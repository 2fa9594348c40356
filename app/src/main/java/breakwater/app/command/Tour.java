package breakwater.app.command;

import static breakwater.app.client.Product.BREAKWATER;
import static breakwater.app.client.Product.BSSOPENAPI;
import static breakwater.app.client.Product.DDOSCOO;
import static breakwater.app.client.Product.ESA;

import breakwater.app.CommandFailure;
import breakwater.app.client.Answer;
import breakwater.app.client.ApiClient;
import breakwater.app.client.Product;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The whole life of both kinds of instance, played against a running service through its public API, each call and its answer
 * printed as they happen. It moves the service clock by about four months. Stops at the first answer that is not what it
 * says. One thread.
 */
final class Tour {
    /** Far enough past a deadline to be past it. */
    private static final Duration PAST = Duration.ofHours(1);
    private static final int TITLE_CHARACTERS = 40;
    private static final int VALUE_CHARACTERS_MAX = 40;

    private final ApiClient client;
    private final PrintWriter out;
    private int steps;

    Tour(ApiClient client, PrintWriter out) {
        this.client = client;
        this.out = out;
    }

    /** Plays it all and gives the number of calls made. */
    int play() {
        heading("Anti-DDoS Pro: an instance bought, expired, renewed, expired again, released");
        playDdos();
        heading("ESA: a security instance bought, its release scheduled, served until then, released");
        playEsa();
        return steps;
    }

    private void playDdos() {
        Answer bought = call("buy an instance for a month", BSSOPENAPI, "CreateInstance", ddosOrder(),
                ordered("/Success", "true"), "/Data/InstanceId", "/Data/OrderId");
        String id = bought.text("/Data/InstanceId");
        Answer listed = describe("see it: normal, forwarding", id, "1", "1");
        refused("release it now", DDOSCOO, "ReleaseInstance", instance(id), "InstanceNotExpire");

        advanceTo("past its expiry", Instant.ofEpochMilli(listed.number("/Instances/0/ExpireTime")).plus(PAST));
        describe("expired: mitigation off, forwarding on", id, "2", "1");
        advance("eight days on", Duration.ofDays(8));
        describe("forwarding off as well", id, "2", "0");

        call("renew it for a month", BSSOPENAPI, "RenewInstance", ordered("ProductCode", "ddos", "ProductType", "ddoscoo",
                "InstanceId", id, "RenewPeriod", "1"), ordered("/Success", "true"), "/Data/OrderId");
        Answer renewed = describe("everything is back at once", id, "1", "1");

        advanceTo("past its expiry again", Instant.ofEpochMilli(renewed.number("/Instances/0/ExpireTime")).plus(PAST));
        describe("expired again", id, "2", "1");
        call("release it", DDOSCOO, "ReleaseInstance", instance(id), Map.of());
        call("it is gone from the list", DDOSCOO, "DescribeInstances",
                ordered("RegionId", Target.USUAL_REGION, "InstanceIds.1", id, "PageNumber", "1", "PageSize", "10"),
                ordered("/TotalCount", "0"));
        call("its status still says released", DDOSCOO, "DescribeInstanceStatus",
                ordered("RegionId", Target.USUAL_REGION, "InstanceId", id, "ProductType", "1"), ordered("/InstanceStatus", "4"));
        refused("release it again", DDOSCOO, "ReleaseInstance", instance(id), "InstanceNotFound");
    }

    private void playEsa() {
        String site = "tour-" + UUID.randomUUID().toString().substring(0, 8) + ".com";
        String plan = call("buy a site plan for three months", ESA, "PurchaseRatePlan", ordered("PlanName", "basic",
                "SiteName", site, "Type", "NS", "Coverage", "overseas", "ChargeType", "PREPAY", "Period", "3", "AutoPay", "true"),
                Map.of(), "/InstanceId").text("/InstanceId");
        String id = call("buy a security instance for it", ESA, "PurchaseDDoSInstance", ordered("SiteInstanceId", plan,
                "DDoSBillingMode", "CleanTraffic", "DDoSBurstableDomesticProtection", "cn_300",
                "DDoSBurstableOverseasProtection", "overseas_300"), Map.of(), "/InstanceId").text("/InstanceId");
        list("see it: online", id, "online");
        call("schedule its release", ESA, "ReleaseInstance", Map.of("InstanceId", id), Map.of());
        Answer scheduled = list("it serves until its month ends", id, "online");
        if (scheduled.text("/InstanceInfo/0/ReserveReleaseTime").isEmpty()) {
            throw stopped("the release was scheduled, but ReserveReleaseTime is not set");
        }
        advanceTo("past that time", Instant.parse(scheduled.text("/InstanceInfo/0/ReserveReleaseTime")).plus(PAST));
        list("released", id, "disable");
        refused("release it again", ESA, "ReleaseInstance", Map.of("InstanceId", id), "Instance.ReleaseFailed");
    }

    private static Map<String, String> ddosOrder() {
        Map<String, String> order = ordered("ProductCode", "ddos", "ProductType", "ddoscoo", "SubscriptionType", "Subscription",
                "Period", "1");
        int number = 0;
        for (String[] part : new String[][] {{"ServicePartner", "coop-line-001"}, {"PortCount", "50"}, {"DomainCount", "50"},
            {"BaseBandwidth", "30"}, {"Bandwidth", "30"}, {"ServiceBandwidth", "100"}, {"NormalQps", "3000"},
            {"Edition", "coop"}, {"AddressType", "Ipv4"}, {"FunctionVersion", "0"}}) {
            number++;
            order.put("Parameter." + number + ".Code", part[0]);
            order.put("Parameter." + number + ".Value", part[1]);
        }
        return order;
    }

    private static Map<String, String> instance(String id) {
        return ordered("RegionId", Target.USUAL_REGION, "InstanceId", id);
    }

    private Answer describe(String title, String id, String status, String enabled) {
        return call(title, DDOSCOO, "DescribeInstances",
                ordered("RegionId", Target.USUAL_REGION, "InstanceIds.1", id, "PageNumber", "1", "PageSize", "10"),
                ordered("/Instances/0/Status", status, "/Instances/0/Enabled", enabled),
                "/Instances/0/Ip", "/Instances/0/ExpireTime");
    }

    private Answer list(String title, String id, String status) {
        return call(title, ESA, "ListDDoSInstances", Map.of("InstanceId", id), ordered("/InstanceInfo/0/Status", status),
                "/InstanceInfo/0/ReserveReleaseTime");
    }

    private void advanceTo(String title, Instant until) {
        Answer clock = client.call(BREAKWATER, "DescribeClock", Map.of());
        if (!clock.good()) {
            throw stopped("DescribeClock was answered with " + clock.code() + ", " + clock.text("/Message"));
        }
        advance(title, Duration.between(Instant.parse(clock.text("/Now")), until));
    }

    private void advance(String title, Duration span) {
        call("clock: " + title, BREAKWATER, "AdvanceClock", Map.of("Seconds", Long.toString(span.toSeconds())), Map.of(), "/Now");
    }

    /** Names and values by turns, in the order in which they are shown. */
    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            map.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return map;
    }

    private void refused(String title, Product product, String action, Map<String, String> parameters, String code) {
        begin(title, product, action, parameters);
        Answer answer = client.call(product, action, parameters);
        out.printf("  %s  %d %s%n", " ".repeat(TITLE_CHARACTERS), answer.status(), answer.code());
        out.flush();
        if (!answer.code().equals(code)) {
            throw stopped("it should have been refused with " + code);
        }
    }

    private Answer call(String title, Product product, String action, Map<String, String> parameters,
            Map<String, String> expected, String... shown) {
        begin(title, product, action, parameters);
        Answer answer = client.call(product, action, parameters);
        if (!answer.good()) {
            out.printf("  %s  %d %s%n", " ".repeat(TITLE_CHARACTERS), answer.status(), answer.code());
            out.flush();
            throw stopped("it was refused: " + answer.text("/Message"));
        }
        List<String> all = new ArrayList<>(expected.keySet());
        all.addAll(List.of(shown));
        out.printf("  %s  200 %s%n", " ".repeat(TITLE_CHARACTERS), all.stream()
                .filter(pointer -> !answer.text(pointer).isEmpty())
                .map(pointer -> pointer.substring(pointer.lastIndexOf('/') + 1) + "=" + answer.text(pointer))
                .collect(Collectors.joining("  ")));
        out.flush();
        expected.forEach((pointer, value) -> {
            if (!answer.text(pointer).equals(value)) {
                throw stopped(pointer.substring(1) + " should be " + value + ", not '" + answer.text(pointer) + "'");
            }
        });
        return answer;
    }

    private void begin(String title, Product product, String action, Map<String, String> parameters) {
        steps++;
        String sent = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getKey().startsWith("Parameter."))
                .map(parameter -> parameter.getKey() + "=" + shortened(parameter.getValue()))
                .collect(Collectors.joining("  "));
        out.printf("  %-" + TITLE_CHARACTERS + "s  %s %s  %s%n", title, product.code(), action, sent);
    }

    private static String shortened(String value) {
        return value.length() <= VALUE_CHARACTERS_MAX ? value : value.substring(0, VALUE_CHARACTERS_MAX) + "…";
    }

    private void heading(String text) {
        out.printf("%n%s%n", text);
    }

    private CommandFailure stopped(String why) {
        return new CommandFailure("the tour stopped at call " + steps, why, "The service does not do what the tour says; the last "
                + "call and answer are above");
    }
}
