package breakwater.bench.l4;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** What goes over a connection: one HTTP request of fixed length and one answer of fixed length, so that ends are found by counting. */
final class Exchange {
    private static final byte[] REQUEST = ("GET /items/1042 HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: breakwater-bench\r\n"
            + "Accept: */*\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 256\r\n\r\n"
            + "breakwater 0123\n".repeat(16))
            .getBytes(StandardCharsets.US_ASCII);

    static final int REQUEST_BYTES = REQUEST.length;
    static final int ANSWER_BYTES = ANSWER.length;
    /** The payload of a datagram; some protocols of games and voice have such. */
    static final int DATAGRAM_BYTES = 128;

    private Exchange() {
    }

    static MemorySegment request() {
        return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, REQUEST);
    }

    /** So many answers in a row. */
    static MemorySegment answers(int count) {
        MemorySegment all = Arena.ofAuto().allocate((long) count * ANSWER_BYTES);
        for (int i = 0; i < count; i++) {
            MemorySegment.copy(ANSWER, 0, all, ValueLayout.JAVA_BYTE, (long) i * ANSWER_BYTES, ANSWER_BYTES);
        }
        return all;
    }
}
