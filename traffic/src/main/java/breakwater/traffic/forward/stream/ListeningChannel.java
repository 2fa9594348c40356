package breakwater.traffic.forward.stream;

import io.netty.channel.AbstractServerChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.NativeInetAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Optional;

/**
 * A listening TCP socket. It fires each accepted connection as a {@link StreamChannel} that is not registered yet, and a failure to accept as an
 * {@link IOException}; while it does not read by itself, clients wait in the kernel. It belongs to its event loop.
 */
public final class ListeningChannel extends AbstractServerChannel {
    /** Connections that are accepted before other sockets have their turn. */
    private static final int ACCEPTS_PER_TURN = 64;
    /** The length of an address, 16 bytes of it, 4 of its scope and 4 of the port, as the native code writes them. */
    private static final int ADDRESS_BYTES = 25;
    /** Nothing that can happen to it: what is registered for nothing at all could not be registered again. */
    private static final EpollIoOps NOTHING = EpollIoOps.EPOLLERR;

    private final Socket socket;
    private final int backlog;
    private final Handle handle = new Handle();
    private final byte[] client = new byte[ADDRESS_BYTES];
    private final ChannelConfig config = new DefaultChannelConfig(this) {
        @Override
        protected void autoReadCleared() {
            rest();
        }
    };
    private Optional<IoRegistration> registration = Optional.empty();
    private boolean accepting;
    private volatile boolean active;

    private ListeningChannel(Socket socket, int backlog) {
        this.socket = socket;
        this.backlog = backlog;
    }

    /**
     * A socket that is to be bound.
     *
     * @param backlog connections that the kernel completes before they are accepted
     * @throws ChannelException when there are no descriptors left
     */
    public static ListeningChannel of(SocketProtocolFamily family, int backlog) {
        ListeningChannel channel = new ListeningChannel(LinuxSocket.newSocketStream(family), backlog);
        try {
            channel.socket.setReuseAddress(true);
            // Accepted sockets inherit it.
            channel.socket.setTcpNoDelay(true);
        } catch (IOException e) {
            channel.unsafe().closeForcibly();
            throw new ChannelException(e);
        }
        return channel;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof IoEventLoop kernel && kernel.isCompatible(Handle.class);
    }

    @Override
    protected SocketAddress localAddress0() {
        return socket.localAddress();
    }

    @Override
    protected void doRegister(ChannelPromise promise) {
        ((IoEventLoop) eventLoop()).register(handle).addListener(registered -> {
            if (registered.isSuccess()) {
                registration = Optional.of((IoRegistration) registered.getNow());
                promise.setSuccess();
            } else {
                promise.setFailure(registered.cause());
            }
        });
    }

    @Override
    protected void doBind(SocketAddress address) throws IOException {
        socket.bind(address);
        socket.listen(backlog);
        active = true;
    }

    @Override
    protected void doBeginRead() {
        if (!accepting && registration.isPresent()) {
            accepting = true;
            registration.get().submit(EpollIoOps.EPOLLIN);
        }
    }

    private void rest() {
        if (accepting && registration.filter(IoRegistration::isValid).isPresent()) {
            accepting = false;
            registration.get().submit(NOTHING);
        }
    }

    /** The loop forgets the descriptor first: once it is closed, the next socket of this turn may be given it and be registered. */
    @Override
    protected void doClose() throws IOException {
        active = false;
        doDeregister();
        socket.close();
    }

    @Override
    protected void doDeregister() {
        registration.ifPresent(IoRegistration::cancel);
    }

    private void accept() {
        Optional<Throwable> failure = Optional.empty();
        try {
            int accepts = 0;
            int accepted = socket.accept(client);
            while (accepted >= 0) {
                pipeline().fireChannelRead(new StreamChannel(this, new Socket(accepted), NativeInetAddress.address(client, 1, client[0])));
                accepted = ++accepts < ACCEPTS_PER_TURN && accepting ? socket.accept(client) : -1;
            }
        } catch (Throwable e) {
            // Also want of memory: thrown on, it would end the loop with every connection on it.
            failure = Optional.of(e);
        }
        pipeline().fireChannelReadComplete();
        failure.ifPresent(pipeline()::fireExceptionCaught);
    }

    /** What the event loop tells of the socket. */
    private final class Handle implements EpollIoHandle {
        @Override
        public FileDescriptor fd() {
            return socket;
        }

        @Override
        public void handle(IoRegistration unused, IoEvent event) {
            if (active && accepting) {
                accept();
            }
        }

        @Override
        public void close() {
            unsafe().close(unsafe().voidPromise());
        }
    }
}
