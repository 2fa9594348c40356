package breakwater.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A client's UDP socket that sends to a service address, from an address of the client's own. Of one thread. */
final class Sender implements AutoCloseable {

    private static final int WAIT_MILLIS = 250;
    private static final int BYTES_MAX = 65_535;

    private final DatagramSocket socket;
    private final InetSocketAddress service;
    private long sentNanos;

    Sender(String source, InetSocketAddress service) {
        this.service = service;
        try {
            socket = new DatagramSocket(new InetSocketAddress(source, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends datagrams of one size without waiting. */
    void send(int datagrams, int bytes) {
        for (int sent = 0; sent < datagrams; sent++) {
            send(new byte[bytes]);
        }
    }

    private void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, service));
            sentNanos = System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a text as one datagram; the next answer, empty when none comes for a while. UDP promises nothing: ask again. */
    String said(String text) {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
        return answer(WAIT_MILLIS).orElse("");
    }

    /** How many answers there are, until none comes for a while. */
    int answers() {
        int answers = 0;
        while (answer(WAIT_MILLIS).isPresent()) {
            answers++;
        }
        return answers;
    }

    /** Whether an answer comes a while after the last was sent at the latest; so of many that sent together, all are asked in one while. */
    boolean answered() {
        return answer(Math.max(1, WAIT_MILLIS - (int) ((System.nanoTime() - sentNanos) / 1_000_000))).isPresent();
    }

    private Optional<String> answer(int withinMillis) {
        DatagramPacket answer = new DatagramPacket(new byte[BYTES_MAX], BYTES_MAX);
        try {
            socket.setSoTimeout(withinMillis);
            socket.receive(answer);
            return Optional.of(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1));
        } catch (SocketTimeoutException silent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether one datagram is answered. UDP promises nothing: ask again. */
    boolean echoes(int bytes) {
        send(1, bytes);
        return answers() > 0;
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
