package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.key;
import static breakwater.traffic.PlaneFixture.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.RuleKey;
import breakwater.traffic.forward.Sockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way in which one side ends a connection reaches the other side as it is, and has its name. */
@ParameterizedClass
@EnumSource
@ExtendWith(LeakWatch.class)
class ConnectionEndTest {
    private static final RuleKey LATE = key("late", 80);

    private final PlaneFixture fixture;

    ConnectionEndTest(Sockets sockets) {
        fixture = new PlaneFixture(sockets);
    }

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
    void aClientThatEndedItsHalfGetsAllOfAnAnswerThatItReadsLate() throws Exception {
        for (int bytes : amounts()) {
            try (TestOrigin origin = TestOrigin.start(connection -> {
                connection.getInputStream().readAllBytes();
                connection.getOutputStream().write(new byte[bytes]);
            })) {
                InetSocketAddress service = fixture.forward("late", tcp(80, origin.address()));
                try (Socket client = connect(service)) {
                    long before = fixture.carriedBytes(LATE);
                    client.shutdownOutput();
                    awaitStandstill(before);
                    assertThat(client.getInputStream().readAllBytes()).hasSize(bytes);
                }
            }
        }
    }

    @Test
    void anOriginThatEndedItsHalfGetsAllOfARequestThatItReadsLate() throws Exception {
        for (int bytes : amounts()) {
            CountDownLatch late = new CountDownLatch(1);
            CompletableFuture<Integer> request = new CompletableFuture<>();
            try (TestOrigin origin = TestOrigin.start(connection -> {
                connection.shutdownOutput();
                BadOriginTest.hold(late);
                try {
                    request.complete(connection.getInputStream().readAllBytes().length);
                } catch (IOException cut) {
                    request.completeExceptionally(cut);
                }
            })) {
                Socket client = connect(fixture.forward("late", tcp(80, origin.address())));
                assertThat(client.getInputStream().read()).isEqualTo(-1);
                long before = fixture.carriedBytes(LATE);
                Thread writer = Thread.ofVirtual().start(() -> {
                    try (client) {
                        client.getOutputStream().write(new byte[bytes]);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                awaitStandstill(before);
                late.countDown();
                assertThat(request).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(bytes);
                writer.join();
            }
        }
    }

    /** The kernel takes some megabytes for whoever does not read. With one of these the end comes while little more than that is on its way. */
    private static int[] amounts() {
        return IntStream.iterate(1 << 20, bytes -> bytes < 8 << 20, bytes -> bytes + 192 * 1_024).toArray();
    }

    /** Waits until something was carried, and then nothing moves any more. */
    private void awaitStandstill(long carriedBefore) {
        AtomicLong last = new AtomicLong(carriedBefore);
        PlaneFixture.await(() -> {
            long carried = fixture.carriedBytes(LATE);
            return carried > carriedBefore && last.getAndSet(carried) == carried;
        }, () -> carriedBefore + " bytes before, " + last + " now");
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
    void aResetOfTheOriginAfterItsHalfCloseEndsTheConnection() throws Exception {
        CountDownLatch halfClosed = new CountDownLatch(1);
        try (TestOrigin origin = TestOrigin.start(connection -> {
            connection.shutdownOutput();
            BadOriginTest.hold(halfClosed);
            connection.setSoLinger(true, 0);
        })) {
            try (Socket client = connect(fixture.forward("reset", tcp(80, origin.address())))) {
                assertThat(client.getInputStream().read()).isEqualTo(-1);
                halfClosed.countDown();
                fixture.awaitEnded(key("reset", 80), Ending.ORIGIN_RESET, 1);
            }
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
