package breakwater.bench.l4;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The origin behind every relay, in a process of its own and on one thread: an address that answers requests, one that answers one
 * request and closes, one that sends without end once it was asked, and one that echoes datagrams.
 * It prints {@code port ANSWER ONCE BULK UDP} and ends with its standard input.
 */
final class Origin {
    private static final int BACKLOG = 65_535;
    private static final int READ_BYTES = 65_536;
    private static final int BULK_BYTES = 1 << 20;
    private static final int BATCH = 64;
    private static final int ANSWERS_AT_ONCE = 64;
    private static final int DATAGRAM_BUFFER_BYTES = 4 << 20;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_RCVBUF = 8;

    private final Kernel kernel = new Kernel();
    private final Poll poll = new Poll(kernel);
    private final MemorySegment input = Arena.ofAuto().allocate(READ_BYTES);
    private final MemorySegment answers = Exchange.answers(ANSWERS_AT_ONCE);
    private final int bulkFile = kernel.memoryFile(Arena.ofAuto().allocate(BULK_BYTES));
    private final Messages messages = new Messages(BATCH, 2048, true);
    private final int answering = listen();
    private final int once = listen();
    private final int bulk = listen();
    private final int datagrams = Kernel.must("socket", kernel.socket(Kernel.DATAGRAM | Kernel.NONBLOCK, 0));
    /** By descriptor: which of the listening sockets it came from; 0 for none. */
    private int[] kinds = new int[1024];
    /** By descriptor: bytes of a request that is not whole yet. */
    private int[] partial = new int[1024];
    /** By descriptor: bytes of answers to be sent. */
    private long[] owed = new long[1024];
    private boolean[] waiting = new boolean[1024];

    private Origin() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(() -> new Origin().run());
        awaitEndOfInput();
    }

    /** Returns when whoever started this process is gone. */
    static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said to it.
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int listen() {
        int socket = Kernel.must("socket", kernel.socket(Kernel.STREAM | Kernel.NONBLOCK, 0));
        kernel.setOption(socket, SOL_SOCKET, SO_REUSEADDR, 1);
        Kernel.must("bind", kernel.bind(socket, SocketAddresses.of(0x7F00_0001, 0)));
        Kernel.must("listen", kernel.listen(socket, BACKLOG));
        poll.add(socket, Poll.READABLE);
        return socket;
    }

    private void run() {
        kernel.setOption(datagrams, SOL_SOCKET, SO_RCVBUF, DATAGRAM_BUFFER_BYTES);
        Kernel.must("bind", kernel.bind(datagrams, SocketAddresses.of(0x7F00_0001, 0)));
        poll.add(datagrams, Poll.READABLE);
        System.out.println("port " + kernel.port(answering) + " " + kernel.port(once) + " " + kernel.port(bulk) + " "
                + kernel.port(datagrams));
        while (true) {
            int count = poll.await(-1);
            for (int i = 0; i < count; i++) {
                int descriptor = poll.descriptor(i);
                if (descriptor == datagrams) {
                    echo();
                } else if (descriptor == answering || descriptor == once || descriptor == bulk) {
                    accept(descriptor);
                } else {
                    serve(descriptor, poll.events(i));
                }
            }
        }
    }

    private void accept(int listening) {
        for (int accepted = kernel.accept(listening); accepted >= 0; accepted = kernel.accept(listening)) {
            if (accepted >= kinds.length) {
                int room = Math.max(accepted + 1, kinds.length * 2);
                kinds = Arrays.copyOf(kinds, room);
                partial = Arrays.copyOf(partial, room);
                owed = Arrays.copyOf(owed, room);
                waiting = Arrays.copyOf(waiting, room);
            }
            kinds[accepted] = listening;
            partial[accepted] = 0;
            owed[accepted] = 0;
            waiting[accepted] = false;
            poll.add(accepted, Poll.READABLE);
        }
    }

    private void serve(int socket, int events) {
        if ((events & (Poll.READABLE | Poll.ENDED)) != 0) {
            long read = kernel.receive(socket, input, READ_BYTES, 0);
            if (read == 0 || read < 0 && read != -Kernel.EAGAIN) {
                end(socket);
                return;
            }
            if (read > 0) {
                long bytes = partial[socket] + read;
                partial[socket] = (int) (bytes % Exchange.REQUEST_BYTES);
                owed[socket] += kinds[socket] == bulk ? Long.MAX_VALUE / 2 : bytes / Exchange.REQUEST_BYTES * Exchange.ANSWER_BYTES;
            }
        }
        while (owed[socket] > 0) {
            long sent;
            if (kinds[socket] == bulk) {
                sent = kernel.sendFile(socket, bulkFile, BULK_BYTES);
            } else {
                long at = (Exchange.ANSWER_BYTES - owed[socket] % Exchange.ANSWER_BYTES) % Exchange.ANSWER_BYTES;
                sent = kernel.send(socket, answers.asSlice(at), Math.min(owed[socket], answers.byteSize() - at));
            }
            if (sent == -Kernel.EAGAIN) {
                await(socket, true);
                return;
            }
            if (sent < 0) {
                end(socket);
                return;
            }
            owed[socket] -= sent;
            if (kinds[socket] == bulk && sent < BULK_BYTES) {
                await(socket, true);
                return;
            }
        }
        if (kinds[socket] == once && partial[socket] == 0 && (events & Poll.READABLE) != 0) {
            end(socket);
            return;
        }
        await(socket, false);
    }

    /** Asks to be told when there is room to send, and reads nothing meanwhile: a sender that never reads cannot pile up answers. */
    private void await(int socket, boolean room) {
        if (waiting[socket] != room) {
            waiting[socket] = room;
            poll.change(socket, room ? Poll.WRITABLE : Poll.READABLE);
        }
    }

    private void end(int socket) {
        kinds[socket] = 0;
        kernel.close(socket);
    }

    private void echo() {
        int received = kernel.receiveMany(datagrams, messages.all(), BATCH);
        while (received > 0) {
            for (int i = 0; i < received; i++) {
                messages.length(i, messages.received(i));
            }
            int sent = 0;
            while (sent < received) {
                int more = kernel.sendMany(datagrams, messages.from(sent), received - sent);
                // One that cannot be sent is left out, like any datagram that is lost.
                sent += Math.max(1, more);
            }
            messages.reset();
            received = received < BATCH ? 0 : kernel.receiveMany(datagrams, messages.all(), BATCH);
        }
    }
}
