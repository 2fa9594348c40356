package breakwater.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.Transport;
import breakwater.traffic.forward.tcp.RelaySettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two services on one machine that have the same service addresses, as two development services do. Nobody may share a port without
 * knowing it: packets would then go to one or the other by chance.
 */
@ExtendWith(LeakWatch.class)
class SharedAddressTest {
    private static final String ID = "ddoscoo-cn-sharedip";
    private static final int PORT = 5_300;

    /** Each transport, on planes with one event loop and with several: with one, a plane has one socket for datagrams too. */
    static Stream<Arguments> transportsAndLoops() {
        return Stream.of(Transport.values()).flatMap(transport -> IntStream.of(1, 3).boxed().flatMap(one ->
                IntStream.of(1, 3).mapToObj(other -> Arguments.of(transport, one, other))));
    }

    @ParameterizedTest
    @MethodSource("transportsAndLoops")
    void theSecondIsToldByAFaultOfTheRuleAndHasThePortWhenTheFirstIsGone(Transport transport, int loops, int otherLoops) {
        RuleKey key = new RuleKey(ID, transport, PORT);
        InetAddress address = PlaneFixture.address();
        ForwardingRule rule = new ForwardingRule(transport, PORT, List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9)),
                ProxyProtocol.NONE, 0, Optional.empty(), RulePolicy.NONE);
        try (PlaneFixture second = new PlaneFixture(settings(otherLoops))) {
            try (PlaneFixture first = new PlaneFixture(settings(loops))) {
                first.put(PlaneFixture.instance(ID, address, rule));
                second.put(PlaneFixture.instance(ID, address, rule));
                assertThat(first.fault(key)).isEmpty();
                assertThat(second.fault(key).orElseThrow()).contains(address.getHostAddress()).contains(Integer.toString(PORT));
            }
            PlaneFixture.await(() -> second.fault(key).isEmpty(), () -> "it is not tried again");
        }
    }

    private static TrafficSettings settings(int loops) {
        TrafficSettings usual = PlaneFixture.settings(RelaySettings.USUAL, Integer.MAX_VALUE);
        return new TrafficSettings(loops, usual.readingIntervalMillis(), usual.loopbackOriginsAllowed(), usual.withheldOrigins(),
                usual.persistencePlaces(), usual.listener(), usual.relay(), usual.sessions(), usual.health(), usual.policy());
    }
}
