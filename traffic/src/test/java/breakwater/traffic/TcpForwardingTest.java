package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.key;
import static breakwater.traffic.PlaneFixture.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.RulePolicy.PortLimits;
import breakwater.model.snapshot.RulePolicy.SourceLimits;
import breakwater.model.snapshot.Transport;
import breakwater.traffic.forward.Sockets;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes of a connection go to the origin and back as they are. */
@ParameterizedClass
@EnumSource
@ExtendWith(LeakWatch.class)
class TcpForwardingTest {
    private final Sockets sockets;

    TcpForwardingTest(Sockets sockets) {
        this.sockets = sockets;
    }

    @Test
    void bytesReachTheOriginAndItsAnswerComesBack() throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(sockets); TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("one", tcp(8_080, origin.address()));
            try (Socket client = connect(service)) {
                TestOrigin.write(client.getOutputStream(), "hello");
                assertThat(TestOrigin.read(client.getInputStream(), 5)).isEqualTo("hello");
                client.shutdownOutput();
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            fixture.awaitEnded(key("one", 8_080), Ending.CLIENT_CLOSED, 1);
        }
    }

    @Test
    void manyMegabytesComeBackUnchanged() throws Exception {
        byte[] sent = new byte[32 << 20];
        new Random(7).nextBytes(sent);
        try (PlaneFixture fixture = new PlaneFixture(sockets); TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("one", tcp(8_080, origin.address()));
            try (Socket client = connect(service)) {
                Thread writer = Thread.ofVirtual().start(() -> {
                    try {
                        client.getOutputStream().write(sent);
                        client.shutdownOutput();
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
                writer.join();
            }
        }
    }

    @Test
    void anOriginIsNotConnectedBeforeTheClientHasSentItsFirstBytesWhereTheRuleAsksForIt() throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(sockets); TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            RulePolicy proveFirst = new RulePolicy(SourceLimits.NONE, PortLimits.NONE, 0, 0, false, true, List.of());
            ForwardingRule rule = new ForwardingRule(Transport.TCP, 8_080, List.of(origin.address()), ProxyProtocol.NONE, 0, Optional.empty(),
                    proveFirst);
            InetSocketAddress service = fixture.forward("one", rule);
            try (Socket silent = connect(service); Socket speaking = connect(service)) {
                TestOrigin.write(speaking.getOutputStream(), "hello");
                assertThat(TestOrigin.read(speaking.getInputStream(), 5)).isEqualTo("hello");
                assertThat(origin.connections()).as("of the one that spoke").isEqualTo(1);
                TestOrigin.write(silent.getOutputStream(), "late");
                assertThat(TestOrigin.read(silent.getInputStream(), 4)).isEqualTo("late");
                assertThat(origin.connections()).isEqualTo(2);
            }
        }
    }
}
