package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.DAY;
import static breakwater.traffic.PlaneFixture.START;
import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.instance;
import static breakwater.traffic.PlaneFixture.key;
import static breakwater.traffic.PlaneFixture.tcp;
import static breakwater.traffic.PlaneFixture.until;
import static breakwater.traffic.TestOrigin.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ServiceTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Forwarding ends at its instant of service time on live sockets, with nobody telling the plane, and a renewal brings it back. */
@ExtendWith(LeakWatch.class)
class DeadlineTest {
    private final PlaneFixture fixture = new PlaneFixture();
    private final InetAddress address = PlaneFixture.address();
    private final InetSocketAddress service = new InetSocketAddress(address, 80);
    private TestOrigin origin;

    @BeforeEach
    void startAnOrigin() {
        origin = TestOrigin.start(TestOrigin.ECHO);
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
        origin.close();
    }

    @Test
    void anExpiredInstanceStillForwardsUntilSevenDaysLater() throws Exception {
        fixture.put(until(instance("one", address, tcp(80, origin.address())), START + DAY, START + 8 * DAY));
        try (Socket open = opened()) {
            fixture.wallMillis.set(START + 8 * DAY - 1);
            assertEchoes(open);
            opened().close();
            fixture.wallMillis.set(START + 8 * DAY);
            assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(SocketException.class);
            PlaneFixture.await(this::refused, () -> "it still listens");
            fixture.awaitEnded(key("one", 80), Ending.EDGE_FORWARDING_ENDED, 1);
        }
    }

    @Test
    void aRenewedInstanceForwardsWhenApplyReturns() throws Exception {
        fixture.put(until(instance("one", address, tcp(80, origin.address())), START, START + DAY));
        fixture.wallMillis.set(START + 2 * DAY);
        PlaneFixture.await(this::refused, () -> "it still listens");
        fixture.put(until(instance("one", address, tcp(80, origin.address())), START + 30 * DAY, START + 37 * DAY));
        opened().close();
    }

    @Test
    void anInstanceWhoseForwardingIsOverIsNotBoundAtAll() throws Exception {
        fixture.put(until(instance("one", address, tcp(80, origin.address())), START - DAY, START));
        assertThat(refused()).isTrue();
        assertThat(fixture.fault(key("one", 80))).isEmpty();
    }

    @Test
    void serviceTimeThatIsMovedMovesTheSockets() throws Exception {
        fixture.put(instance("one", address, tcp(80, origin.address())));
        try (Socket open = opened()) {
            fixture.serviceTime(new ServiceTime(36 * DAY, OptionalLong.empty()));
            assertEchoes(open);
            fixture.serviceTime(new ServiceTime(37 * DAY, OptionalLong.empty()));
            assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThat(refused()).isTrue();
        }
    }

    @Test
    void frozenServiceTimeHoldsTheDeadlineOff() throws Exception {
        fixture.put(instance("one", address, tcp(80, origin.address())));
        fixture.serviceTime(new ServiceTime(0, OptionalLong.of(START)));
        fixture.wallMillis.set(START + 100 * DAY);
        try (Socket open = opened()) {
            fixture.serviceTime(new ServiceTime(0, OptionalLong.empty()));
            assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void theDeadlineOfOneInstanceLeavesTheOthersAlone() throws Exception {
        InetAddress second = PlaneFixture.address();
        fixture.put(until(instance("one", address, tcp(80, origin.address())), START, START + DAY));
        fixture.put(instance("two", second, tcp(80, origin.address())));
        try (Socket goes = opened(); Socket stays = connect(new InetSocketAddress(second, 80))) {
            assertEchoes(stays);
            fixture.wallMillis.set(START + DAY);
            assertThatThrownBy(() -> goes.getInputStream().read()).isInstanceOf(SocketException.class);
            assertEchoes(stays);
        }
    }

    private Socket opened() throws IOException {
        Socket socket = connect(service);
        assertEchoes(socket);
        return socket;
    }

    private boolean refused() {
        try {
            connect(service).close();
            return false;
        } catch (IOException refused) {
            return true;
        }
    }
}
