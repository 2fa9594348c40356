package breakwater.traffic.policy;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.model.reading.RuleReading;
import breakwater.traffic.LeakWatch;
import breakwater.traffic.PlaneFixture;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.forward.udp.UdpChannels;
import breakwater.traffic.meter.Meters;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Floods of real sockets, which the kernel is told to drop; the clock of the checks is moved by hand, so an interval ends when a test says so. */
@ExtendWith(LeakWatch.class)
class FloodReliefTest {
    private static final int INTERVAL = FloodSettings.USUAL.intervalMillis();
    /** More than makes a flood in one interval, and less than a receive buffer of any machine holds. */
    private static final int VOLLEY = 300;
    private static final int PER_SECOND = 10;

    private final HandClock clock = new HandClock();
    private final Meters meters = new Meters(clock, 1);
    private final Instances instances = new Instances().set("sourcePackets", PER_SECOND);
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final AtomicLong read = new AtomicLong();
    private final Map<InetAddress, Long> admitted = new ConcurrentHashMap<>();
    private final Map<Ending, Long> refused = new HashMap<>();
    private Guards guards = guards(FloodSettings.USUAL);
    private long arrived;
    private long arrivedBytes;
    private long sent;

    @AfterEach
    void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Guards guards(FloodSettings flood) {
        return new Guards(PolicySettings.USUAL.withSourcePlaces(1_024).withFlood(flood), clock, clock, meters, CountryTable.UNKNOWN);
    }

    private void apply() {
        guards.apply(instances.snapshot());
    }

    /** A socket of the rule, behind whose checks datagrams are only counted. */
    private Channel listen(String address) {
        apply();
        InetAddress literal = InetAddress.ofLiteral(address);
        boolean ipv4 = literal instanceof Inet4Address;
        Channel socket = UdpChannels.listening(Sockets.EPOLL, literal);
        socket.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                read.incrementAndGet();
                context.fireChannelRead(message);
            }
        }).addLast(new DatagramGuardHandler(guards.rule(Instances.UDP), meters.rule(Instances.UDP), () -> 0, ipv4)).addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                DatagramPacket datagram = (DatagramPacket) message;
                admitted.merge(datagram.sender().getAddress(), 1L, Long::sum);
                datagram.release();
            }
        });
        loop.register(socket).syncUninterruptibly();
        socket.bind(new InetSocketAddress(literal, 0)).syncUninterruptibly();
        return socket;
    }

    private static DatagramSocket client(String address) throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
    }

    private void send(DatagramSocket from, Channel to, int count) throws IOException {
        byte[] payload = new byte[100];
        for (int i = 0; i < count; i++) {
            from.send(new java.net.DatagramPacket(payload, payload.length, to.localAddress()));
        }
        sent += count;
    }

    private long admitted(String address) {
        return admitted.getOrDefault(InetAddress.ofLiteral(address), 0L);
    }

    /** Everything that was sent has arrived, then an interval is over: all of it is in a reading, read here or dropped by the kernel. */
    private void interval(Channel socket) {
        awaitArrived(socket);
        clock.advanceMillis(INTERVAL);
        socket.eventLoop().submit(() -> socket.pipeline().fireChannelReadComplete()).syncUninterruptibly();
        assertThat(counted()).isEqualTo(sent);
        assertThat(arrivedBytes).isEqualTo(100 * arrived);
    }

    private void awaitArrived(Channel socket) {
        PlaneFixture.await(() -> read.get() + dropped(socket) >= sent, () -> read + " of " + sent + " were read, " + dropped(socket) + " dropped");
    }

    /** How many are in a reading, or were let through to where a forwarder would count them. */
    private long counted() {
        for (RuleReading reading : meters.drain()) {
            arrived += reading.inPackets();
            arrivedBytes += reading.inBytes();
            reading.endedPackets().forEach((ending, count) -> refused.merge(ending, count, Long::sum));
        }
        return arrived + admitted.values().stream().mapToLong(count -> count).sum();
    }

    private static int dropped(Channel socket) {
        return KernelFilter.dropped(socket);
    }

    /** Volleys until the kernel drops. */
    private void flood(DatagramSocket offender, Channel socket) throws IOException {
        for (int i = 0; i < 20 && dropped(socket) == 0; i++) {
            send(offender, socket, VOLLEY);
            interval(socket);
        }
        assertThat(dropped(socket)).isPositive();
    }

    @Test
    void theKernelDropsWhatAnOffenderSendsAndTheMeterCountsIt() throws IOException {
        Channel socket = listen("127.0.0.1");
        try (DatagramSocket offender = client("127.0.0.9")) {
            flood(offender, socket);
            for (int i = 0; i < 10; i++) {
                send(offender, socket, VOLLEY);
                interval(socket);
            }
        }
        assertThat(dropped(socket)).isGreaterThan(8 * VOLLEY);
        assertThat(refused).containsOnlyKeys(Ending.REFUSED_SOURCE_PACKETS);
        assertThat(refused.get(Ending.REFUSED_SOURCE_PACKETS)).isEqualTo(sent - admitted("127.0.0.9"));
    }

    @Test
    void whatTheKernelDropsIsCountedAlthoughNothingIsReadAnyMore() throws IOException {
        instances.set("black", "127.0.0.9");
        Channel socket = listen("127.0.0.1");
        try (DatagramSocket offender = client("127.0.0.9")) {
            flood(offender, socket);
            send(offender, socket, VOLLEY);
            awaitArrived(socket);
        }
        clock.advanceMillis(INTERVAL);
        PlaneFixture.await(() -> counted() == sent, () -> arrived + " of " + sent + " were counted");
    }

    @Test
    void anOffenderIsLetInAgainWhenItsDebtIsPaid() throws IOException {
        Channel socket = listen("127.0.0.1");
        try (DatagramSocket offender = client("127.0.0.9")) {
            flood(offender, socket);
            // Two intervals without a refusal: it has left the filter, and its debt of a second is paid.
            clock.advanceMillis(1_000);
            awaitDetached(socket, offender);
            clock.advanceMillis(1_000);
            int before = dropped(socket);
            long admittedBefore = admitted("127.0.0.9");
            send(offender, socket, PER_SECOND);
            interval(socket);
            assertThat(admitted("127.0.0.9") - admittedBefore).isEqualTo(PER_SECOND);
            assertThat(dropped(socket)).isEqualTo(before);
        }
    }

    /** Lets time go by until a datagram of the offender is read, admitted or not. */
    private void awaitDetached(Channel socket, DatagramSocket offender) throws IOException {
        for (int i = 0; i < 100; i++) {
            int before = dropped(socket);
            send(offender, socket, 1);
            interval(socket);
            if (dropped(socket) == before && i > 2) {
                return;
            }
        }
        assertThat(dropped(socket)).as("it is still dropped").isZero();
    }

    @Test
    void anHonestSourceLosesNothingDuringAFlood() throws IOException {
        Channel socket = listen("127.0.0.1");
        int intervals = 30;
        try (DatagramSocket offender = client("127.0.0.9"); DatagramSocket honest = client("127.0.0.10")) {
            flood(offender, socket);
            long before = admitted("127.0.0.9");
            for (int i = 0; i < intervals; i++) {
                send(offender, socket, VOLLEY);
                send(honest, socket, PER_SECOND * INTERVAL / 1_000);
                interval(socket);
            }
            assertThat(admitted("127.0.0.10")).isEqualTo(intervals * PER_SECOND * INTERVAL / 1_000);
            assertThat(admitted("127.0.0.9") - before).isLessThanOrEqualTo(PER_SECOND * intervals * INTERVAL / 1_000 + PER_SECOND);
        }
        assertThat(dropped(socket)).isGreaterThan(intervals * VOLLEY / 2);
    }

    @Test
    void aListedSourceIsDroppedWholeAndReadAgainWhenItIsTakenOffTheList() throws IOException {
        instances.set("black", "127.0.0.9");
        Channel socket = listen("127.0.0.1");
        try (DatagramSocket offender = client("127.0.0.9")) {
            flood(offender, socket);
            int before = dropped(socket);
            send(offender, socket, VOLLEY);
            interval(socket);
            assertThat(dropped(socket) - before).isEqualTo(VOLLEY);
            assertThat(refused).containsOnlyKeys(Ending.REFUSED_BLACKLIST);
            instances.set("black", "");
            apply();
            awaitDetached(socket, offender);
            clock.advanceMillis(1_000);
            long admittedBefore = admitted("127.0.0.9");
            send(offender, socket, 1);
            interval(socket);
            assertThat(admitted("127.0.0.9") - admittedBefore).isEqualTo(1);
        }
    }

    @Test
    void reflectionIsDroppedByItsPortWhoeverSendsIt() throws IOException {
        try (DatagramSocket reflector = client("127.0.0.9");
                DatagramSocket another = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.10"), reflector.getLocalPort()));
                DatagramSocket honest = client("127.0.0.9")) {
            instances.set("reflection", reflector.getLocalPort());
            Channel socket = listen("127.0.0.1");
            flood(reflector, socket);
            int before = dropped(socket);
            send(another, socket, VOLLEY);
            send(honest, socket, 1);
            interval(socket);
            assertThat(dropped(socket) - before).isEqualTo(VOLLEY);
            assertThat(admitted("127.0.0.9")).isEqualTo(1);
            assertThat(refused).containsOnlyKeys(Ending.REFUSED_REFLECTION);
        }
    }

    @Test
    void nobodyOnTheWhiteListIsDroppedForItsPort() throws IOException {
        try (DatagramSocket reflector = client("127.0.0.9");
                DatagramSocket trusted = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.10"), reflector.getLocalPort()))) {
            instances.set("reflection", reflector.getLocalPort()).set("white", "127.0.0.10");
            Channel socket = listen("127.0.0.1");
            for (int i = 0; i < 5; i++) {
                send(reflector, socket, VOLLEY);
                send(trusted, socket, VOLLEY);
                interval(socket);
            }
            assertThat(admitted("127.0.0.10")).isEqualTo(5 * VOLLEY);
        }
    }

    @Test
    void aBlackholeIsTheKernelsWorkUntilItEnds() throws IOException {
        Channel socket = listen("127.0.0.1");
        instances.set("blackholeSince", 0).set("blackholeUntil", 60_000).set("blackholeLifted", -1);
        apply();
        try (DatagramSocket client = client("127.0.0.9")) {
            flood(client, socket);
            int before = dropped(socket);
            send(client, socket, VOLLEY);
            interval(socket);
            assertThat(dropped(socket) - before).isEqualTo(VOLLEY);
            assertThat(refused).containsOnlyKeys(Ending.REFUSED_BLACKHOLE);
            clock.advanceMillis(60_000);
            awaitDetached(socket, client);
            send(client, socket, 1);
            interval(socket);
            assertThat(admitted("127.0.0.9")).isPositive();
        }
    }

    @Test
    void ofIpv6ItDropsTheOffenderToo() throws IOException {
        instances.set("black", "::1");
        Channel socket = listen("::1");
        try (DatagramSocket offender = client("::1")) {
            flood(offender, socket);
            int before = dropped(socket);
            send(offender, socket, VOLLEY);
            interval(socket);
            assertThat(dropped(socket) - before).isEqualTo(VOLLEY);
        }
    }

    @Test
    void noMoreSourcesAreDroppedThanItsSize() throws IOException {
        guards = guards(new FloodSettings(100, 2, INTERVAL, 10));
        instances.set("black", "127.0.0.0/24");
        Channel socket = listen("127.0.0.1");
        try (DatagramSocket first = client("127.0.0.9"); DatagramSocket second = client("127.0.0.10"); DatagramSocket light = client("127.0.0.11")) {
            for (int i = 0; i < 3; i++) {
                send(first, socket, VOLLEY);
                send(second, socket, VOLLEY);
                send(light, socket, 5);
                interval(socket);
            }
            int before = dropped(socket);
            send(first, socket, 100);
            send(second, socket, 100);
            send(light, socket, 100);
            interval(socket);
            assertThat(dropped(socket) - before).isEqualTo(200);
        }
    }

    @Test
    void aKernelThatTakesNoFilterChangesNothingButTheCost() throws IOException {
        Channel socket = listen("127.0.0.1");
        socket.config().setOption(new IntegerUnixChannelOption("SO_LOCK_FILTER", 1, 44), 1);
        try (DatagramSocket offender = client("127.0.0.9")) {
            for (int i = 0; i < 5; i++) {
                send(offender, socket, VOLLEY);
                interval(socket);
            }
        }
        assertThat(dropped(socket)).isZero();
        assertThat(refused.get(Ending.REFUSED_SOURCE_PACKETS)).isEqualTo(sent - admitted("127.0.0.9"));
    }

    @Test
    void theKernelTakesTheLargestProgramsInPlaceOfEachOther() {
        for (String address : new String[] {"127.0.0.1", "::1"}) {
            Channel socket = listen(address);
            boolean ipv4 = address.equals("127.0.0.1");
            List<DropProgram.Thinned> sources = IntStream.range(0, DropProgram.SOURCES_MAX)
                    .mapToObj(number -> new DropProgram.Thinned(number, 0xffff_0000_0000L | number * 77_777L, 0.5)).toList();
            int[] ports = IntStream.rangeClosed(1, DropProgram.PORTS_MAX).toArray();
            KernelFilter filter = new KernelFilter(socket);
            for (int i = 0; i < 3; i++) {
                assertThat(filter.attach(DropProgram.of(ipv4, ports, sources))).isTrue();
            }
            filter.detach();
            assertThat(filter.attached()).isFalse();
        }
    }

    @Test
    void whatCannotBeToldByItsSourceTakesNoMoreThanItsShareOfTheLoop() {
        instances.set("payloadMax", 50);
        apply();
        EmbeddedChannel socket = new EmbeddedChannel(new DatagramGuardHandler(guards.rule(Instances.UDP), meters.rule(Instances.UDP), () -> 0, true));
        socket.freezeTime();
        turn(socket, 99, 1);
        assertThat(socket.config().isAutoRead()).as("a millisecond for 10 percent of the time is owed 9").isFalse();
        socket.advanceTimeBy(8, TimeUnit.MILLISECONDS);
        socket.runScheduledPendingTasks();
        assertThat(socket.config().isAutoRead()).isFalse();
        socket.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        socket.runScheduledPendingTasks();
        assertThat(socket.config().isAutoRead()).isTrue();
        socket.finishAndReleaseAll();
    }

    @Test
    void aSocketOfWhichMoreThanATenthIsAdmittedNeverRests() {
        instances.set("payloadMax", 50);
        apply();
        EmbeddedChannel socket = new EmbeddedChannel(new DatagramGuardHandler(guards.rule(Instances.UDP), meters.rule(Instances.UDP), () -> 0, true));
        turn(socket, 89, 11);
        assertThat(socket.config().isAutoRead()).isTrue();
        socket.finishAndReleaseAll();
    }

    @Test
    void whatIsRefusedForWantOfASessionCountsAsWell() {
        AtomicLong refusedLater = new AtomicLong();
        instances.set("payloadMax", 50);
        apply();
        EmbeddedChannel socket = new EmbeddedChannel(
                new DatagramGuardHandler(guards.rule(Instances.UDP), meters.rule(Instances.UDP), refusedLater::get, true));
        refusedLater.set(9);
        turn(socket, 26, 10);
        assertThat(socket.config().isAutoRead()).isFalse();
        socket.finishAndReleaseAll();
    }

    /** A turn of a millisecond with so many datagrams that are refused, and so many that are not. */
    private void turn(EmbeddedChannel socket, int tooLong, int fine) {
        for (int i = 0; i < tooLong + fine; i++) {
            InetSocketAddress sender = new InetSocketAddress(InetAddress.ofLiteral("10.0." + i / 200 + "." + (1 + i % 200)), 9_000);
            socket.pipeline().fireChannelRead(new DatagramPacket(Unpooled.wrappedBuffer(new byte[i < tooLong ? 60 : 10]), sender, sender));
        }
        clock.advanceMillis(1);
        socket.pipeline().fireChannelReadComplete();
    }
}
