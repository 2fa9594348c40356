package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.key;
import static breakwater.traffic.PlaneFixture.nobody;
import static breakwater.traffic.PlaneFixture.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.model.reading.Ending;
import breakwater.traffic.forward.Sockets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An origin that is down, silent, deaf or forbidden costs its own connections and nothing else. */
@ParameterizedClass
@EnumSource
@ExtendWith(LeakWatch.class)
class BadOriginTest {
    /** Kernel buffers of both sockets (at most 4 + 6 MiB each here) and what the relay may hold. */
    private static final long HELD_BYTES_MAX = 40L << 20;

    private final PlaneFixture fixture;

    BadOriginTest(Sockets sockets) {
        fixture = new PlaneFixture(sockets);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theNextOriginIsTriedWhenOneRefuses() throws Exception {
        try (TestOrigin origin = TestOrigin.named("second")) {
            InetSocketAddress service = fixture.forward("next", tcp(80, nobody(), origin.address()));
            for (int i = 0; i < 4; i++) {
                try (Socket client = connect(service)) {
                    assertThat(TestOrigin.read(client.getInputStream(), 6)).isEqualTo("second");
                }
            }
        }
    }

    @Test
    void bytesSentBeforeTheOriginAcceptedAreNotLostWhenTheFirstOneRefuses() throws Exception {
        try (TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("next", tcp(80, nobody(), nobody(), origin.address()));
            try (Socket client = connect(service)) {
                TestOrigin.write(client.getOutputStream(), "early bytes");
                assertThat(TestOrigin.read(client.getInputStream(), 11)).isEqualTo("early bytes");
            }
        }
    }

    @Test
    void aClientIsResetWhenEveryOriginRefuses() throws Exception {
        InetSocketAddress service = fixture.forward("down", tcp(80, nobody(), nobody()));
        assertReset(service);
        fixture.awaitEnded(key("down", 80), Ending.ORIGIN_REFUSED, 1);
    }

    @Test
    void anOriginThatDoesNotAnswerIsGivenUpAndTheNextOneTried() throws Exception {
        try (UnansweringOrigin silent = new UnansweringOrigin(); TestOrigin origin = TestOrigin.named("second")) {
            InetSocketAddress service = fixture.forward("slow", tcp(80, silent.address(), origin.address()));
            try (Socket first = connect(service); Socket second = connect(service)) {
                // Round robin: one of the two is sent to each.
                fixture.tickerAheadNanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
                assertThat(TestOrigin.read(first.getInputStream(), 6)).isEqualTo("second");
                assertThat(TestOrigin.read(second.getInputStream(), 6)).isEqualTo("second");
            }
        }
    }

    @Test
    void aClientIsResetWhenNoOriginAnswers() throws Exception {
        try (UnansweringOrigin silent = new UnansweringOrigin()) {
            InetSocketAddress service = fixture.forward("slow", tcp(80, silent.address()));
            try (Socket client = connect(service)) {
                PlaneFixture.await(() -> {
                    fixture.tickerAheadNanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
                    return fixture.ended(key("slow", 80), Ending.ORIGIN_TIMED_OUT) == 1;
                }, () -> "ended so: " + fixture.endings(key("slow", 80)));
                assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void anOriginThatNeverReadsHoldsUpItsClientInsteadOfFillingMemory() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (TestOrigin deaf = TestOrigin.start(connection -> hold(over))) {
            InetSocketAddress service = fixture.forward("deaf", tcp(80, deaf.address()));
            try (Socket client = connect(service)) {
                assertThat(written(client)).isLessThan(HELD_BYTES_MAX);
            }
            over.countDown();
        }
    }

    @Test
    void ourOwnServiceAddressIsNoOriginEvenInDevelopment() throws Exception {
        InetAddress address = PlaneFixture.address();
        fixture.put(PlaneFixture.instance("loop", address, tcp(80, new InetSocketAddress(address, 80))));
        assertReset(new InetSocketAddress(address, 80));
        fixture.awaitEnded(key("loop", 80), Ending.ORIGIN_FORBIDDEN, 1);
    }

    @Test
    void metadataAddressesAreNoOrigins() throws Exception {
        InetSocketAddress service = fixture.forward("meta", tcp(80, new InetSocketAddress("169.254.169.254", 80)));
        assertReset(service);
        fixture.awaitEnded(key("meta", 80), Ending.ORIGIN_FORBIDDEN, 1);
    }

    /** Connects and waits for the reset, which may come before connecting has returned. */
    private static void assertReset(InetSocketAddress service) {
        assertThatThrownBy(() -> {
            try (Socket client = connect(service)) {
                client.getInputStream().read();
            }
        }).isInstanceOf(SocketException.class);
    }

    /** Writes until nothing more is taken for half a second, and answers how much was. */
    static long written(Socket socket) throws Exception {
        AtomicLong written = new AtomicLong();
        Thread writer = Thread.ofVirtual().start(() -> {
            byte[] some = new byte[1 << 16];
            try {
                OutputStream out = socket.getOutputStream();
                while (written.get() < 2 * HELD_BYTES_MAX) {
                    out.write(some);
                    written.addAndGet(some.length);
                }
            } catch (IOException closed) {
                return;
            }
        });
        long before = -1;
        while (before != written.get() && writer.isAlive()) {
            before = written.get();
            writer.join(500);
        }
        return written.get();
    }

    /** Keeps a connection without reading it. */
    static void hold(CountDownLatch over) throws IOException {
        try {
            over.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
