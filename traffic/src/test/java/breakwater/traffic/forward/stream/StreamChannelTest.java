package breakwater.traffic.forward.stream;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.traffic.LeakWatch;
import breakwater.traffic.PlaneFixture;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandler;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections and listening sockets of the event loops, against the JDK's sockets on their other side. */
@ExtendWith(LeakWatch.class)
class StreamChannelTest {
    private static final int READ_BYTES = 4_096;
    private static final int READS_PER_TURN = 4;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final BlockingQueue<Side> sides = new LinkedBlockingQueue<>();
    private ListeningChannel listening;
    private InetSocketAddress address;

    @BeforeEach
    void listen() {
        listening = ListeningChannel.of(SocketProtocolFamily.INET, 1_024);
        listening.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object accepted) {
                Side side = new Side((Channel) accepted, true);
                context.channel().eventLoop().register(side.channel);
                sides.add(side);
            }
        });
        group.register(listening).syncUninterruptibly();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).syncUninterruptibly();
        address = (InetSocketAddress) listening.localAddress();
    }

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** What a channel told, as text: bytes, ends and failures in their order. */
    private static final class Side extends ChannelInboundHandlerAdapter {
        final Channel channel;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<String> told = new ArrayList<>();

        Side(Channel channel, boolean halfClosure) {
            this.channel = channel;
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, halfClosure);
            channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(READS_PER_TURN));
            channel.pipeline().addLast(this);
        }

        @Override
        public synchronized void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf read = (ByteBuf) message;
            byte[] copy = new byte[read.readableBytes()];
            read.readBytes(copy).release();
            bytes.writeBytes(copy);
        }

        @Override
        public synchronized void userEventTriggered(ChannelHandlerContext context, Object event) {
            told.add(event == ChannelInputShutdownEvent.INSTANCE ? "end" : event.toString());
        }

        @Override
        public synchronized void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            told.add(cause instanceof IOException ? "reset" : cause.toString());
        }

        @Override
        public synchronized void channelInactive(ChannelHandlerContext context) {
            told.add("closed");
        }

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }

        synchronized List<String> told() {
            return List.copyOf(told);
        }

        void awaitTold(String... expected) {
            PlaneFixture.await(() -> told().equals(List.of(expected)), () -> "told " + told() + ", not " + Arrays.toString(expected));
        }

        void awaitBytes(int count) {
            PlaneFixture.await(() -> bytes().length >= count, () -> bytes().length + " of " + count + " bytes");
        }

        /** What the loop was told before is done when this returns. */
        void reads(boolean wanted) {
            channel.eventLoop().submit(() -> channel.config().setAutoRead(wanted)).syncUninterruptibly();
        }
    }

    private Socket client() throws IOException {
        return PlaneFixture.connect(address);
    }

    private Side accepted() throws InterruptedException {
        Side side = sides.poll(10, TimeUnit.SECONDS);
        assertThat(side).as("a connection that was accepted").isNotNull();
        PlaneFixture.await(side.channel::isRegistered, () -> "it was not registered");
        return side;
    }

    private static byte[] noise(int count) {
        byte[] noise = new byte[count];
        new Random(count).nextBytes(noise);
        return noise;
    }

    @Test
    void whatCameWhileNobodyReadIsReadToItsEndWhenSomebodyDoes() throws Exception {
        try (Socket client = client()) {
            Side side = accepted();
            side.reads(false);
            // More than a turn reads, and the end is there before the first turn: nothing new will happen to the socket.
            byte[] sent = noise(3 * READS_PER_TURN * READ_BYTES + 100);
            client.getOutputStream().write(sent);
            client.shutdownOutput();
            // What a socket of this loop hears after that, the loop was not told before.
            try (Socket later = client()) {
                Side other = accepted();
                later.getOutputStream().write('x');
                other.awaitBytes(1);
            }
            assertThat(side.bytes()).isEmpty();
            assertThat(side.told()).isEmpty();
            side.reads(true);
            side.awaitTold("end");
            assertThat(side.bytes()).isEqualTo(sent);
        }
    }

    @Test
    void anEndIsToldOnceAndTheOtherHalfGoesOn() throws Exception {
        try (Socket client = client()) {
            Side side = accepted();
            client.getOutputStream().write("ask".getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            side.awaitTold("end");
            side.reads(false);
            side.reads(true);
            side.channel.writeAndFlush(Unpooled.copiedBuffer("answer", StandardCharsets.US_ASCII)).syncUninterruptibly();
            assertThat(client.getInputStream().readNBytes(6)).isEqualTo("answer".getBytes(StandardCharsets.US_ASCII));
            side.channel.close().syncUninterruptibly();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            side.awaitTold("end", "closed");
        }
    }

    @Test
    void withoutHalfClosureAnEndClosesTheChannel() throws Exception {
        try (Socket client = client()) {
            Side side = accepted();
            side.channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
            client.shutdownOutput();
            side.awaitTold("closed");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aResetIsToldAlsoWhileNobodyReads() throws Exception {
        Socket client = client();
        Side side = accepted();
        side.reads(false);
        client.setSoLinger(true, 0);
        client.close();
        side.awaitTold("reset", "closed");
    }

    @Test
    void aResetIsToldAlsoAfterTheEnd() throws Exception {
        Socket client = client();
        Side side = accepted();
        client.shutdownOutput();
        side.awaitTold("end");
        client.setSoLinger(true, 0);
        client.close();
        side.awaitTold("end", "reset", "closed");
    }

    @Test
    void whatTheKernelDoesNotTakeIsSentWhenThereIsRoom() throws Exception {
        try (Socket client = client()) {
            Side side = accepted();
            byte[] all = noise(16 << 20);
            List<ChannelFuture> written = new ArrayList<>();
            for (int from = 0; from < all.length; from += 1 << 18) {
                written.add(side.channel.writeAndFlush(Unpooled.wrappedBuffer(all, from, 1 << 18)));
            }
            assertThat(written.getLast().isDone()).isFalse();
            assertThat(client.getInputStream().readNBytes(all.length)).isEqualTo(all);
            written.forEach(ChannelFuture::syncUninterruptibly);
        }
    }

    @Test
    void aConnectionIsOpenedAndCarriesBothWays() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Side side = new Side(StreamChannel.connecting(SocketProtocolFamily.INET), true);
            group.register(side.channel).syncUninterruptibly();
            assertThat(side.channel.isActive()).isFalse();
            side.channel.connect(server.getLocalSocketAddress()).syncUninterruptibly();
            try (Socket there = server.accept()) {
                assertThat(side.channel.remoteAddress()).isEqualTo(server.getLocalSocketAddress());
                assertThat(side.channel.localAddress()).isEqualTo(there.getRemoteSocketAddress());
                side.channel.writeAndFlush(Unpooled.copiedBuffer("x", StandardCharsets.US_ASCII)).syncUninterruptibly();
                assertThat(there.getInputStream().read()).isEqualTo('x');
                there.getOutputStream().write(noise(READ_BYTES));
                side.awaitBytes(READ_BYTES);
                assertThat(side.bytes()).isEqualTo(noise(READ_BYTES));
            }
            side.awaitTold("end");
        }
    }

    @Test
    void aConnectionThatIsRefusedFailsAndIsClosed() throws Exception {
        Channel channel = StreamChannel.connecting(SocketProtocolFamily.INET);
        group.register(channel).syncUninterruptibly();
        ChannelFuture refused = channel.connect(PlaneFixture.nobody()).awaitUninterruptibly();
        assertThat(refused.cause()).isInstanceOf(ConnectException.class);
        channel.closeFuture().syncUninterruptibly();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aConnectionThatIsClosedWhileItOpensFails() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Channel channel = StreamChannel.connecting(SocketProtocolFamily.INET);
            group.register(channel).syncUninterruptibly();
            ChannelFuture connecting = channel.eventLoop().submit(() -> {
                ChannelFuture begun = channel.connect(server.getLocalSocketAddress());
                channel.close();
                return begun;
            }).syncUninterruptibly().getNow();
            assertThat(connecting.awaitUninterruptibly().cause()).isInstanceOf(ClosedChannelException.class);
            assertThat(channel.isOpen()).isFalse();
        }
    }

    @Test
    void aCrowdOfClientsIsAcceptedWholeAndWaitsWhileAcceptingRests() throws Exception {
        listening.eventLoop().submit(() -> listening.config().setAutoRead(false)).syncUninterruptibly();
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                clients.add(client());
            }
            assertThat(sides).isEmpty();
            listening.eventLoop().submit(() -> listening.config().setAutoRead(true)).syncUninterruptibly();
            for (int i = 0; i < clients.size(); i++) {
                accepted();
            }
        } finally {
            for (Socket each : clients) {
                each.close();
            }
        }
    }

    @Test
    void anAcceptedConnectionKnowsItsClientAndNeverWaitsForMoreToSend() throws Exception {
        try (Socket client = client()) {
            Side side = accepted();
            assertThat(side.channel.remoteAddress()).isEqualTo(client.getLocalSocketAddress());
            assertThat(side.channel.localAddress()).isEqualTo(address);
            assertThat(side.channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
        }
    }

    /** A read ends before such a byte, however much came after it, and the kernel does not tell of that again. */
    @Test
    void whatFollowsAnUrgentByteIsReadWithoutAnythingMoreComing() throws Exception {
        try (Socket client = client()) {
            Side side = accepted();
            side.reads(false);
            client.getOutputStream().write("before".getBytes(StandardCharsets.US_ASCII));
            client.sendUrgentData('!');
            client.getOutputStream().write("after".getBytes(StandardCharsets.US_ASCII));
            side.reads(true);
            side.awaitBytes(11);
            assertThat(side.bytes()).as("an urgent byte stands beside the others").isEqualTo("beforeafter".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Thrown to the event loop it would end the loop and all its connections, or lose what the kernel told of others and tells once. */
    @Test
    void aReadForWhichThereIsNoMemoryEndsItsOwnConnectionAlone() throws Exception {
        try (Socket unlucky = client()) {
            Side poor = accepted();
            try (Socket other = client()) {
                Side side = accepted();
                poor.channel.config().setRecvByteBufAllocator(new NoMemory());
                unlucky.getOutputStream().write('x');
                poor.awaitTold("java.lang.OutOfMemoryError: none left", "closed");
                other.getOutputStream().write('y');
                side.awaitBytes(1);
            }
        }
    }

    private static final class NoMemory extends DefaultMaxMessagesRecvByteBufAllocator {
        @Override
        public Handle newHandle() {
            return new MaxMessageHandle() {
                @Override
                public int guess() {
                    return READ_BYTES;
                }

                @Override
                public ByteBuf allocate(ByteBufAllocator unused) {
                    throw new OutOfMemoryError("none left");
                }
            };
        }
    }

    /** New sockets are given the lowest descriptors that are free, so one of these is given that of the socket which is closed just before. */
    @Test
    void aListeningSocketGivesItsDescriptorBackForOthersInTheSameTurn() {
        EventLoop loop = listening.eventLoop();
        List<ListeningChannel> made = loop.submit(() -> {
            listening.close();
            List<ListeningChannel> others = Stream.generate(() -> ListeningChannel.of(SocketProtocolFamily.INET, 1)).limit(20).toList();
            others.forEach(loop::register);
            return others;
        }).syncUninterruptibly().getNow();
        assertThat(made).allMatch(Channel::isRegistered);
    }

    /** The kernel's events name a socket by its descriptor, and several are heard of at once. */
    @Test
    void aDescriptorIsNotGivenToAnotherSocketInTheTurnInWhichItWasClosed() throws Exception {
        try (Socket _ = client(); Socket _ = client()) {
            Channel first = accepted().channel;
            Channel second = accepted().channel;
            List<Integer> closed = List.of(descriptor(first), descriptor(second));
            List<Channel> made = second.eventLoop().submit(() -> {
                first.close();
                second.close();
                return List.<Channel>of(StreamChannel.connecting(SocketProtocolFamily.INET), StreamChannel.connecting(SocketProtocolFamily.INET));
            }).syncUninterruptibly().getNow();
            try {
                assertThat(made).extracting(StreamChannelTest::descriptor).doesNotContainAnyElementsOf(closed);
            } finally {
                made.forEach(each -> each.unsafe().closeForcibly());
            }
        }
    }

    @Test
    void aConnectionThatTheKernelHasNoMemoryToWatchFailsAndIsClosed() throws Exception {
        MultiThreadIoEventLoopGroup poor = new MultiThreadIoEventLoopGroup(1, StreamChannelTest::watchingNothing);
        try {
            Channel channel = StreamChannel.connecting(SocketProtocolFamily.INET);
            ChannelFuture registered = poor.register(channel);
            assertThat(registered.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(registered.cause()).hasMessage("no memory to watch it");
            assertThat(channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(((EpollIoHandle) channel.unsafe()).fd().isOpen()).as("its descriptor").isFalse();
        } finally {
            poor.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /** The kernel's epoll, except that it refuses every socket. */
    private static IoHandler watchingNothing(ThreadAwareExecutor loop) {
        IoHandler epoll = EpollIoHandler.newFactory().newHandler(loop);
        return (IoHandler) Proxy.newProxyInstance(IoHandler.class.getClassLoader(), new Class<?>[] {IoHandler.class}, (_, method, arguments) -> {
            Object answer = method.invoke(epoll, arguments);
            return answer instanceof IoRegistration registration ? new Unwatched(registration) : answer;
        });
    }

    private record Unwatched(IoRegistration registration) implements IoRegistration {
        @Override
        public <T> T attachment() {
            return registration.attachment();
        }

        @Override
        public long submit(IoOps unused) {
            throw new UncheckedIOException(new IOException("no memory to watch it"));
        }

        @Override
        public boolean isValid() {
            return registration.isValid();
        }

        @Override
        public boolean cancel() {
            return registration.cancel();
        }
    }

    private static int descriptor(Channel channel) {
        return ((EpollIoHandle) channel.unsafe()).fd().intValue();
    }
}
