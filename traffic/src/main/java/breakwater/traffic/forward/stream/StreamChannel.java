package breakwater.traffic.forward.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.UncheckedBooleanSupplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/**
 * A TCP connection, accepted or to be connected. It belongs to its event loop; {@link #isOpen} and {@link #isActive} may be asked by any thread.
 *
 * <p>Netty's own epoll channel asks the kernel some twenty times for a connection beyond carrying it: for its addresses, for the size of its buffer,
 * and for a change of what it waits for at each turn of its life. This one registers once, edge-triggered, for everything that can
 * happen, and remembers what it was told until somebody wants to read or write. An end of the other side is told as
 * {@link ChannelInputShutdownEvent} where {@link io.netty.channel.ChannelOption#ALLOW_HALF_CLOSURE} is set, and closes the channel where
 * not; a reset is told as an {@link IOException}, also while nobody reads.
 */
public final class StreamChannel extends AbstractChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);
    /** EPOLLHUP (include/uapi/linux/eventpoll.h): both directions have ended. The kernel tells it unasked. */
    private static final int EPOLLHUP = 0x10;
    /** EPOLLPRI (the same file): there is an urgent byte, before which a read ends, however much came after it. */
    private static final int URGENT = 0x2;
    private static final int WRITABLE = EpollIoOps.EPOLLOUT.value();
    private static final int FAILED = EpollIoOps.EPOLLERR.value();
    private static final int ENDED = EpollIoOps.EPOLLRDHUP.value() | EPOLLHUP;
    private static final int READABLE = EpollIoOps.EPOLLIN.value() | ENDED | FAILED | URGENT;
    private static final EpollIoOps EVERYTHING = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLOUT).with(EpollIoOps.EPOLLRDHUP)
            .with(EpollIoOps.valueOf(URGENT)).with(EpollIoOps.EPOLLET);

    private final Socket socket;
    private final Optional<InetSocketAddress> accepted;
    private final StreamConfig config = new StreamConfig(this);
    private Optional<IoRegistration> registration = Optional.empty();
    private Optional<ChannelPromise> connecting = Optional.empty();
    private volatile boolean active;
    private volatile boolean closed;

    private boolean readWanted;
    private boolean reading;
    private boolean readPlanned;
    /** Whether there may be something to read: the kernel does not tell it a second time. */
    private boolean readable;
    /** Whether a read that did not fill its buffer may have left something: the connection has failed, or there was an urgent byte. */
    private boolean readToTheEnd;
    /** Whether the other side has ended its half: everything it sent has come. */
    private boolean endTold;
    private boolean inputEnded;
    /** Whether the kernel took less than it was given; it tells when there is room. */
    private boolean full;

    StreamChannel(ListeningChannel parent, Socket socket, InetSocketAddress client) {
        super(parent, StreamId.next());
        this.socket = socket;
        this.accepted = Optional.of(client);
        this.active = true;
    }

    private StreamChannel(Socket socket) {
        super(null, StreamId.next());
        this.socket = socket;
        this.accepted = Optional.empty();
    }

    /**
     * A connection that is to be opened.
     *
     * @throws ChannelException when there are no descriptors left
     */
    public static StreamChannel connecting(SocketProtocolFamily family) {
        StreamChannel channel = new StreamChannel(LinuxSocket.newSocketStream(family));
        try {
            // What a relay writes it has read as one: there is nothing for the kernel to wait for.
            channel.socket.setTcpNoDelay(true);
        } catch (IOException e) {
            channel.unsafe().closeForcibly();
            throw new ChannelException(e);
        }
        return channel;
    }

    /** Gives the kernel what it takes of these bytes, and answers how much that was. Nothing else may be waiting to be sent. */
    public int send(ByteBuf bytes) throws IOException {
        int wanted = bytes.readableBytes();
        int taken;
        if (bytes.hasMemoryAddress()) {
            taken = socket.sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex());
        } else {
            ByteBuffer view = bytes.internalNioBuffer(bytes.readerIndex(), wanted);
            taken = socket.send(view, view.position(), view.limit());
        }
        full = taken < wanted;
        return taken;
    }

    /** Ends what is sent; nothing may be waiting. What the other side sends is read on. */
    public void endOutput() throws IOException {
        socket.shutdown(false, true);
    }

    void lingerSeconds(int seconds) {
        try {
            socket.setSoLinger(seconds);
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    boolean noDelay() {
        try {
            return socket.isTcpNoDelay();
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    void readCleared() {
        readWanted = false;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof IoEventLoop kernel && kernel.isCompatible(StreamUnsafe.class);
    }

    @Override
    protected SocketAddress localAddress0() {
        return socket.localAddress();
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return accepted.orElseGet(socket::remoteAddress);
    }

    @Override
    protected void doRegister(ChannelPromise promise) {
        ((IoEventLoop) eventLoop()).register((StreamUnsafe) unsafe()).addListener(registered -> {
            if (registered.isSuccess()) {
                listen((IoRegistration) registered.getNow(), promise);
            } else {
                promise.setFailure(registered.cause());
            }
        });
    }

    /** Only now is the kernel asked to watch the socket, and it may have no memory for that. */
    private void listen(IoRegistration made, ChannelPromise promise) {
        try {
            made.submit(EVERYTHING);
        } catch (UncheckedIOException e) {
            made.cancel();
            promise.setFailure(e.getCause());
            return;
        }
        registration = Optional.of(made);
        promise.setSuccess();
    }

    @Override
    protected void doBeginRead() {
        readWanted = !inputEnded;
        readLater();
    }

    private void readLater() {
        if (readable && readWanted && !reading && !readPlanned && registration.isPresent() && !closed) {
            readPlanned = true;
            eventLoop().execute((StreamUnsafe) unsafe());
        }
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            throw new UnsupportedOperationException("only bytes can be sent, not " + message.getClass());
        }
        if (bytes.isDirect() && bytes.nioBufferCount() == 1) {
            return bytes;
        }
        ByteBuf direct = alloc().directBuffer(bytes.readableBytes()).writeBytes(bytes);
        bytes.release();
        return direct;
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer waiting) throws IOException {
        for (Object next = waiting.current(); next != null; next = waiting.current()) {
            ByteBuf bytes = (ByteBuf) next;
            if (!bytes.isReadable()) {
                waiting.remove();
                continue;
            }
            waiting.removeBytes(send(bytes));
            if (full) {
                return;
            }
        }
    }

    @Override
    protected void doBind(SocketAddress local) throws IOException {
        socket.bind(local);
    }

    @Override
    protected void doDisconnect() throws IOException {
        doClose();
    }

    /**
     * What is registered keeps its descriptor until the loop has told of everything it has heard: a socket that was made meanwhile would get the same
     * number, and be told what concerned this one.
     */
    @Override
    protected void doClose() throws IOException {
        closed = true;
        active = false;
        connecting.ifPresent(promise -> promise.tryFailure(new ClosedChannelException()));
        connecting = Optional.empty();
        if (registration.filter(IoRegistration::isValid).isEmpty()) {
            socket.close();
        }
    }

    @Override
    protected void doDeregister() throws IOException {
        // In this order: the kernel forgets what is closed by itself.
        socket.close();
        registration.ifPresent(IoRegistration::cancel);
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new StreamUnsafe();
    }

    private final class StreamUnsafe extends AbstractUnsafe implements EpollIoHandle, Runnable {
        @Override
        public FileDescriptor fd() {
            return socket;
        }

        @Override
        public void close() {
            close(voidPromise());
        }

        @Override
        public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
            if (!promise.setUncancellable() || !ensureOpen(promise)) {
                return;
            }
            try {
                if (local != null) {
                    doBind(local);
                }
                connecting = Optional.of(promise);
                if (socket.connect(remote)) {
                    connected();
                }
            } catch (IOException e) {
                connectFailed(annotateConnectException(e, remote));
            }
        }

        private void connected() {
            ChannelPromise promise = connecting.orElseThrow();
            connecting = Optional.empty();
            active = true;
            promise.trySuccess();
            if (active) {
                pipeline().fireChannelActive();
            }
        }

        private void connectFailed(Throwable cause) {
            Optional<ChannelPromise> promise = connecting;
            connecting = Optional.empty();
            promise.ifPresent(waiting -> waiting.tryFailure(cause));
            close(voidPromise());
        }

        @Override
        public void handle(IoRegistration unused, IoEvent event) {
            int events = ((EpollIoEvent) event).ops().value();
            if (!closed && connecting.isPresent()) {
                finishConnect(events);
            }
            if (active && full && (events & WRITABLE) != 0) {
                full = false;
                flush0();
            }
            if (active && (events & READABLE) != 0) {
                readable = !inputEnded;
                readToTheEnd |= (events & (FAILED | URGENT)) != 0;
                endTold |= (events & ENDED) != 0;
                if (readable && readWanted) {
                    read();
                } else if ((events & FAILED) != 0) {
                    failUnread();
                }
            }
        }

        /** A socket that can be written to and has not failed is connected; why it has failed the kernel is asked. */
        private void finishConnect(int events) {
            try {
                if ((events & (FAILED | EPOLLHUP)) != 0 ? socket.finishConnect() : (events & WRITABLE) != 0) {
                    connected();
                }
            } catch (IOException e) {
                connectFailed(e);
            }
        }

        /** The connection is lost and nobody reads, who would notice. */
        private void failUnread() {
            try {
                if (socket.getSoError() != 0) {
                    failed(new IOException("the connection was reset"));
                }
            } catch (IOException e) {
                failed(e);
            }
        }

        private void failed(Throwable cause) {
            readable = false;
            pipeline().fireExceptionCaught(cause);
            close(voidPromise());
        }

        /** The loop comes to what was left to be read. */
        @Override
        public void run() {
            readPlanned = false;
            if (active && readable && readWanted) {
                read();
            }
        }

        private void read() {
            RecvByteBufAllocator.ExtendedHandle turn = (RecvByteBufAllocator.ExtendedHandle) recvBufAllocHandle();
            turn.reset(config);
            Optional<Throwable> failure = Optional.empty();
            reading = true;
            try {
                do {
                    ByteBuf bytes = turn.allocate(config.getAllocator());
                    if (!received(turn, bytes)) {
                        bytes.release();
                        break;
                    }
                    turn.incMessagesRead(1);
                    readWanted = false;
                    pipeline().fireChannelRead(bytes);
                } while (active && readable && turn.continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER));
            } catch (Throwable e) {
                // Also want of memory ends this connection alone: thrown on, it would end the loop, and events are told once.
                failure = Optional.of(e);
            }
            turn.readComplete();
            pipeline().fireChannelReadComplete();
            reading = false;
            if (failure.isPresent()) {
                failed(failure.get());
            } else if (inputEnded && active) {
                tellEnd();
            } else {
                readLater();
            }
        }

        /** Reads into a buffer, and answers whether there was something. */
        private boolean received(RecvByteBufAllocator.ExtendedHandle turn, ByteBuf bytes) throws IOException {
            int room = bytes.writableBytes();
            turn.attemptedBytesRead(room);
            int count;
            try {
                count = receive(bytes);
            } catch (IOException e) {
                bytes.release();
                throw e;
            }
            turn.lastBytesRead(count);
            if (count <= 0) {
                readable = false;
                inputEnded = count < 0;
                return false;
            }
            bytes.writerIndex(bytes.writerIndex() + count);
            // Else a read that did not fill its buffer took everything. What comes later is told anew, and so are the end and an urgent byte.
            readable = count == room || readToTheEnd;
            inputEnded = endTold && !readable;
            return true;
        }

        private int receive(ByteBuf bytes) throws IOException {
            if (bytes.hasMemoryAddress()) {
                return socket.recvAddress(bytes.memoryAddress(), bytes.writerIndex(), bytes.capacity());
            }
            ByteBuffer view = bytes.internalNioBuffer(bytes.writerIndex(), bytes.writableBytes());
            return socket.recv(view, view.position(), view.limit());
        }

        private void tellEnd() {
            readWanted = false;
            if (config.halfClosure()) {
                pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            } else {
                close(voidPromise());
            }
        }

        @Override
        protected void flush0() {
            if (!full) {
                super.flush0();
            }
        }
    }
}
