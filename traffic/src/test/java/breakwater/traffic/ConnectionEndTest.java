package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.key;
import static breakwater.traffic.PlaneFixture.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.model.reading.Ending;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each way in which one side ends a connection reaches the other side as it is, and has its name. */
@ExtendWith(LeakWatch.class)
class ConnectionEndTest {
    private final PlaneFixture fixture = new PlaneFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aClientThatEndsItsHalfStillGetsTheAnswer() throws Exception {
        try (TestOrigin origin = TestOrigin.start(connection -> {
            byte[] request = connection.getInputStream().readAllBytes();
            connection.getOutputStream().write(request);
        })) {
            InetSocketAddress service = fixture.forward("half", tcp(80, origin.address()));
            try (Socket client = connect(service)) {
                TestOrigin.write(client.getOutputStream(), "whole request");
                client.shutdownOutput();
                assertThat(TestOrigin.read(client.getInputStream(), 100)).isEqualTo("whole request");
            }
            fixture.awaitEnded(key("half", 80), Ending.CLIENT_CLOSED, 1);
        }
    }

    @Test
    void anOriginThatEndsItsHalfStillGetsTheRestOfTheRequest() throws Exception {
        try (TestOrigin origin = TestOrigin.start(connection -> {
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        })) {
            InetSocketAddress service = fixture.forward("half", tcp(80, origin.address()));
            try (Socket client = connect(service)) {
                assertThat(client.getInputStream().read()).isEqualTo(-1);
                TestOrigin.write(client.getOutputStream(), "still here");
                client.shutdownOutput();
                Socket atOrigin = origin.next();
                PlaneFixture.await(atOrigin::isClosed, () -> "the origin has not read to the end");
            }
            fixture.awaitEnded(key("half", 80), Ending.ORIGIN_CLOSED, 1);
        }
    }

    @Test
    void aClientThatConnectsAndEndsItsHalfAtOnceReachesTheOrigin() throws Exception {
        try (TestOrigin origin = TestOrigin.start(connection -> {
            int first = connection.getInputStream().read();
            TestOrigin.write(connection.getOutputStream(), "saw " + first);
        })) {
            InetSocketAddress service = fixture.forward("half", tcp(80, origin.address()));
            try (Socket client = connect(service)) {
                client.shutdownOutput();
                assertThat(TestOrigin.read(client.getInputStream(), 100)).isEqualTo("saw -1");
            }
        }
    }

    @Test
    void aResetOfTheClientReachesTheOrigin() throws Exception {
        try (TestOrigin origin = TestOrigin.start(connection -> connection.getInputStream().readAllBytes())) {
            InetSocketAddress service = fixture.forward("reset", tcp(80, origin.address()));
            Socket client = connect(service);
            TestOrigin.write(client.getOutputStream(), "half a req");
            Socket atOrigin = origin.next();
            client.setSoLinger(true, 0);
            client.close();
            fixture.awaitEnded(key("reset", 80), Ending.CLIENT_RESET, 1);
            PlaneFixture.await(atOrigin::isClosed, () -> "the origin's read has not failed");
        }
    }

    @Test
    void aResetAfterAHalfCloseEndsTheConnection() throws Exception {
        try (TestOrigin origin = TestOrigin.start(connection -> {
            connection.getInputStream().readAllBytes();
            connection.getOutputStream().write(new byte[1 << 16]);
            // Neither says more nor closes.
            BadOriginTest.hold(new CountDownLatch(1));
        })) {
            InetSocketAddress service = fixture.forward("reset", tcp(80, origin.address()));
            Socket client = connect(service);
            client.shutdownOutput();
            assertThat(client.getInputStream().readNBytes(1 << 16)).hasSize(1 << 16);
            client.setSoLinger(true, 0);
            client.close();
            fixture.awaitEnded(key("reset", 80), Ending.CLIENT_RESET, 1);
        }
    }

    @Test
    void aResetOfTheOriginReachesTheClient() throws Exception {
        try (TestOrigin origin = TestOrigin.start(connection -> {
            connection.getInputStream().read();
            connection.setSoLinger(true, 0);
        })) {
            InetSocketAddress service = fixture.forward("reset", tcp(80, origin.address()));
            try (Socket client = connect(service)) {
                TestOrigin.write(client.getOutputStream(), "x");
                assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            }
            fixture.awaitEnded(key("reset", 80), Ending.ORIGIN_RESET, 1);
        }
    }

    @Test
    void anOriginThatClosesAtOnceEndsTheConnectionInOrder() throws Exception {
        try (TestOrigin origin = TestOrigin.start(connection -> TestOrigin.write(connection.getOutputStream(), "busy"))) {
            InetSocketAddress service = fixture.forward("close", tcp(80, origin.address()));
            try (Socket client = connect(service)) {
                assertThat(TestOrigin.read(client.getInputStream(), 100)).isEqualTo("busy");
            }
            fixture.awaitEnded(key("close", 80), Ending.ORIGIN_CLOSED, 1);
        }
    }

    @Test
    void whenThePlaneStopsItsConnectionsEnd() throws Exception {
        try (TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("stop", tcp(80, origin.address()));
            try (Socket client = connect(service)) {
                TestOrigin.write(client.getOutputStream(), "x");
                TestOrigin.read(client.getInputStream(), 1);
                fixture.close();
                assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
                assertThatThrownBy(() -> connect(service)).isInstanceOf(SocketException.class);
            }
        }
    }
}
