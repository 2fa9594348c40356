package breakwater.traffic.forward;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.spi.SelectorProvider;

/**
 * Makes the sockets of the plane: by the kernel's own interface (epoll) where its library can be loaded, by the JDK's elsewhere. Any
 * thread. A socket is of the family of its address: an IPv6 socket for an IPv4 address would show us mapped addresses.
 *
 * <p>Making one throws {@link io.netty.channel.ChannelException} when there are no descriptors left.
 */
public enum Sockets {
    /** Netty's native epoll transport. */
    EPOLL,
    /** The JDK's selectors; slower, and everywhere. */
    NIO;

    /** The kernel's TCP_CLOSE (include/net/tcp_states.h). */
    private static final int TCP_CLOSE = 7;
    private static final System.Logger LOG = System.getLogger(Sockets.class.getName());

    /** The best that this machine has; says so in the log when it is the slower one. */
    public static Sockets best() {
        if (Epoll.isAvailable()) {
            return EPOLL;
        }
        LOG.log(System.Logger.Level.WARNING, "the native epoll transport cannot be used, so traffic is carried more slowly: "
                + Epoll.unavailabilityCause());
        return NIO;
    }

    /** What drives the sockets of an event loop. */
    public IoHandlerFactory ioHandlers() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    /** A socket that will listen on this address. */
    public ServerSocketChannel listening(InetAddress address) {
        return switch (this) {
            case EPOLL -> new EpollServerSocketChannel(family(address));
            case NIO -> new NioServerSocketChannel(SelectorProvider.provider(), family(address));
        };
    }

    /** A socket that will connect to this address. */
    public SocketChannel connecting(InetAddress address) {
        return switch (this) {
            case EPOLL -> new EpollSocketChannel(family(address));
            case NIO -> new NioSocketChannel();
        };
    }

    /** A datagram socket for this address. */
    public DatagramChannel datagrams(InetAddress address) {
        return switch (this) {
            case EPOLL -> new EpollDatagramChannel(family(address));
            case NIO -> new NioDatagramChannel(family(address));
        };
    }

    /** Whether the kernel has given the connection up, as after a reset; false where it cannot be asked. */
    public static boolean gone(SocketChannel channel) {
        return channel.isOpen() && channel instanceof EpollSocketChannel epoll && epoll.tcpInfo().state() == TCP_CLOSE;
    }

    /**
     * Ends what is sent on a connection, whose outbound queue must be empty. Netty's own way makes an exception with its stack trace for
     * that queue, which costs more than everything else at the end of a short connection.
     */
    public static void endOutput(SocketChannel channel) {
        if (channel instanceof EpollSocketChannel epoll && epoll.fd() instanceof Socket socket) {
            try {
                socket.shutdown(false, true);
            } catch (IOException | NotYetConnectedException alreadyGone) {
                LOG.log(System.Logger.Level.TRACE, "its other end was faster", alreadyGone);
            }
        } else {
            channel.shutdownOutput();
        }
    }

    private static SocketProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }
}
