package breakwater.traffic.forward.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Gives every UDP socket of an event loop the same memory to read into, since a loop reads one socket at a time: a batch of datagrams of
 * the largest size there is costs no allocation, and the memory stays in the processor's cache. Only when datagrams of the last batch
 * still wait to be sent does the next read get other memory.
 */
final class ReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    /** Datagrams read by one recvmmsg. */
    static final int DATAGRAMS = 32;
    /**
     * Room for one datagram: at least 65,507, the largest UDP payload, so that nothing is ever cut off. An odd number of cache lines,
     * so that the beginnings of neighbours, which is where short datagrams lie, do not fight for the same lines of the cache.
     */
    static final int SLOT_BYTES = 1_025 * 64;
    private static final int BYTES = DATAGRAMS * SLOT_BYTES;

    private static final FastThreadLocal<Held> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected Held initialValue() {
            return new Held();
        }

        @Override
        protected void onRemoval(Held held) {
            held.release();
        }
    };

    private static final class Held {
        private ByteBuf memory;

        ByteBuf lend(ByteBufAllocator allocator) {
            if (memory == null || memory.refCnt() > 1) {
                release();
                memory = allocator.directBuffer(BYTES, BYTES);
            }
            return memory.clear().retain();
        }

        void release() {
            if (memory != null) {
                memory.release();
                memory = null;
            }
        }
    }

    /** @param datagramsMax how many datagrams one turn of the loop reads from one socket */
    ReadBuffer(int datagramsMax) {
        super(datagramsMax);
    }

    @Override
    public RecvByteBufAllocator.Handle newHandle() {
        return new BatchHandle();
    }

    private final class BatchHandle extends MaxMessageHandle {
        @Override
        public int guess() {
            return BYTES;
        }

        @Override
        public void reset(ChannelConfig config) {
            super.reset(config);
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return OF_LOOP.get().lend(allocator);
        }

        /** A batch that was not full has emptied the socket: asking again would cost a system call and find nothing. */
        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            return super.continueReading(maybeMoreData) && lastBytesRead() == attemptedBytesRead();
        }
    }
}
