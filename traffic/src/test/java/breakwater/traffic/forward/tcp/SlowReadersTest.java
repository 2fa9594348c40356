package breakwater.traffic.forward.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.RuleKey;
import breakwater.traffic.LeakWatch;
import breakwater.traffic.PlaneFixture;
import breakwater.traffic.TestOrigin;
import breakwater.traffic.UnansweringOrigin;
import breakwater.traffic.forward.OriginDenyList;
import breakwater.traffic.forward.OriginSet;
import breakwater.traffic.forward.Persistence;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.meter.Meters;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Row 28: many receivers that are behind share what their event loop may hold. The loop is given memory of its own, so that what it
 * really takes can be told.
 */
@ParameterizedClass
@EnumSource
@ExtendWith(LeakWatch.class)
class SlowReadersTest {
    private static final int READ_BYTES = 65_536;
    /** One receiver that is behind holds more than this of what its origin sends, and at most twice as much. */
    private static final int MARK_BYTES = 131_072;
    private static final RelaySettings SETTINGS =
            new RelaySettings(5_000, 3, 900_000, 120_000, READ_BYTES, MARK_BYTES / 4, MARK_BYTES, Long.MAX_VALUE);
    private static final RuleKey KEY = PlaneFixture.key("slow", 80);

    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);
    private final Meters meters = new Meters(System::nanoTime, 1);
    private final AtomicInteger over = new AtomicInteger();
    private final RelayOwner owner = new RelayOwner() {
        @Override
        public void over() {
            over.incrementAndGet();
        }

        @Override
        public void descriptorsRanOut(Throwable cause) {
            throw new AssertionError(cause);
        }
    };
    private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
    private final List<Socket> clients = new ArrayList<>();
    private final Sockets sockets;
    private final MultiThreadIoEventLoopGroup group;
    private RelayLoop loop;
    private long endedFull;

    SlowReadersTest(Sockets sockets) {
        this.sockets = sockets;
        group = new MultiThreadIoEventLoopGroup(1, sockets.ioHandlers());
    }

    private void start(long heldBytesMax) {
        loop = new RelayLoop((EventLoop) group.next(), sockets, SETTINGS, heldBytesMax, new OriginDenyList(true, List.of()), System::nanoTime, memory);
        loop.start(10);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket each : clients) {
            each.close();
        }
        loop.close(Ending.EDGE_STOPPED);
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Socket client(InetSocketAddress service) throws IOException {
        Socket client = PlaneFixture.connect(service);
        clients.add(client);
        return client;
    }

    private Channel accepted() throws InterruptedException {
        Channel channel = accepted.poll(10, TimeUnit.SECONDS);
        assertThat(channel).as("a connection that was accepted").isNotNull();
        return channel;
    }

    /** Where clients connect to be relayed to this origin. */
    private InetSocketAddress forward(InetSocketAddress origin) {
        RelayRule rule = rule(origin);
        ServerChannel listening = sockets.listening(InetAddress.getLoopbackAddress(), 1_024);
        listening.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                carry(rule, (Channel) message);
            }
        });
        loop.eventLoop().register(listening).syncUninterruptibly();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).syncUninterruptibly();
        return (InetSocketAddress) listening.localAddress();
    }

    private static RelayRule rule(InetSocketAddress origin) {
        ForwardingRule rule = PlaneFixture.tcp(80, origin);
        return new RelayRule(KEY, rule, OriginSet.of(KEY, rule, new Persistence(64, System::nanoTime)));
    }

    private void carry(RelayRule rule, Channel client) {
        client.pipeline().addLast(EagerWriter.INSTANCE).addLast(loop.relay(rule, client, 0, meters.rule(KEY).opened(), owner));
        loop.carry(client);
        accepted.add(client);
    }

    private long held() {
        return loop.eventLoop().submit(() -> loop.heldBytes().held()).syncUninterruptibly().getNow();
    }

    private int readBytes() {
        return loop.eventLoop().submit(() -> loop.heldBytes().readBytes()).syncUninterruptibly().getNow();
    }

    private void awaitHeld(long bytes) {
        PlaneFixture.await(() -> held() == bytes, () -> held() + " bytes are held, not " + bytes);
    }

    private long endedFull() {
        meters.drain().forEach(rule -> endedFull += rule.endings().getOrDefault(Ending.EDGE_FULL, 0L));
        return endedFull;
    }

    @Test
    void eachIsGivenLessOnceManyAreBehindAndNobodyIsEnded() throws Exception {
        int receivers = 12;
        long share = 8 * MARK_BYTES;
        start(share);
        try (TestOrigin endless = TestOrigin.start(SlowReadersTest::sendWithoutEnd); TestOrigin echo = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = forward(endless.address());
            List<Channel> deaf = new ArrayList<>();
            for (int i = 0; i < receivers; i++) {
                client(service);
                deaf.add(accepted());
            }
            PlaneFixture.await(() -> deaf.stream().noneMatch(Channel::isWritable), () -> "some origin is still read");
            assertThat(held()).isLessThanOrEqualTo(share);
            assertThat(readBytes()).as("one read, as long as many are behind").isEqualTo(READ_BYTES / 16);
            assertThat(memory.metric().usedDirectMemory()).as("what waits, in buffers that are at least half full, and what is being read")
                    .isLessThanOrEqualTo(2 * share + 2 * READ_BYTES);

            byte[] much = new byte[4 << 20];
            Socket quick = client(forward(echo.address()));
            Thread writing = Thread.ofVirtual().start(() -> send(quick, much));
            assertThat(quick.getInputStream().readNBytes(much.length)).as("what comes back to who reads").hasSameSizeAs(much);
            writing.join();
            assertThat(endedFull()).isZero();
            for (Socket each : clients) {
                each.close();
            }
            awaitHeld(0);
            assertThat(readBytes()).as("one read, when nobody is behind any more").isEqualTo(READ_BYTES);
        }
    }

    /** An origin that does not answer makes a client's bytes wait, and then how much waits is what the client sent. */
    @Test
    void whenTheLoopIsFullThoseThatHoldMostAreEnded() throws Exception {
        long share = 262_144;
        start(share);
        try (UnansweringOrigin origin = new UnansweringOrigin()) {
            InetSocketAddress service = forward(origin.address());
            // Less than one read, which would stop the client.
            client(service).getOutputStream().write(new byte[60_000]);
            Socket most = client(service);
            most.getOutputStream().write(new byte[65_000]);
            long sum = 125_000;
            awaitHeld(sum);
            int little = READ_BYTES / 16;
            while (sum + little <= share) {
                // Past a half, a client that has sent as much as one read of that time is stopped.
                client(service).getOutputStream().write(new byte[sum > share / 2 ? 2 * little : little]);
                sum += little;
                awaitHeld(sum);
            }
            assertThat(endedFull()).as("until it is full").isZero();
            client(service).getOutputStream().write(new byte[little]);
            awaitHeld(sum + little - 65_000);
            assertThat(endedFull()).isEqualTo(1);
            assertThat(over).hasValue(1);
            assertThatThrownBy(() -> most.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    /** The other kind of sockets cannot be registered with this loop: as one for which the kernel has no memory. */
    @Test
    void aConnectionThatCannotBeRegisteredIsOverAtOnce() {
        start(1 << 20);
        Channel foreign = (sockets == Sockets.EPOLL ? Sockets.NIO : Sockets.EPOLL).connecting(InetAddress.getLoopbackAddress());
        carry(rule(PlaneFixture.nobody()), foreign);
        PlaneFixture.await(() -> over.get() == 1, () -> "nobody was told");
        assertThat(endedFull()).isEqualTo(1);
        assertThat(loop.load()).isZero();
        assertThat(foreign.isOpen()).isFalse();
    }

    private static void sendWithoutEnd(Socket connection) throws IOException {
        byte[] some = new byte[READ_BYTES];
        while (!connection.isClosed()) {
            connection.getOutputStream().write(some);
        }
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
