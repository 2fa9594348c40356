package breakwater.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real origin on a free port of loopback, with a virtual thread for each connection. */
public final class TestOrigin implements AutoCloseable {
    /** What it does with a connection; closed afterwards. */
    public interface Manner {
        void serve(Socket connection) throws IOException;
    }

    /** Sends back what it gets until its client's half ends, then ends its own. */
    public static final Manner ECHO = connection -> {
        connection.getInputStream().transferTo(connection.getOutputStream());
        connection.shutdownOutput();
    };

    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

    private TestOrigin(ServerSocket listening, Manner manner) {
        this.listening = listening;
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket connection = listening.accept();
                    connection.setTcpNoDelay(true);
                    open.add(connection);
                    accepted.add(connection);
                    Thread.ofVirtual().start(() -> serve(connection, manner));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private static void serve(Socket connection, Manner manner) {
        try (connection) {
            manner.serve(connection);
        } catch (IOException ended) {
            // The test says what it expects on the other side.
            return;
        }
    }

    public static TestOrigin start(Manner manner) {
        return start(InetAddress.getLoopbackAddress(), manner);
    }

    public static TestOrigin start(InetAddress address, Manner manner) {
        try {
            return new TestOrigin(new ServerSocket(0, 1_024, address), manner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a name and then echoes. */
    public static TestOrigin named(String name) {
        return start(connection -> {
            connection.getOutputStream().write(name.getBytes(StandardCharsets.US_ASCII));
            ECHO.serve(connection);
        });
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** The next connection that came in; fails the test if none does. */
    public Socket next() throws InterruptedException {
        Socket connection = accepted.poll(10, TimeUnit.SECONDS);
        if (connection == null) {
            throw new AssertionError("no connection reached the origin");
        }
        return connection;
    }

    public int connections() {
        return open.size();
    }

    /** Says something to an origin that is an {@link #ECHO}, and hears it. */
    static void assertEchoes(Socket client) throws IOException {
        write(client.getOutputStream(), "ping");
        assertThat(read(client.getInputStream(), 4)).isEqualTo("ping");
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    static String read(InputStream in, int bytes) throws IOException {
        return new String(in.readNBytes(bytes), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
