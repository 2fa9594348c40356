package breakwater.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tenant's server on this machine that sends back what it gets, over TCP and UDP on the same port number. It counts connections that sent
 * something, and datagrams of more than a byte, so probes of a health check do not count. Closing it frees the port and ends its connections.
 */
final class EchoOrigin implements AutoCloseable {

    private static final int BACKLOG = 2_048;
    private static final int BYTES_MAX = 65_535;

    private final ServerSocket connections;
    private final DatagramSocket datagrams;
    private final AtomicInteger visits = new AtomicInteger();

    private EchoOrigin(ServerSocket connections, DatagramSocket datagrams) {
        this.connections = connections;
        this.datagrams = datagrams;
        Thread.ofVirtual().name("echo origin").start(this::accept);
        Thread.ofPlatform().daemon().name("echo origin of datagrams").start(this::answer);
    }

    /** At a port that the system chooses, the same for both. */
    static EchoOrigin start() {
        while (true) {
            try {
                return at(new InetSocketAddress("127.0.0.1", 0));
            } catch (UncheckedIOException taken) {
                if (!(taken.getCause() instanceof BindException)) {
                    throw taken;
                }
                // The datagram port of the chosen number belongs to somebody else: another number.
            }
        }
    }

    /** At an address of one's own choice. */
    static EchoOrigin at(InetSocketAddress address) {
        try {
            ServerSocket connections = new ServerSocket();
            try {
                connections.bind(address, BACKLOG);
                return new EchoOrigin(connections, new DatagramSocket(new InetSocketAddress(address.getAddress(), connections.getLocalPort())));
            } catch (IOException e) {
                connections.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetAddress address() {
        return connections.getInetAddress();
    }

    int port() {
        return connections.getLocalPort();
    }

    /** Connections that sent something so far, and datagrams of more than a byte. */
    int visits() {
        return visits.get();
    }

    private void accept() {
        while (!connections.isClosed()) {
            try {
                Socket accepted = connections.accept();
                Thread.ofVirtual().start(() -> echo(accepted));
            } catch (IOException e) {
                if (!connections.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void echo(Socket accepted) {
        try (accepted) {
            byte[] bytes = new byte[BYTES_MAX];
            int length = accepted.getInputStream().read(bytes);
            if (length > 0) {
                visits.incrementAndGet();
            }
            while (length > 0 && !connections.isClosed()) {
                accepted.getOutputStream().write(bytes, 0, length);
                length = accepted.getInputStream().read(bytes);
            }
        } catch (IOException reset) {
            // Ended from the other side, which is what tests do to it.
            return;
        }
    }

    private void answer() {
        DatagramPacket packet = new DatagramPacket(new byte[BYTES_MAX], BYTES_MAX);
        while (!datagrams.isClosed()) {
            try {
                packet.setLength(BYTES_MAX);
                datagrams.receive(packet);
                if (packet.getLength() > 1) {
                    visits.incrementAndGet();
                }
                datagrams.send(packet);
            } catch (IOException e) {
                if (!datagrams.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            connections.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            datagrams.close();
        }
    }
}
