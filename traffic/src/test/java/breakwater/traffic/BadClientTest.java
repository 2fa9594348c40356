package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.key;
import static breakwater.traffic.PlaneFixture.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.model.reading.Ending;
import breakwater.traffic.forward.Sockets;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that is silent, deaf or very slow costs a bounded amount of memory, and not for ever. */
@ParameterizedClass
@EnumSource
@ExtendWith(LeakWatch.class)
class BadClientTest {
    private static final long HELD_BYTES_MAX = 40L << 20;

    private final PlaneFixture fixture;

    BadClientTest(Sockets sockets) {
        fixture = new PlaneFixture(sockets);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aClientThatNeverReadsHoldsUpItsOriginInsteadOfFillingMemory() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (TestOrigin origin = TestOrigin.start(connection -> BadOriginTest.hold(over))) {
            InetSocketAddress service = fixture.forward("deaf", tcp(80, origin.address()));
            try (Socket client = connect(service)) {
                TestOrigin.write(client.getOutputStream(), "send me everything");
                assertThat(BadOriginTest.written(origin.next())).isLessThan(HELD_BYTES_MAX);
                moveTickerUntilEnded("deaf", Ending.CLIENT_IDLE);
            }
            over.countDown();
        }
    }

    @Test
    void aClientThatReadsAgainGetsEverything() throws Exception {
        int bytes = 24 << 20;
        try (TestOrigin origin = TestOrigin.start(connection -> connection.getOutputStream().write(new byte[bytes]))) {
            InetSocketAddress service = fixture.forward("late", tcp(80, origin.address()));
            try (Socket client = connect(service)) {
                origin.next();
                assertThat(client.getInputStream().readAllBytes()).hasSize(bytes);
            }
        }
    }

    @Test
    void aClientThatNeverWritesIsEndedWhenItHasBeenIdleForLong() throws Exception {
        try (TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("mute", tcp(80, origin.address()));
            try (Socket client = connect(service)) {
                origin.next();
                moveTickerUntilEnded("mute", Ending.CLIENT_IDLE);
                assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void aClientThatWritesOneByteASecondIsCarriedByteByByte() throws Exception {
        try (TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("drip", tcp(80, origin.address()));
            try (Socket client = connect(service)) {
                for (int i = 0; i < 1_000; i++) {
                    client.getOutputStream().write(i);
                    assertThat(client.getInputStream().read()).isEqualTo(i & 0xff);
                    fixture.tickerAheadNanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
                }
            }
        }
    }

    @Test
    void aClientThatGoesAwayBeforeItSentAnythingEndsItsOriginConnection() throws Exception {
        try (TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("gone", tcp(80, origin.address()));
            connect(service).close();
            fixture.awaitEnded(key("gone", 80), Ending.CLIENT_CLOSED, 1);
        }
    }

    private void moveTickerUntilEnded(String id, Ending ending) {
        PlaneFixture.await(() -> {
            fixture.tickerAheadNanos.addAndGet(TimeUnit.SECONDS.toNanos(901));
            return fixture.ended(key(id, 80), ending) == 1;
        }, () -> "ended so: " + fixture.endings(key(id, 80)));
    }
}
