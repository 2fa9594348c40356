package breakwater.traffic.forward.health;

import static breakwater.traffic.PlaneFixture.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.OriginHealth;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.Transport;
import breakwater.traffic.LeakWatch;
import breakwater.traffic.forward.Origin;
import breakwater.traffic.forward.OriginDenyList;
import breakwater.traffic.forward.OriginSet;
import breakwater.traffic.forward.Persistence;
import breakwater.traffic.forward.Sockets;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeakWatch.class)
class HealthChecksTest {
    private static final RuleKey TCP = new RuleKey("ddoscoo-cn-health", Transport.TCP, 443);
    private static final RuleKey UDP = new RuleKey("ddoscoo-cn-health", Transport.UDP, 443);
    private static final HealthCheck CONNECT = new HealthCheck(HealthCheck.Kind.TCP, 0, "", "", 5, 15, 2, 3);
    private static final HealthCheck HEAD = new HealthCheck(HealthCheck.Kind.HTTP, 0, "shop.example", "/alive?deep=1", 5, 15, 1, 1);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(2, Sockets.best().ioHandlers());
    private final OriginDenyList denyList = new OriginDenyList(true, List.of());
    private final List<AutoCloseable> closeables = new ArrayList<>();
    private final HealthChecks checks = checks(new HealthSettings(256, 0, 200));

    private HealthChecks checks(HealthSettings settings) {
        List<EventLoop> loops = new ArrayList<>();
        for (EventExecutor loop : group) {
            loops.add((EventLoop) loop);
        }
        return new HealthChecks(settings, nanos::get, Sockets.best(), denyList, turn -> loops.get(turn % loops.size()));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** An origin that answers whoever connects with a text, and closes. */
    private final class HttpOrigin {
        final ServerSocket socket;
        final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
        final AtomicInteger resets = new AtomicInteger();
        volatile String answer = "HTTP/1.1 200 OK\r\n\r\n";

        HttpOrigin() throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
            closeables.add(socket);
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        serve(socket.accept());
                    }
                } catch (SocketException closed) {
                    requests.clear();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        private void serve(Socket accepted) {
            Thread.ofVirtual().start(() -> {
                try (accepted) {
                    byte[] bytes = new byte[4_096];
                    int length = accepted.getInputStream().read(bytes);
                    requests.add(new String(bytes, 0, Math.max(0, length), StandardCharsets.US_ASCII));
                    if (!answer.isEmpty()) {
                        accepted.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                        accepted.getInputStream().read();
                    }
                } catch (IOException reset) {
                    // A probe is closed by a reset once it has what it wants.
                    resets.incrementAndGet();
                }
            });
        }

        InetSocketAddress at() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    private static OriginSet origins(RuleKey key, InetSocketAddress... addresses) {
        return OriginSet.of(key, rule(key, addresses), new Persistence(64, () -> 0));
    }

    private static ForwardingRule rule(RuleKey key, InetSocketAddress... addresses) {
        return new ForwardingRule(key.transport(), key.frontendPort(), List.of(addresses), ProxyProtocol.NONE, 0, Optional.empty(),
                RulePolicy.NONE);
    }

    private void until(BooleanSupplier condition) {
        until(checks, condition);
    }

    private static void until(HealthChecks checks, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never happened").isLessThan(end);
            checks.tick();
            LockSupport.parkNanos(200_000);
        }
    }

    /** Makes one probe of every origin and waits for what it finds. */
    private void round() {
        checks.tick();
        until(() -> checks.underWay() == 0);
        pass(15_000);
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void anOriginIsTakenOutAfterFailuresInARowAndComesBackAfterSuccessesInARow() throws IOException {
        InetSocketAddress address = nobody();
        OriginSet origins = origins(TCP, address);
        Origin origin = origins.origins().getFirst();
        checks.check(TCP, Optional.of(CONNECT), origins);
        round();
        round();
        assertThat(origin.normal()).isTrue();
        round();
        assertThat(origin.normal()).isFalse();
        assertThat(origins.choose(0, 0)).isEmpty();
        try (ServerSocket _ = new ServerSocket(address.getPort(), 50, address.getAddress())) {
            round();
            assertThat(origin.normal()).isFalse();
            round();
            assertThat(origin.normal()).isTrue();
            assertThat(origins.choose(0, 0)).contains(origin);
        }
    }

    @Test
    void aSuccessInBetweenStartsTheCountAnew() throws IOException {
        InetSocketAddress address = nobody();
        OriginSet origins = origins(TCP, address);
        checks.check(TCP, Optional.of(CONNECT), origins);
        round();
        round();
        try (ServerSocket _ = new ServerSocket(address.getPort(), 50, address.getAddress())) {
            round();
        }
        round();
        round();
        assertThat(origins.origins().getFirst().normal()).isTrue();
    }

    @Test
    void healthIsToldOnceWhenAnOriginIsNewAndWhenItChanges() throws IOException {
        InetSocketAddress address = nobody();
        OriginSet origins = origins(TCP, address);
        checks.check(TCP, Optional.of(CONNECT), origins);
        assertThat(checks.drain()).containsExactly(new OriginHealth(TCP, address.getAddress().getHostAddress(), true));
        round();
        round();
        assertThat(checks.drain()).isEmpty();
        round();
        assertThat(checks.drain()).containsExactly(new OriginHealth(TCP, address.getAddress().getHostAddress(), false));
        assertThat(checks.drain()).isEmpty();
        checks.forget(TCP);
        assertThat(origins.origins().getFirst().normal()).as("nobody would bring it back").isTrue();
        assertThat(checks.drain()).containsExactly(new OriginHealth(TCP, address.getAddress().getHostAddress(), true));
    }

    @Test
    void probesKeepTheIntervalOfTheirRule() throws IOException {
        HttpOrigin origin = new HttpOrigin();
        checks.check(TCP, Optional.of(HEAD), origins(TCP, origin.at()));
        checks.tick();
        until(() -> checks.underWay() == 0);
        assertThat(origin.requests).hasSize(1);
        pass(14_999);
        checks.tick();
        assertThat(checks.underWay()).isZero();
        pass(1);
        checks.tick();
        assertThat(checks.underWay()).isEqualTo(1);
        until(() -> origin.requests.size() == 2);
    }

    @Test
    void anHttpProbeAsksForTheHeadOfItsPageAtItsHost() throws IOException {
        HttpOrigin origin = new HttpOrigin();
        checks.check(TCP, Optional.of(HEAD), origins(TCP, origin.at()));
        round();
        assertThat(origin.requests.poll()).startsWith("HEAD /alive?deep=1 HTTP/1.1\r\nHost: shop.example\r\n").endsWith("\r\n\r\n");
    }

    @Test
    void anHttpProbeCannotBeMadeToSendAnotherRequest() throws IOException {
        HttpOrigin origin = new HttpOrigin();
        HealthCheck forged = new HealthCheck(HealthCheck.Kind.HTTP, 0, "a\r\nX: y", "/ HTTP/1.1\r\n\r\nGET /", 5, 15, 1, 1);
        checks.check(TCP, Optional.of(forged), origins(TCP, origin.at()));
        round();
        assertThat(origin.requests.poll()).startsWith("HEAD / HTTP/1.1\r\nHost: 127.0.0.1\r\n").doesNotContain("X: y").doesNotContain("GET");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK,               true",
        "HTTP/1.0 204 No Content,       true",
        "HTTP/1.1 399 Odd,              true",
        "HTTP/1.1 301 Moved,            true",
        "HTTP/1.1 404 Not Found,        false",
        "HTTP/1.1 503 Unavailable,      false",
        "HTTP/1.1 199 Odd,              false",
        "HTTP/1.1 4000,                 false",
        "SSH-2.0-OpenSSH_9.2 Debian,    false",
        "HTTP/2.0 200 OK,               false",
        "HTTP/1.1,                      false",
        "'',                            false"})
    void anAnswerFrom200To399IsHealth(String line, boolean normal) throws IOException {
        HttpOrigin origin = new HttpOrigin();
        origin.answer = line.isEmpty() ? "" : line + "\r\n\r\n";
        OriginSet origins = origins(TCP, origin.at());
        checks.check(TCP, Optional.of(HEAD), origins);
        if (line.equals("HTTP/1.1")) {
            // Too short to tell, and then silence: the timeout decides.
            checks.tick();
            until(() -> !origin.requests.isEmpty());
            pass(5_000);
        }
        round();
        assertThat(origins.origins().getFirst().normal()).isEqualTo(normal);
    }

    @Test
    void anOriginThatAcceptsAndSaysNothingFailsAtTheTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            OriginSet origins = origins(TCP, (InetSocketAddress) silent.getLocalSocketAddress());
            checks.check(TCP, Optional.of(HEAD), origins);
            checks.tick();
            try (Socket _ = silent.accept()) {
                pass(4_999);
                checks.tick();
                assertThat(origins.origins().getFirst().normal()).isTrue();
                pass(1);
                until(() -> !origins.origins().getFirst().normal());
                assertThat(checks.underWay()).isZero();
            }
        }
    }

    @Test
    void anotherPortIsProbedWhenTheRuleNamesOne() throws IOException {
        HttpOrigin side = new HttpOrigin();
        HealthCheck other = new HealthCheck(HealthCheck.Kind.TCP, side.at().getPort(), "", "", 5, 15, 1, 1);
        for (RuleKey key : List.of(TCP, UDP)) {
            OriginSet origins = origins(key, new InetSocketAddress(side.at().getAddress(), 1));
            checks.check(key, Optional.of(other), origins);
            round();
            assertThat(origins.origins().getFirst().normal()).isTrue();
        }
    }

    @Test
    void aUdpOriginWhosePortIsUnreachableIsTakenOutAndSilenceIsHealth() throws IOException {
        HealthCheck once = new HealthCheck(HealthCheck.Kind.TCP, 0, "", "", 5, 15, 1, 1);
        DatagramSocket silent = new DatagramSocket(nobody());
        InetSocketAddress address = (InetSocketAddress) silent.getLocalSocketAddress();
        OriginSet origins = origins(UDP, address);
        checks.check(UDP, Optional.of(once), origins);
        checks.tick();
        silent.receive(new DatagramPacket(new byte[10], 10));
        pass(200);
        until(() -> checks.underWay() == 0);
        assertThat(origins.origins().getFirst().normal()).isTrue();
        silent.close();
        pass(15_000);
        round();
        assertThat(origins.origins().getFirst().normal()).isFalse();
    }

    @Test
    void anOriginThatMayNotBeReachedIsNotProbed() throws IOException {
        HttpOrigin origin = new HttpOrigin();
        denyList.serviceAddresses(Set.of(origin.at().getAddress()));
        checks.check(TCP, Optional.of(HEAD), origins(TCP, origin.at()));
        round();
        assertThat(checks.underWay()).isZero();
        assertThat(origin.requests).isEmpty();
        denyList.serviceAddresses(Set.of());
        round();
        assertThat(origin.requests).hasSize(1);
    }

    @Test
    void aChangeOfTheRuleKeepsWhatIsKnownOfOriginsThatStay() throws IOException {
        InetSocketAddress dead = nobody();
        HttpOrigin alive = new HttpOrigin();
        OriginSet before = origins(TCP, dead);
        checks.check(TCP, Optional.of(CONNECT), before);
        round();
        round();
        OriginSet after = before.after(rule(TCP, alive.at(), dead));
        checks.check(TCP, Optional.of(CONNECT), after);
        round();
        assertThat(after.of(dead).orElseThrow().normal()).as("its third failure").isFalse();
        assertThat(after.of(alive.at()).orElseThrow().normal()).isTrue();
        checks.check(TCP, Optional.empty(), after);
        assertThat(after.of(dead).orElseThrow().normal()).isTrue();
        checks.tick();
        assertThat(checks.underWay()).isZero();
    }

    @Test
    void noMoreProbesAreUnderWayThanAllowedAndAllComeToTheirTurn() throws IOException {
        HealthChecks three = checks(new HealthSettings(3, 0, 200));
        AtomicInteger opened = new AtomicInteger();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            List<OriginSet> all = new ArrayList<>();
            for (int rule = 0; rule < 10; rule++) {
                RuleKey key = new RuleKey("instance-" + rule, Transport.TCP, 80);
                all.add(origins(key, (InetSocketAddress) silent.getLocalSocketAddress()));
                three.check(key, Optional.of(HEAD), all.getLast());
            }
            List<Socket> accepted = new ArrayList<>();
            while (opened.get() < 10) {
                three.tick();
                assertThat(three.underWay()).isBetween(1, 3);
                for (int i = three.underWay(); i > 0; i--) {
                    accepted.add(silent.accept());
                    opened.incrementAndGet();
                }
                pass(5_000);
                three.tick();
            }
            assertThat(all).allSatisfy(origins -> assertThat(origins.origins().getFirst().normal()).isFalse());
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }

    @Test
    void thousandsOfRulesAreProbedInOneIntervalWithoutMoreThanThePermittedProbes() throws IOException {
        HealthChecks many = checks(new HealthSettings(64, 1_000, 200));
        try (ServerSocket origin = new ServerSocket(0, 1_000, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (true) {
                        origin.accept().close();
                    }
                } catch (IOException closed) {
                    Thread.currentThread().interrupt();
                }
            });
            HealthCheck rare = new HealthCheck(HealthCheck.Kind.TCP, 0, "", "", 5, 30, 1, 1);
            for (int rule = 0; rule < 3_000; rule++) {
                RuleKey key = new RuleKey("instance-" + rule, Transport.TCP, 80);
                many.check(key, Optional.of(rare), origins(key, (InetSocketAddress) origin.getLocalSocketAddress()));
            }
            pass(1_000);
            AtomicInteger most = new AtomicInteger();
            many.tick();
            until(many, () -> {
                most.accumulateAndGet(many.underWay(), Math::max);
                return many.underWay() == 0;
            });
            assertThat(most.get()).isBetween(1, 64);
            assertThat(many.drain()).hasSize(3_000).allMatch(OriginHealth::normal);
        }
    }
}
