package breakwater.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import org.HdrHistogram.Histogram;

/**
 * The load generator: one thread, kept connections, each sending its next request when the answer to the last one is whole.
 * Requests are bytes made before; answers are read as far as it takes to know their end and their status.
 */
final class Load {
    private static final int ANSWER_BYTES_MAX = 1024 * 1024;

    private final byte[][] requests;
    private int next;
    private long answered;
    private long failed;
    private String firstFailure = "";
    private final Histogram nanos = new Histogram(60_000_000_000L, 3);

    private Load(byte[][] requests) {
        this.requests = requests;
    }

    /**
     * What was measured.
     *
     * @param answers requests answered with status 200 in the time
     * @param failed  answers with another status; a table with failures in it is worth nothing
     * @param used    how many of the requests were sent: the next run goes on after them
     */
    record Result(long answers, long failed, String firstFailure, double seconds, Histogram nanos, int used) {
        double perSecond() {
            return answers / seconds;
        }

        double p50Millis() {
            return nanos.getValueAtPercentile(50) / 1e6;
        }

        double p99Millis() {
            return nanos.getValueAtPercentile(99) / 1e6;
        }
    }

    /** Sends requests from {@code from} on until the time is over or they are used up. */
    static Result run(int port, int connections, Duration time, byte[][] requests, int from) throws IOException {
        Load load = new Load(requests);
        load.next = from;
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (Selector selector = Selector.open()) {
            int open = 0;
            for (int i = 0; i < connections && load.next < requests.length; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                Connection connection = new Connection(channel);
                channel.register(selector, SelectionKey.OP_READ, connection);
                connection.send(requests[load.next++]);
                open++;
            }
            long finish = start;
            while (open > 0) {
                selector.select();
                long now = System.nanoTime();
                Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    Connection connection = (Connection) key.attachment();
                    if (!connection.receive()) {
                        continue;
                    }
                    load.count(connection, System.nanoTime() - connection.sentNanos);
                    finish = now;
                    if (now < end && load.next < requests.length) {
                        connection.send(requests[load.next++]);
                    } else {
                        connection.channel.close();
                        open--;
                    }
                }
            }
            return new Result(load.answered, load.failed, load.firstFailure, (finish - start) / 1e9, load.nanos, load.next);
        }
    }

    private void count(Connection connection, long took) {
        if (connection.status == 200) {
            answered++;
            nanos.recordValue(Math.min(took, 60_000_000_000L));
        } else if (failed++ == 0) {
            firstFailure = connection.text();
        }
    }

    private static final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES_MAX);
        private long sentNanos;
        private int whole;
        private int status;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void send(byte[] request) throws IOException {
            answer.clear();
            whole = 0;
            sentNanos = System.nanoTime();
            ByteBuffer out = ByteBuffer.wrap(request);
            while (out.hasRemaining()) {
                // A request of one kibibyte fits the socket's buffer, so this does not spin.
                channel.write(out);
            }
        }

        /** Reads what is there; true when the answer is whole. */
        boolean receive() throws IOException {
            if (channel.read(answer) < 0) {
                throw new IOException("the server closed the connection after " + text());
            }
            if (whole == 0) {
                whole = length();
            }
            return whole > 0 && answer.position() >= whole;
        }

        /** The whole answer's length once its head is there, else 0. */
        private int length() {
            byte[] bytes = answer.array();
            int read = answer.position();
            int contentLength = -1;
            int line = 0;
            for (int i = 1; i < read; i++) {
                if (bytes[i] != '\n') {
                    continue;
                }
                if (i - line <= 1) {
                    if (contentLength < 0) {
                        throw new IllegalStateException("an answer without Content-Length: " + text());
                    }
                    status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
                    return i + 1 + contentLength;
                }
                if ((bytes[line] == 'C' || bytes[line] == 'c') && i - line > 16 && (bytes[line + 8] == 'L' || bytes[line + 8] == 'l')
                        && bytes[line + 14] == ':') {
                    contentLength = Integer.parseInt(new String(bytes, line + 15, i - line - 15, StandardCharsets.US_ASCII).strip());
                }
                line = i + 1;
            }
            return 0;
        }

        String text() {
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }
}
