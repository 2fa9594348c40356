package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.instance;
import static breakwater.traffic.PlaneFixture.key;
import static breakwater.traffic.PlaneFixture.tcp;
import static breakwater.traffic.TestOrigin.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.ServiceTime;
import breakwater.traffic.forward.Sockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A change is in force on the sockets when apply returns, and touches nothing else. */
@ParameterizedClass
@EnumSource
@ExtendWith(LeakWatch.class)
class RuleChangeTest {
    private final PlaneFixture fixture;
    private final InetAddress address = PlaneFixture.address();

    RuleChangeTest(Sockets sockets) {
        fixture = new PlaneFixture(sockets);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aNewRuleForwardsWhenApplyReturns() throws Exception {
        try (TestOrigin origin = TestOrigin.named("here")) {
            assertRefused(new InetSocketAddress(address, 81));
            fixture.put(instance("one", address, tcp(80, origin.address()), tcp(81, origin.address())));
            assertThat(greeting(80)).isEqualTo("here");
            assertThat(greeting(81)).isEqualTo("here");
        }
    }

    @Test
    void aDeletedRuleEndsItsConnectionsAndNoOthers() throws Exception {
        try (TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            fixture.put(instance("one", address, tcp(80, origin.address()), tcp(81, origin.address())));
            try (Socket stays = opened(80); Socket goes = opened(81)) {
                fixture.put(instance("one", address, tcp(80, origin.address())));
                assertRefused(new InetSocketAddress(address, 81));
                assertThatThrownBy(() -> goes.getInputStream().read()).isInstanceOf(SocketException.class);
                assertEchoes(stays);
                assertThat(fixture.endings(key("one", 81))).isEqualTo(Map.of(Ending.EDGE_RULE_REMOVED, 1L));
            }
        }
    }

    @Test
    void aReleasedInstanceEndsAtOnce() throws Exception {
        try (TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            fixture.put(instance("one", address, tcp(80, origin.address())));
            try (Socket open = opened(80)) {
                fixture.remove("one");
                assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(SocketException.class);
                assertRefused(new InetSocketAddress(address, 80));
                assertThat(fixture.endings(key("one", 80))).isEqualTo(Map.of(Ending.EDGE_INSTANCE_RELEASED, 1L));
            }
        }
    }

    @Test
    void theLastRuleOfAnInstanceEndsAsARuleThatWasDeleted() throws Exception {
        try (TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            fixture.put(instance("one", address, tcp(80, origin.address())));
            try (Socket open = opened(80)) {
                fixture.put(instance("one", address));
                assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(SocketException.class);
                assertRefused(new InetSocketAddress(address, 80));
                assertThat(fixture.endings(key("one", 80))).isEqualTo(Map.of(Ending.EDGE_RULE_REMOVED, 1L));
            }
            fixture.put(instance("one", address, tcp(80, origin.address())));
            try (Socket again = opened(80)) {
                assertEchoes(again);
            }
        }
    }

    @Test
    void anotherOriginIsForNewConnectionsAndEndsThoseOfTheOneThatIsGone() throws Exception {
        try (TestOrigin before = TestOrigin.named("old"); TestOrigin kept = TestOrigin.named("kept"); TestOrigin after = TestOrigin.named("new")) {
            fixture.put(instance("one", address, tcp(80, before.address(), kept.address())));
            try (Socket first = connect(new InetSocketAddress(address, 80)); Socket second = connect(new InetSocketAddress(address, 80))) {
                assertThat(TestOrigin.read(first.getInputStream(), 3)).isEqualTo("old");
                assertThat(TestOrigin.read(second.getInputStream(), 4)).isEqualTo("kept");
                fixture.put(instance("one", address, tcp(80, after.address(), kept.address())));
                assertThatThrownBy(() -> first.getInputStream().read()).isInstanceOf(SocketException.class);
                assertEchoes(second);
                assertThat(greeting(80)).startsWith("new");
                assertThat(fixture.ended(key("one", 80), Ending.EDGE_ORIGIN_REMOVED)).isEqualTo(1);
            }
        }
    }

    @Test
    void anOriginThatIsAddedDropsNobody() throws Exception {
        try (TestOrigin one = TestOrigin.start(TestOrigin.ECHO); TestOrigin two = TestOrigin.start(TestOrigin.ECHO)) {
            fixture.put(instance("one", address, tcp(80, one.address())));
            try (Socket open = opened(80)) {
                fixture.put(instance("one", address, tcp(80, two.address(), one.address())));
                assertEchoes(open);
            }
        }
    }

    @Test
    void aRuleThatIsChangedAThousandTimesKeepsTheConnectionsOfTheOthers() throws Exception {
        try (TestOrigin one = TestOrigin.start(TestOrigin.ECHO); TestOrigin two = TestOrigin.start(TestOrigin.ECHO)) {
            ForwardingRule still = tcp(80, one.address());
            fixture.put(instance("one", address, still, tcp(81, one.address())));
            try (Socket open = opened(80)) {
                assertThat(PlaneFixture.workMillis(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        fixture.put(instance("one", address, still, tcp(81, i % 2 == 0 ? two.address() : one.address())));
                    }
                })).as("half of the processors' time, as there are two").isLessThan(2_500);
                assertEchoes(open);
            }
            opened(81).close();
            assertThat(one.connections()).isEqualTo(2);
        }
    }

    @Test
    void aPortThatCannotBeBoundIsAFaultOfItsRuleUntilItCan() throws Exception {
        try (TestOrigin origin = TestOrigin.named("here")) {
            try (ServerSocket other = new ServerSocket(80, 1, address)) {
                fixture.put(instance("one", address, tcp(80, origin.address()), tcp(81, origin.address())));
                assertThat(fixture.fault(key("one", 80)).orElseThrow()).contains(address.getHostAddress()).contains("80");
                assertThat(fixture.fault(key("one", 81))).isEmpty();
                assertThat(greeting(81)).isEqualTo("here");
                assertThat(other.isClosed()).isFalse();
            }
            PlaneFixture.await(() -> fixture.fault(key("one", 80)).isEmpty(), () -> "it is not tried again");
            assertThat(greeting(80)).isEqualTo("here");
        }
    }

    @Test
    void anAddressThatThisMachineDoesNotHaveIsAFaultOfItsRules() throws Exception {
        InetAddress foreign = InetAddress.ofLiteral("192.0.2.7");
        fixture.put(instance("one", foreign, tcp(80, PlaneFixture.nobody())));
        assertThat(fixture.fault(key("one", 80)).orElseThrow()).contains("192.0.2.7");
        fixture.remove("one");
        assertThat(fixture.fault(key("one", 80))).isEqualTo(Optional.empty());
    }

    /** A bind that was tried again while its rule was taken away told of its fault after that, and for good. */
    @Test
    void aRuleThatIsGoneHasNoFaultHoweverOftenItsPortWasTried() throws Exception {
        InetSocketAddress nobody = PlaneFixture.nobody();
        ForwardingRule[] rules = IntStream.range(0, 50).mapToObj(port -> tcp(1_000 + port, nobody)).toArray(ForwardingRule[]::new);
        for (int time = 0; time < 100; time++) {
            fixture.put(instance("one", InetAddress.ofLiteral("192.0.2.7"), rules));
            fixture.remove("one");
            assertThat(fixture.plane.read().rules()).noneMatch(rule -> rule.fault().isPresent());
        }
    }

    @Test
    void anInstanceMovesToAnotherAddress() throws Exception {
        InetAddress next = PlaneFixture.address();
        try (TestOrigin origin = TestOrigin.named("here")) {
            fixture.put(instance("one", address, tcp(80, origin.address())));
            fixture.put(instance("one", next, tcp(80, origin.address())));
            assertRefused(new InetSocketAddress(address, 80));
            try (Socket client = connect(new InetSocketAddress(next, 80))) {
                assertThat(TestOrigin.read(client.getInputStream(), 4)).isEqualTo("here");
            }
        }
    }

    @Test
    void anOlderRevisionIsRefusedAndChangesNothing() throws Exception {
        try (TestOrigin origin = TestOrigin.named("here")) {
            fixture.plane.apply(new ProtectionSnapshot(7, ServiceTime.WALL, Map.of("one", instance("one", address, tcp(80, origin.address())))));
            assertThatThrownBy(() -> fixture.plane.apply(new ProtectionSnapshot(6, ServiceTime.WALL, Map.of())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(greeting(80)).isEqualTo("here");
            assertThat(fixture.plane.read().appliedRevision()).isEqualTo(7);
        }
    }

    @Test
    void serviceAddressesMayBeIpv6() throws Exception {
        InetAddress six = InetAddress.ofLiteral("::1");
        try (TestOrigin origin = TestOrigin.start(six, TestOrigin.ECHO)) {
            int port = fixture.heldPort(six);
            fixture.put(instance("six", six, tcp(port, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))));
            // The service address itself is no origin, so an IPv6 client goes to an IPv4 origin here.
            try (TestOrigin four = TestOrigin.named("four")) {
                fixture.put(instance("six", six, tcp(port, four.address())));
                try (Socket client = connect(new InetSocketAddress(six, port))) {
                    assertThat(TestOrigin.read(client.getInputStream(), 4)).isEqualTo("four");
                }
            }
            fixture.remove("six");
            fixture.put(instance("four", address, tcp(80, origin.address())));
            opened(80).close();
        }
    }

    private String greeting(int port) throws IOException {
        try (Socket client = connect(new InetSocketAddress(address, port))) {
            client.shutdownOutput();
            return TestOrigin.read(client.getInputStream(), 100);
        }
    }

    private Socket opened(int port) throws IOException {
        Socket socket = connect(new InetSocketAddress(address, port));
        assertEchoes(socket);
        return socket;
    }

    private static void assertRefused(InetSocketAddress service) {
        assertThatThrownBy(() -> connect(service).close()).isInstanceOf(SocketException.class);
    }
}
