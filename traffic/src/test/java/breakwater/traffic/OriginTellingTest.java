package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.instance;
import static breakwater.traffic.PlaneFixture.keeping;
import static breakwater.traffic.PlaneFixture.tcp;
import static breakwater.traffic.PlaneFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.traffic.forward.Sockets;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which origin a client is sent to, and what that origin is told about it. */
@ParameterizedClass
@EnumSource
@ExtendWith(LeakWatch.class)
class OriginTellingTest {
    private final PlaneFixture fixture;

    OriginTellingTest(Sockets sockets) {
        fixture = new PlaneFixture(sockets);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void versionOneTellsTheClientInALineOfText() throws Exception {
        try (TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("v1", with(tcp(80, origin.address()), ProxyProtocol.V1));
            try (Socket client = connect(service)) {
                TestOrigin.write(client.getOutputStream(), "data");
                String expected = "PROXY TCP4 127.0.0.1 " + service.getAddress().getHostAddress() + " " + client.getLocalPort() + " 80\r\ndata";
                assertThat(TestOrigin.read(client.getInputStream(), expected.length())).isEqualTo(expected);
            }
        }
    }

    @Test
    void versionTwoTellsTheClientInABinaryHeaderBeforeAnyByteOfIt() throws Exception {
        try (TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("v2", with(tcp(80, origin.address()), ProxyProtocol.V2));
            try (Socket client = connect(service)) {
                byte[] header = new byte[28];
                new DataInputStream(client.getInputStream()).readFully(header);
                String hex = HexFormat.of().formatHex(header);
                assertThat(hex).isEqualTo("0d0a0d0a000d0a515549540a" + "2111" + "000c" + "7f000001"
                        + HexFormat.of().formatHex(service.getAddress().getAddress())
                        + HexFormat.of().toHexDigits((short) client.getLocalPort()) + "0050");
            }
        }
    }

    @Test
    void anIpv6ClientIsToldInBothVersions() throws Exception {
        InetAddress six = InetAddress.ofLiteral("::1");
        int port = fixture.heldPort(six);
        try (TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            fixture.put(instance("six", six, with(tcp(port, origin.address()), ProxyProtocol.V1)));
            try (Socket client = connect(new InetSocketAddress(six, port))) {
                String expected = "PROXY TCP6 ::1 ::1 " + client.getLocalPort() + " " + port + "\r\n";
                assertThat(TestOrigin.read(client.getInputStream(), expected.length())).isEqualTo(expected);
            }
            fixture.put(instance("six", six, with(tcp(port, origin.address()), ProxyProtocol.V2)));
            try (Socket client = connect(new InetSocketAddress(six, port))) {
                byte[] header = client.getInputStream().readNBytes(52);
                assertThat(HexFormat.of().formatHex(header)).startsWith("0d0a0d0a000d0a515549540a" + "2121" + "0024" + "0".repeat(31) + "1");
            }
        }
    }

    @Test
    void connectionsGoRoundTheOrigins() throws Exception {
        try (TestOrigin a = TestOrigin.named("a"); TestOrigin b = TestOrigin.named("b"); TestOrigin c = TestOrigin.named("c")) {
            InetSocketAddress service = fixture.forward("round", tcp(80, a.address(), b.address(), c.address()));
            StringBuilder seen = new StringBuilder();
            for (int i = 0; i < 6; i++) {
                seen.append(greeting(service));
            }
            assertThat(seen).hasToString("abcabc");
        }
    }

    @Test
    void aSourceKeepsItsOriginForItsSecondsAndNoLonger() throws Exception {
        try (TestOrigin a = TestOrigin.named("a"); TestOrigin b = TestOrigin.named("b")) {
            InetSocketAddress service = fixture.forward("keep", keeping(tcp(80, a.address(), b.address()), 30));
            String first = greeting(service);
            for (int i = 0; i < 5; i++) {
                fixture.tickerAheadNanos.addAndGet(TimeUnit.SECONDS.toNanos(20));
                assertThat(greeting(service)).isEqualTo(first);
            }
            fixture.tickerAheadNanos.addAndGet(TimeUnit.SECONDS.toNanos(32));
            assertThat(greeting(service)).isNotEqualTo(first);
        }
    }

    private static String greeting(InetSocketAddress service) throws IOException {
        try (Socket client = connect(service)) {
            return TestOrigin.read(client.getInputStream(), 1);
        }
    }
}
