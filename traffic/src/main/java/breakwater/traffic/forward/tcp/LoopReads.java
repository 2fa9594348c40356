package breakwater.traffic.forward.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.util.Optional;

/**
 * Gives all connections of an event loop the same memory to read into: a loop reads one socket at a time, and what it read has nearly
 * always been written when it reads again. So a read allocates nothing, an idle connection has no buffer, and the bytes are still in the
 * processor's cache when they are written. Only when the last bytes had to wait does the next read get other memory. Of one loop.
 */
final class LoopReads extends DefaultMaxMessagesRecvByteBufAllocator {
    private final ByteBufAllocator buffers;
    private int bytes;
    private final Handle turn = new Turn();
    private Optional<ByteBuf> memory = Optional.empty();
    private boolean closed;

    /**
     * @param bytes        the largest single read
     * @param readsPerTurn how many reads a socket may do before others have their turn
     */
    LoopReads(ByteBufAllocator buffers, int bytes, int readsPerTurn) {
        super(readsPerTurn);
        this.buffers = buffers;
        this.bytes = bytes;
    }

    /** Changes the largest single read, from the next one on. */
    void readAtOnce(int most) {
        bytes = most;
        memory.ifPresent(ByteBuf::release);
        memory = Optional.empty();
    }

    /** The same for every connection: what it notes is of the turn in which one socket is read, and begins anew with the next. */
    @Override
    public RecvByteBufAllocator.Handle newHandle() {
        return turn;
    }

    private final class Turn extends MaxMessageHandle {
        @Override
        public int guess() {
            return bytes;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator unused) {
            return lend();
        }
    }

    private ByteBuf lend() {
        if (closed) {
            return buffers.directBuffer(bytes, bytes);
        }
        if (memory.isPresent()) {
            ByteBuf known = memory.get();
            if (known.refCnt() == 1) {
                return known.clear().retain();
            }
            known.release();
        }
        ByteBuf made = buffers.directBuffer(bytes, bytes);
        memory = Optional.of(made);
        return made.retain();
    }

    /** Gives the memory back; whoever still reads gets a buffer of its own. */
    void close() {
        closed = true;
        memory.ifPresent(ByteBuf::release);
        memory = Optional.empty();
    }
}
