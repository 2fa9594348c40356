package breakwater.app.drill;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Clients that mean well: each asks a few times a second, within every limit, and expects its own bytes back. Any thread. */
final class HonestClients {
    private static final int PER_SECOND = 4;
    private static final int CONNECTION_MILLIS_MAX = 5_000;
    /** A datagram may be lost anywhere, so it is sent again, as resolvers and games do. */
    private static final int DATAGRAM_TRIES = 3;
    private static final int DATAGRAM_MILLIS = 1_000;
    private static final int MESSAGE_BYTES = 16;

    private final LoopbackTarget target;
    private final Tally tally;
    private final LongSupplier ticker;

    HonestClients(LoopbackTarget target, Tally tally, LongSupplier ticker) {
        this.target = target;
        this.tally = tally;
        this.ticker = ticker;
    }

    /** Plays one client until the end. */
    void play(DrillKind kind, InetAddress source, long beginNanos, long endNanos) {
        Pace pace = new Pace(ticker, beginNanos + TimeUnit.MILLISECONDS.toNanos(source.hashCode() & 127), PER_SECOND);
        for (int number = 0; pace.next(endNanos); number++) {
            byte[] message = message(Mark.HONEST, number);
            tally.honest(kind.protocol().equals("tcp") ? connect(source, message) : send(source, message));
        }
    }

    static byte[] message(byte mark, int number) {
        return ByteBuffer.allocate(MESSAGE_BYTES).put(mark).putInt(number).array();
    }

    /** Asks once over a connection of its own. Whether the answer was the right one. */
    boolean connect(InetAddress source, byte[] message) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(source, 0));
            socket.setSoTimeout(CONNECTION_MILLIS_MAX);
            socket.connect(target.address(), CONNECTION_MILLIS_MAX);
            socket.getOutputStream().write(message);
            return Arrays.equals(socket.getInputStream().readNBytes(message.length), message);
        } catch (IOException notServed) {
            return false;
        }
    }

    /** Asks by datagram. Whether the right answer came. */
    boolean send(InetAddress source, byte[] message) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(source, 0))) {
            socket.setSoTimeout(DATAGRAM_MILLIS);
            DatagramPacket answer = new DatagramPacket(new byte[message.length], message.length);
            for (int attempt = 0; attempt < DATAGRAM_TRIES; attempt++) {
                socket.send(new DatagramPacket(message, message.length, target.address()));
                try {
                    socket.receive(answer);
                    return Arrays.equals(answer.getData(), message);
                } catch (SocketTimeoutException lost) {
                    answer.setLength(message.length);
                }
            }
            return false;
        } catch (IOException notServed) {
            return false;
        }
    }
}
