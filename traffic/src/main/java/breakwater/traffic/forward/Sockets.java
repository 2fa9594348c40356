package breakwater.traffic.forward;

import breakwater.traffic.forward.stream.ListeningChannel;
import breakwater.traffic.forward.stream.NioListeningChannel;
import breakwater.traffic.forward.stream.NioStreamChannel;
import breakwater.traffic.forward.stream.StreamChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.channels.NotYetConnectedException;

/**
 * Makes the sockets of the plane: by the kernel's own interface (epoll) where its library can be loaded, by the JDK's elsewhere. Any
 * thread. A socket is of the family of its address: an IPv6 socket for an IPv4 address would show us mapped addresses.
 *
 * <p>Making one throws {@link ChannelException} when there are no descriptors left.
 */
public enum Sockets {
    /** Netty's native epoll transport. */
    EPOLL,
    /** The JDK's selectors; slower, and everywhere. */
    NIO;

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

    /**
     * A socket that will listen on this address.
     *
     * @param backlog connections that the kernel completes before they are accepted
     */
    public ServerChannel listening(InetAddress address, int backlog) {
        return switch (this) {
            case EPOLL -> ListeningChannel.of(family(address), backlog);
            case NIO -> new NioListeningChannel(family(address), backlog);
        };
    }

    /** A socket that will connect to this address. */
    public Channel connecting(InetAddress address) {
        return switch (this) {
            case EPOLL -> StreamChannel.connecting(family(address));
            case NIO -> new NioStreamChannel(family(address));
        };
    }

    /** A datagram socket for this address. */
    public DatagramChannel datagrams(InetAddress address) {
        return switch (this) {
            case EPOLL -> new EpollDatagramChannel(family(address));
            case NIO -> new NioDatagramChannel(family(address));
        };
    }

    /** Ends what is sent on a connection, whose outbound queue must be empty. */
    public static void endOutput(Channel channel) {
        switch (channel) {
            case StreamChannel stream -> {
                try {
                    stream.endOutput();
                } catch (IOException | NotYetConnectedException alreadyGone) {
                    LOG.log(System.Logger.Level.TRACE, "its other end was faster", alreadyGone);
                }
            }
            case DuplexChannel other -> other.shutdownOutput();
            default -> throw new IllegalArgumentException("no connection: " + channel);
        }
    }

    /** Closes a connection with a reset: what was not sent is lost, and its other side is to know. */
    public static void reset(Channel channel) {
        if (channel.isActive()) {
            try {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            } catch (ChannelException alreadyGone) {
                LOG.log(System.Logger.Level.TRACE, "its other end was faster", alreadyGone);
            }
        }
        channel.close();
    }

    private static SocketProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }
}
