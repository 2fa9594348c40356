package breakwater.control.operation.breakwater;

import breakwater.control.error.BreakwaterError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosPhase;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.operation.ArnText;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.publish.LiveTraffic;
import breakwater.control.publish.Readings;
import breakwater.control.publish.TrafficOrigins;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether an instance of Anti-DDoS Pro or Premium can be released without harm: whether it has expired, and who still sends traffic that is let
 * through, by rule, in the last minutes. What is refused as an attack does not count. Clients are those of the busiest sources that are
 * kept: so many or more. A connection that carried nothing in those minutes is open and has no client. Another account's instance is as
 * unknown as none.
 */
public final class DescribeReleaseReadiness implements Operation<DescribeReleaseReadiness.Input, DescribeReleaseReadiness.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("breakwater", "DescribeReleaseReadiness", Input.class, Output.class)
                    .resource((call, input) -> "acs:breakwater:*:" + call.accountId() + ":instance/" + ArnText.id(input.instanceId()))
                    .refuses(BreakwaterError.INSTANCE_NOT_FOUND);

    /** @param minutes how far back to look, 1 to 10; 5 unless given */
    public record Input(String instanceId, Optional<Integer> minutes) {
    }

    /**
     * @param ready       whether it has expired, so that it can be released, and nothing is live
     * @param trafficLive whether anything was let through or is open
     * @param sinceTime   from when on was looked
     */
    public record Output(String instanceId, String regionId, String serviceAddress, boolean ready, boolean expired, String expireTime,
                         boolean trafficLive, String sinceTime, long clients, long openConnections, long newConnections, long inBytes,
                         long outBytes, List<Rule> rules, List<Client> busiestClients) {
    }

    public record Rule(String protocol, int frontendPort, long clients, long openConnections, long newConnections, long inBytes,
                       long outBytes, String lastSeenTime) {
    }

    /** @param country ISO code; absent where the country table does not tell */
    public record Client(String address, Optional<String> country, long bytes, long newConnections) {
    }

    private final DdosInstances instances;
    private final Readings readings;

    DescribeReleaseReadiness(DdosInstances instances, Readings readings) {
        this.instances = instances;
        this.readings = readings;
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Optional<DdosRegion> region = call.region().map(id -> DdosRegion.of(id)
                .orElseThrow(() -> new Refusal(BreakwaterError.INSTANCE_NOT_FOUND)));
        DdosInstance instance = instances.findLive(transaction, call.now(), call.accountId(), region, input.instanceId())
                .orElseThrow(() -> new Refusal(BreakwaterError.INSTANCE_NOT_FOUND));
        Duration span = input.minutes().map(Duration::ofMinutes).orElse(LiveTraffic.SPAN_DEFAULT);
        LiveTraffic traffic = LiveTraffic.of(transaction, readings, instance.id(), span, call.now());
        boolean expired = instance.phase(instances.lifespan(), call.now()) != DdosPhase.NORMAL;
        return new Output(instance.id(), instance.region().id(), instance.serviceAddress(), expired && !traffic.live(), expired,
                Texts.time(instance.expiresAt()), traffic.live(), Texts.time(traffic.since()), traffic.clients(), traffic.openNow(),
                traffic.newConnections(), traffic.inBytes(), traffic.outBytes(),
                traffic.rules().stream().map(DescribeReleaseReadiness::rule).toList(),
                traffic.busiestClients().stream().map(DescribeReleaseReadiness::client).toList());
    }

    private static Rule rule(LiveTraffic.RuleTraffic rule) {
        return new Rule(rule.rule().transport().name().toLowerCase(Locale.ROOT), rule.rule().frontendPort(), rule.clients(),
                rule.openNow(), rule.newConnections(), rule.inBytes(), rule.outBytes(), Texts.time(rule.lastSeen()));
    }

    private static Client client(TrafficOrigins.SourceUse source) {
        return new Client(source.address(), Optional.of(source.country()).filter(code -> !code.equals("ZZ")), source.bytes(),
                source.newConnections());
    }
}
