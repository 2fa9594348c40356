package breakwater.app.drill;

import breakwater.app.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/**
 * The server behind the rule: on loopback, for TCP and UDP. It sends back what connections bring; of datagrams those of honest clients and
 * probes are answered, those of attackers are counted.
 */
final class Origin implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final int DATAGRAM_BYTES_MAX = 2_048;

    private final ServerSocket connections;
    private final DatagramSocket datagrams;
    private final IntConsumer attacker;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final LongAdder probes = new LongAdder();

    private Origin(ServerSocket connections, DatagramSocket datagrams, IntConsumer attacker) {
        this.connections = connections;
        this.datagrams = datagrams;
        this.attacker = attacker;
    }

    /** @param attacker is told the number of an attacker with each datagram of it, by one thread */
    static Origin start(IntConsumer attacker) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            // Two ports: one that is free for datagrams may be taken for connections.
            DatagramSocket datagrams = new DatagramSocket(new InetSocketAddress(loopback, 0));
            datagrams.setReceiveBufferSize(1 << 20);
            Origin origin = new Origin(new ServerSocket(0, BACKLOG, loopback), datagrams, attacker);
            Thread.ofVirtual().start(origin::accept);
            Thread.ofPlatform().daemon().name("drill-origin").start(origin::answer);
            return origin;
        } catch (IOException e) {
            throw new CommandFailure("the drill's own origin cannot listen", String.valueOf(e.getMessage()),
                    "Free descriptors or ports of this machine, and run the drill again");
        }
    }

    /** Where it serves what this kind of drill sends. */
    int port(DrillKind kind) {
        return kind.protocol().equals("tcp") ? connections.getLocalPort() : datagrams.getLocalPort();
    }

    /** Whether a probe has come through. */
    boolean probed() {
        return probes.sum() > 0;
    }

    private void accept() {
        while (!connections.isClosed()) {
            try {
                Socket connection = connections.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> echo(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void echo(Socket connection) {
        try (connection) {
            byte[] bytes = new byte[256];
            boolean first = true;
            for (int length = connection.getInputStream().read(bytes); length > 0; length = connection.getInputStream().read(bytes)) {
                if (first && bytes[0] == Mark.PROBE) {
                    probes.increment();
                }
                first = false;
                connection.getOutputStream().write(bytes, 0, length);
            }
        } catch (IOException ended) {
            // However it ended: its client counts the outcomes.
            return;
        } finally {
            open.remove(connection);
        }
    }

    private void answer() {
        DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_BYTES_MAX], DATAGRAM_BYTES_MAX);
        while (!datagrams.isClosed()) {
            try {
                packet.setLength(DATAGRAM_BYTES_MAX);
                datagrams.receive(packet);
                if (packet.getLength() >= 1 + Integer.BYTES && packet.getData()[0] == Mark.ATTACK) {
                    attacker.accept(ByteBuffer.wrap(packet.getData()).getInt(1));
                } else if (packet.getLength() > 0) {
                    if (packet.getData()[0] == Mark.PROBE) {
                        probes.increment();
                    }
                    datagrams.send(packet);
                }
            } catch (IOException closedOrUnreachable) {
                // A client that is gone has its answer refused, which is told here; a closed socket ends the loop.
                continue;
            }
        }
    }

    @Override
    public void close() {
        try {
            connections.close();
            datagrams.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the drill's own origin cannot be closed", e);
        }
    }
}
