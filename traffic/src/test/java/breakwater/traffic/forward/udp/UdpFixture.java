package breakwater.traffic.forward.udp;

import breakwater.model.reading.Ending;
import breakwater.model.reading.RuleReading;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.Transport;
import breakwater.traffic.forward.OriginDenyList;
import breakwater.traffic.forward.OriginSet;
import breakwater.traffic.forward.Persistence;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.meter.Meters;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One UDP rule on real sockets, with clients, origins and a monotonic clock that is moved by hand. */
final class UdpFixture implements AutoCloseable {
    /** How long a datagram on loopback may take on a busy machine before a test says that it was lost. */
    private static final int PATIENCE_MILLIS = 10_000;
    /** How long a test listens to find that nothing comes. */
    private static final int SILENCE_MILLIS = 200;
    private static final RuleKey KEY = new RuleKey("ddoscoo-cn-udp", Transport.UDP, 5_353);

    final AtomicLong nanos = new AtomicLong(1);
    final Meters meters = new Meters(nanos::get, 2);
    final OriginDenyList denyList = new OriginDenyList(true, List.of());
    final AtomicInteger descriptors = new AtomicInteger();
    volatile Ending admission = Ending.NONE;
    volatile boolean bandwidthLeft = true;
    final ConcurrentLinkedQueue<Boolean> closed = new ConcurrentLinkedQueue<>();
    final OriginSet origins;
    final UdpRule rule;
    final SessionPlaces places;
    private final MultiThreadIoEventLoopGroup loops;
    private final List<DatagramChannel> listeners = new ArrayList<>();
    private final List<UdpForwarder> forwarders = new ArrayList<>();
    private final List<DatagramSocket> sockets = new ArrayList<>();
    private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
    final InetSocketAddress service;
    long inBytes;
    long outBytes;
    long refusedAnswerBytes;
    private long openNow;

    /** @param origins where datagrams go */
    UdpFixture(SessionSettings settings, String serviceAddress, int loopCount, ProxyProtocol proxyProtocol, int persistenceSeconds,
               Sockets transport, InetSocketAddress... origins) {
        this(settings, serviceAddress, loopCount, proxyProtocol, persistenceSeconds, transport, address -> UdpChannels.listening(transport, address), origins);
    }

    /** @param listening makes listening sockets for an address */
    UdpFixture(SessionSettings settings, String serviceAddress, int loopCount, ProxyProtocol proxyProtocol, int persistenceSeconds,
               Sockets transport, Function<InetAddress, DatagramChannel> listening, InetSocketAddress... origins) {
        this.origins = OriginSet.of(KEY, ruleTo(persistenceSeconds, origins), new Persistence(64, nanos::get));
        SessionChecks checks = new SessionChecks() {
            @Override
            public Ending admit(long high, long low) {
                return admission;
            }

            @Override
            public void closed(long high, long low, boolean carriedData) {
                closed.add(carriedData);
            }

            @Override
            public boolean maySend(int bytes) {
                return bandwidthLeft;
            }
        };
        places = new SessionPlaces(settings.sessionsMax(), () -> {
            descriptors.incrementAndGet();
            return true;
        }, descriptors::decrementAndGet);
        rule = new UdpRule(settings, transport, places, denyList, checks, meters.rule(KEY), nanos::get, this.origins, proxyProtocol);
        loops = new MultiThreadIoEventLoopGroup(loopCount, transport.ioHandlers());
        InetSocketAddress bound = new InetSocketAddress(address(serviceAddress), 0);
        for (int loop = 0; loop < loopCount; loop++) {
            DatagramChannel listener = listening.apply(bound.getAddress());
            UdpForwarder forwarder = new UdpForwarder(rule);
            listener.pipeline().addLast(forwarder);
            loops.next().register(listener).syncUninterruptibly();
            listener.bind(bound).syncUninterruptibly();
            bound = listener.localAddress();
            listeners.add(listener);
            forwarders.add(forwarder);
        }
        service = bound;
    }

    static UdpFixture to(InetSocketAddress... origins) {
        return new UdpFixture(settings(3), "127.77.1.1", 1, ProxyProtocol.NONE, 0, Sockets.best(), origins);
    }

    /** Usual settings but for the factor, and a sweep that comes soon after the clock is moved. */
    static SessionSettings settings(int amplificationFactorMax) {
        return new SessionSettings(100, 50, 60_000, 15_000, 10, amplificationFactorMax, 3, 64 << 20);
    }

    static ForwardingRule ruleTo(int persistenceSeconds, InetSocketAddress... origins) {
        return new ForwardingRule(Transport.UDP, KEY.frontendPort(), List.of(origins), ProxyProtocol.NONE, persistenceSeconds,
                Optional.empty(), RulePolicy.NONE);
    }

    static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    /** A socket of a client or an origin, on an address of its own if asked for. */
    static DatagramSocket socket(String literal) {
        try {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address(literal), 0));
            socket.setReceiveBufferSize(4 << 20);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DatagramSocket client() {
        DatagramSocket socket = socket(service.getAddress() instanceof Inet4Address ? "127.0.0.1" : "::1");
        sockets.add(socket);
        return socket;
    }

    void send(DatagramSocket client, byte[] payload) throws IOException {
        client.send(new DatagramPacket(payload, payload.length, service));
    }

    void send(DatagramSocket client, String payload) throws IOException {
        send(client, payload.getBytes(StandardCharsets.UTF_8));
    }

    static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(packet);
        return packet;
    }

    /** Bytes of one's own, the same for the same length. */
    static byte[] random(int bytes) {
        return random(new SplittableRandom(bytes), bytes);
    }

    static byte[] random(SplittableRandom random, int bytes) {
        byte[] payload = new byte[bytes];
        random.nextBytes(payload);
        return payload;
    }

    static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    static byte[] bytes(DatagramPacket packet) {
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    static void answer(DatagramSocket origin, DatagramPacket to, byte[] payload) throws IOException {
        origin.send(new DatagramPacket(payload, payload.length, to.getSocketAddress()));
    }

    static void answer(DatagramSocket origin, DatagramPacket to, String payload) throws IOException {
        answer(origin, to, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether nothing comes. */
    static boolean silent(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        try {
            receive(socket);
            return false;
        } catch (SocketTimeoutException nothingCame) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    static InetSocketAddress at(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** How often an ending has been counted since the start. */
    long ended(Ending ending) {
        read();
        return endings.getOrDefault(ending, 0L);
    }

    long open() {
        read();
        return openNow;
    }

    void read() {
        for (RuleReading reading : meters.drain()) {
            reading.endings().forEach((ending, count) -> endings.merge(ending, count, Long::sum));
            inBytes += reading.inBytes();
            outBytes += reading.outBytes();
            refusedAnswerBytes += reading.endedBytes().getOrDefault(Ending.REFUSED_AMPLIFICATION, 0L);
            openNow = reading.activeConnections() + reading.idleConnections();
        }
    }

    /** Waits for what happens on another thread. */
    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never happened: " + what);
            }
            LockSupport.parkNanos(200_000);
        }
    }

    void changed() {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).eventLoop().submit(forwarders.get(i)::changed).syncUninterruptibly();
        }
    }

    void end(Ending ending) {
        for (int i = 0; i < listeners.size(); i++) {
            UdpForwarder forwarder = forwarders.get(i);
            listeners.get(i).eventLoop().submit(() -> forwarder.end(ending)).syncUninterruptibly();
        }
    }

    /** Sessions of each loop. */
    List<Integer> sessions() {
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < listeners.size(); i++) {
            EventLoop loop = listeners.get(i).eventLoop();
            counts.add(loop.submit(forwarders.get(i)::sessions).syncUninterruptibly().getNow());
        }
        return counts;
    }

    /** Without a word to anybody. */
    void closeSockets() {
        listeners.forEach(listener -> listener.close().syncUninterruptibly());
    }

    @Override
    public void close() {
        for (int loop = 0; loop < listeners.size(); loop++) {
            UdpForwarder forwarder = forwarders.get(loop);
            listeners.get(loop).eventLoop().submit(() -> forwarder.end(Ending.EDGE_STOPPED)).syncUninterruptibly();
        }
        closeSockets();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        sockets.forEach(DatagramSocket::close);
    }
}
