package breakwater.traffic.forward.udp;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Arrays;

/**
 * Finds out whether a client hears the answers that are sent to it, so that we never flood somebody whose address was forged: a client has
 * proven itself when it sends back {@value #WINDOW_BYTES} bytes in a row that were in an answer and not in what it had sent before. Protocols
 * that may answer with more than they got do this by themselves: the connection ids of QUIC, the cookie of DTLS, the challenges of
 * game servers, session ids of VPNs, sequence numbers. A second datagram alone proves nothing, since a forger can send two.
 *
 * <p>What it does not withstand: a forger who knows what this origin will answer to whom, byte for byte.
 *
 * <p>Of one session until it is proven; then it is thrown away. It looks at the first {@value #SEEN_BYTES} bytes of a datagram, and keeps
 * those of the first request and of the latest answer. A look costs about 400 steps, whatever the bytes are.
 */
final class EchoProof {
    /** How many bytes in a row must come back: an index of WireGuard or a challenge of a game server has 4. */
    static final int WINDOW_BYTES = 4;
    /** Four zeros, or four equal letters, are in too many datagrams to prove anything. */
    private static final int DISTINCT_BYTES_MIN = 3;
    static final int SEEN_BYTES = 128;
    /** A power of two, four times the windows of a beginning, so that probing stays short. */
    private static final int PLACES = 512;

    private static final FastThreadLocal<Windows> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected Windows initialValue() {
            return new Windows();
        }
    };

    private final byte[] request = new byte[SEEN_BYTES];
    private final byte[] answer = new byte[SEEN_BYTES];
    private int requestLength;
    private int answerLength;

    /** The windows of one look; a place counts only if it was filled in this look. */
    private static final class Windows {
        private final int[] window = new int[PLACES];
        private final int[] filledIn = new int[PLACES];
        private final boolean[] ofAnswer = new boolean[PLACES];
        private int look;

        void begin() {
            if (++look == 0) {
                Arrays.fill(filledIn, 0);
                look = 1;
            }
        }

        private int place(int wanted) {
            int at = (int) (wanted * 0x9E3779B97F4A7C15L >>> 55);
            while (filledIn[at] == look && window[at] != wanted) {
                at = at + 1 & PLACES - 1;
            }
            return at;
        }

        /** What was noted first stays: bytes of the request prove nothing when the answer repeats them. */
        void note(int seen, boolean answered) {
            int at = place(seen);
            if (filledIn[at] != look) {
                filledIn[at] = look;
                window[at] = seen;
                ofAnswer[at] = answered;
            }
        }

        boolean ofAnswer(int seen) {
            int at = place(seen);
            return filledIn[at] == look && ofAnswer[at];
        }
    }

    /** The first datagram of the client. */
    void requested(ByteBuf datagram) {
        requestLength = beginning(datagram, request);
    }

    /** An answer went out to the client. */
    void answered(ByteBuf datagram) {
        answerLength = beginning(datagram, answer);
    }

    /** Whether this datagram of the client proves that it heard the answer. */
    boolean provenBy(ByteBuf datagram) {
        int end = datagram.readerIndex() + Math.min(SEEN_BYTES, datagram.readableBytes()) - WINDOW_BYTES;
        if (answerLength < WINDOW_BYTES || end < datagram.readerIndex()) {
            return false;
        }
        Windows windows = OF_LOOP.get();
        windows.begin();
        note(windows, request, requestLength, false);
        note(windows, answer, answerLength, true);
        for (int at = datagram.readerIndex(); at <= end; at++) {
            int window = datagram.getInt(at);
            if (telling(window) && windows.ofAnswer(window)) {
                return true;
            }
        }
        return false;
    }

    private static void note(Windows windows, byte[] bytes, int length, boolean answered) {
        int window = 0;
        for (int at = 0; at < length; at++) {
            window = window << 8 | bytes[at] & 255;
            if (at >= WINDOW_BYTES - 1) {
                windows.note(window, answered);
            }
        }
    }

    private static int beginning(ByteBuf datagram, byte[] into) {
        int length = Math.min(SEEN_BYTES, datagram.readableBytes());
        datagram.getBytes(datagram.readerIndex(), into, 0, length);
        return length;
    }

    private static boolean telling(int window) {
        int first = window >>> 24;
        int second = window >>> 16 & 255;
        int third = window >>> 8 & 255;
        int fourth = window & 255;
        int distinct = 1;
        distinct += second != first ? 1 : 0;
        distinct += third != first && third != second ? 1 : 0;
        distinct += fourth != first && fourth != second && fourth != third ? 1 : 0;
        return distinct >= DISTINCT_BYTES_MIN;
    }
}
