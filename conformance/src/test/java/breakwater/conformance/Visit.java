package breakwater.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client's TCP connection to a service address, from an address of the client's own. Of one thread. */
final class Visit implements AutoCloseable {

    /** A connection that neither answers nor ends is a fault, so the wait is long. */
    private static final int SILENCE_MILLIS_MAX = 120_000;

    private final Socket socket = new Socket();
    private boolean over;

    /** Connects; a service that does not listen, or resets at once, leaves a visit that {@link #over}. */
    Visit(String source, InetSocketAddress service) {
        try {
            socket.setSoTimeout(SILENCE_MILLIS_MAX);
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(service, SILENCE_MILLIS_MAX);
        } catch (SocketException refused) {
            over = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether what is sent comes back; false once the connection was ended. */
    boolean echoes(String text) {
        return said(text, text.length()).equals(text);
    }

    /** Sends a text and reads so many bytes; fewer when the connection ends before. */
    String said(String text, int answerBytes) {
        if (over) {
            return "";
        }
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readNBytes(answerBytes);
            over = answer.length < answerBytes;
            return new String(answer, StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            over = true;
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a text and reads one line, without its end. */
    String line(String text) {
        StringBuilder line = new StringBuilder(said(text, 1));
        while (!over && line.charAt(line.length() - 1) != '\n') {
            line.append(said("", 1));
        }
        return line.toString().strip();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
