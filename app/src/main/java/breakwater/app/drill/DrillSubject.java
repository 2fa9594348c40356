package breakwater.app.drill;

import static breakwater.app.client.Product.BREAKWATER;
import static breakwater.app.client.Product.BSSOPENAPI;
import static breakwater.app.client.Product.DDOSCOO;

import breakwater.app.CommandFailure;
import breakwater.app.client.Answer;
import breakwater.app.client.ApiClient;
import breakwater.app.client.Product;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The instance and the rule that a drill attacks, through the API: bought or found, set up, and put back as they were. Every refusal on the way
 * is a {@link CommandFailure} that says what to do.
 */
final class DrillSubject {
    private static final int PORT_TRIES = 50;
    private static final String RULE_EXISTS = "ddos_coop3303";
    private static final Map<String, String> PLAN = Map.of("BaseBandwidth", "30", "Bandwidth", "30", "ServiceBandwidth", "100",
            "DomainCount", "50", "PortCount", "50");

    private final ApiClient client;
    private final String region;
    private final String id;
    private final InetAddress address;
    private final boolean bought;
    private final AtomicBoolean putBack = new AtomicBoolean();
    private volatile boolean expired;
    private volatile boolean ruled;
    private volatile int port;
    private volatile Optional<List<String>> reflectionPorts = Optional.empty();

    private DrillSubject(ApiClient client, String region, String id, InetAddress address, boolean bought) {
        this.client = client;
        this.region = region;
        this.id = id;
        this.address = address;
        this.bought = bought;
    }

    /**
     * Refuses a service that is not for development, or not on this machine.
     *
     * @param endpoint where the service is
     */
    static void checkService(ApiClient client, URI endpoint) {
        try {
            for (InetAddress host : InetAddress.getAllByName(endpoint.getHost())) {
                if (!host.isLoopbackAddress()) {
                    throw notHere("the service is at " + endpoint.getHost());
                }
            }
        } catch (UnknownHostException e) {
            throw notHere("the service is at " + endpoint.getHost() + ", which is not known");
        }
        Answer clock = client.call(BREAKWATER, "DescribeClock", Map.of());
        if (!clock.good()) {
            throw new CommandFailure("the service at " + endpoint + " refuses this access key", why(clock),
                    "Set BREAKWATER_ENDPOINT and the keys that ./breakwater env --shell prints");
        }
        if (clock.text("/Mode").equals("system")) {
            throw new CommandFailure("drills are for services started with ./breakwater dev",
                    "the one at " + endpoint + " runs for production", "Start ./breakwater dev and run the drill against that");
        }
    }

    private static CommandFailure notHere(String why) {
        return new CommandFailure("a drill attacks this machine's loopback only", why,
                "Start ./breakwater dev on this machine and run the drill here");
    }

    /** Buys an instance. The last thing that is asked of it is {@link #putBack}. */
    static DrillSubject buy(ApiClient client, String region) {
        Map<String, String> order = new LinkedHashMap<>(Map.of("ProductCode", "ddos", "ProductType", "ddoscoo",
                "SubscriptionType", "Subscription", "Period", "1"));
        int number = 0;
        for (Map.Entry<String, String> part : PLAN.entrySet()) {
            number++;
            order.put("Parameter." + number + ".Code", part.getKey());
            order.put("Parameter." + number + ".Value", part.getValue());
        }
        Answer answer = client.call(BSSOPENAPI, "CreateInstance", order);
        if (!answer.good()) {
            throw new CommandFailure("cannot buy an instance for the drill", why(answer), switch (answer.code()) {
                case "PAY.INSUFFICIENT_BALANCE", "ORDER.ARREARAGE" ->
                        "Recharge the account, or name an instance that it has: --instance ID";
                default -> "Name an instance that the account has: --instance ID";
            });
        }
        return found(client, region, answer.text("/Data/InstanceId"), true);
    }

    /** Takes an instance that the account has. */
    static DrillSubject take(ApiClient client, String region, String id) {
        return found(client, region, id, false);
    }

    private static DrillSubject found(ApiClient client, String region, String id, boolean bought) {
        Answer answer = client.call(DDOSCOO, "DescribeInstances", Map.of("RegionId", region, "InstanceIds.1", id, "PageNumber", "1",
                "PageSize", "10"));
        if (!answer.good() || answer.number("/TotalCount") == 0) {
            throw new CommandFailure("there is no instance " + id, answer.good() ? "the account has none of that id in " + region
                    : why(answer), "Leave out --instance: the drill then buys one");
        }
        if (!answer.text("/Instances/0/Status").equals("1")) {
            throw new CommandFailure("the instance " + id + " has expired", "an expired instance takes no new rule",
                    "Renew it, or leave out --instance; --expired rehearses what an attack does after the expiry");
        }
        InetAddress address = InetAddress.ofLiteral(answer.text("/Instances/0/Ip"));
        if (!address.isLoopbackAddress()) {
            throw notHere("the instance " + id + " is at " + address.getHostAddress());
        }
        return new DrillSubject(client, region, id, address, bought);
    }

    String id() {
        return id;
    }

    InetAddress address() {
        return address;
    }

    boolean bought() {
        return bought;
    }

    /** The port of the rule. */
    int port() {
        return port;
    }

    /** Makes the rule with the limits that the drill rehearses. */
    void prepare(DrillPlan plan, int originPort) {
        for (int attempt = 0; !ruled; attempt++) {
            port = plan.port() + attempt;
            Map<String, String> wanted = rule(plan, originPort);
            Answer answer = client.call(DDOSCOO, "CreatePort", wanted);
            if (answer.good()) {
                ruled = true;
            } else if (!answer.code().equals(RULE_EXISTS) || attempt == PORT_TRIES) {
                throw refused("CreatePort", answer);
            }
        }
        if (!plan.kind().policy().isEmpty()) {
            call(DDOSCOO, "ModifyNetworkRuleAttribute", Map.of("RegionId", region, "InstanceId", id, "ForwardProtocol",
                    plan.kind().protocol(), "FrontendPort", Integer.toString(port), "Config", plan.kind().policy()));
        }
        if (plan.kind() == DrillKind.REFLECT) {
            Answer before = call(DDOSCOO, "DescribeUdpReflect", Map.of("RegionId", region, "InstanceId", id));
            reflectionPorts = Optional.of(IntStream.range(0, before.body().path("UdpSports").size())
                    .mapToObj(at -> before.text("/UdpSports/" + at)).toList());
            setReflectionPorts(Reflector.ALL.stream().map(reflector -> Integer.toString(reflector.port())).toList());
        }
    }

    /** Points the rule at another port of this machine. */
    void pointAt(DrillPlan plan, int originPort) {
        call(DDOSCOO, "ModifyPort", rule(plan, originPort));
    }

    private Map<String, String> rule(DrillPlan plan, int originPort) {
        return Map.of("RegionId", region, "InstanceId", id, "FrontendProtocol", plan.kind().protocol(), "FrontendPort",
                Integer.toString(port), "BackendPort", Integer.toString(originPort), "RealServers.1", "127.0.0.1");
    }

    private void setReflectionPorts(List<String> ports) {
        call(DDOSCOO, "ConfigUdpReflect", Map.of("RegionId", region, "InstanceId", id, "Config",
                "{\"UdpSports\":[" + String.join(",", ports) + "]}"));
    }

    /** Moves the service clock past the instance's expiry, from which on nothing is mitigated. */
    void expire() {
        Answer listed = call(DDOSCOO, "DescribeInstances", Map.of("RegionId", region, "InstanceIds.1", id, "PageNumber", "1",
                "PageSize", "10"));
        long millis = listed.number("/Instances/0/ExpireTime") - nowMillis() + Duration.ofMinutes(1).toMillis();
        call(BREAKWATER, "AdvanceClock", Map.of("Seconds", Long.toString(Math.max(1, millis / 1_000))));
        expired = true;
    }

    /** Service time. */
    long nowMillis() {
        return call(BREAKWATER, "DescribeClock", Map.of()).number("/NowMillis");
    }

    /** A call about the attacked instance, obeyed. */
    Answer ask(String action, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("RegionId", region);
        return call(DDOSCOO, action, all);
    }

    /**
     * How everything was put back.
     *
     * @param done false if something could not be
     * @param text says it
     */
    record PutBack(boolean done, String text) {
    }

    /**
     * Puts everything back as it was, once, whoever calls first: the end of the drill or the end of the process.
     *
     * @param keep whether a bought instance is kept
     */
    PutBack putBack(DrillPlan plan, boolean keep) {
        if (!putBack.compareAndSet(false, true)) {
            return new PutBack(true, "");
        }
        try {
            return bought && !keep ? giveBack() : clean(plan);
        } catch (CommandFailure failure) {
            return new PutBack(false, "The rule or a setting of " + id + " could not be put back. " + failure.line());
        }
    }

    /** Refunding, and releasing what has expired, takes rules and settings along. */
    private PutBack giveBack() {
        Answer answer = expired ? client.call(DDOSCOO, "ReleaseInstance", Map.of("RegionId", region, "InstanceId", id))
                : client.call(BSSOPENAPI, "RefundInstance", Map.of("ProductCode", "ddos", "ProductType", "ddoscoo", "InstanceId", id,
                        "ImmediatelyRelease", "1"));
        return answer.good() ? new PutBack(true, expired ? "The instance is released." : "The instance is refunded and released.")
                : new PutBack(false, "The instance " + id + " could not be given back: " + why(answer) + ".");
    }

    private PutBack clean(DrillPlan plan) {
        if (ruled) {
            call(DDOSCOO, "DeletePort", rule(plan, 1));
        }
        reflectionPorts.ifPresent(this::setReflectionPorts);
        String attackers = plan.attackers().stream().map(attacker -> "{\"src\":\"" + attacker.address().getHostAddress() + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        call(DDOSCOO, "DeleteAutoCcBlacklist", Map.of("RegionId", region, "InstanceId", id, "Blacklist", attackers, "QueryType", "auto"));
        return new PutBack(true, "The rule is deleted; the instance " + id + (bought ? " is kept." : " is as it was."));
    }

    private Answer call(Product product, String action, Map<String, String> parameters) {
        Answer answer = client.call(product, action, parameters);
        if (!answer.good()) {
            throw refused(action, answer);
        }
        return answer;
    }

    private static CommandFailure refused(String action, Answer answer) {
        return new CommandFailure("the drill cannot go on: " + action + " was refused", why(answer),
                "RequestId " + answer.text("/RequestId"));
    }

    private static String why(Answer answer) {
        return answer.code() + ", " + answer.text("/Message");
    }
}
