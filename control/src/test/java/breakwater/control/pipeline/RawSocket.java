package breakwater.control.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends whatever bytes it is given, for requests that no library would make. */
final class RawSocket {
    private static final int TIMEOUT_MILLIS = 120_000;

    private RawSocket() {
    }

    /** Sends and reads until the server closes; the request must make it do so. */
    static String exchange(URI endpoint, String request) {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
