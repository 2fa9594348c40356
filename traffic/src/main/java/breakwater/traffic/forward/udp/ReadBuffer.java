package breakwater.traffic.forward.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Gives every UDP socket of an event loop the same memory to read into, since a loop reads one socket at a time: a batch of datagrams of
 * the largest size there is costs no allocation, and the memory stays in the processor's cache. A read gets what no datagram that still waits
 * to be sent lies in.
 */
final class ReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    /** Datagrams read by one recvmmsg at the most. */
    static final int DATAGRAMS = 32;
    /** For one alone Netty would use another system call, which on a connected socket takes an empty datagram for none. */
    private static final int DATAGRAMS_MIN = 2;
    /**
     * Room for one datagram: at least 65,507, the largest UDP payload, so that nothing is ever cut off. An odd number of cache lines,
     * so that the beginnings of neighbours, which is where short datagrams lie, do not fight for the same lines of the cache.
     */
    static final int SLOT_BYTES = 1_025 * 64;
    private static final int BYTES = DATAGRAMS * SLOT_BYTES;
    /**
     * How much memory a loop keeps, in pieces of {@link #BYTES} (2 MiB): answers wait for the end of the loop's turn, so a turn needs as many
     * slots as it reads datagrams from origins. 16 MiB a loop at the most, touched only as far as datagrams fill it.
     */
    private static final int MEMORIES_MAX = 8;

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
        /** Where all of the loop's memory for datagrams comes from, so that it can be told how much of it is in use. */
        private final UnpooledByteBufAllocator source = new UnpooledByteBufAllocator(true);
        private final ByteBuf[] memories = new ByteBuf[MEMORIES_MAX];
        private int current;
        private int nextSlot;
        /** Whether what was lent last is part of {@code memories[current]}. */
        private boolean kept;

        /** Memory for so many datagrams. */
        ByteBuf lend(int datagrams) {
            if (memories[current] == null || nextSlot + datagrams > DATAGRAMS || memories[current].refCnt() == 1) {
                kept = another();
                nextSlot = kept ? 0 : DATAGRAMS;
                if (!kept) {
                    return source.directBuffer(datagrams * SLOT_BYTES, datagrams * SLOT_BYTES);
                }
            }
            ByteBuf lent = memories[current].retainedSlice(nextSlot * SLOT_BYTES, datagrams * SLOT_BYTES);
            nextSlot += datagrams;
            return lent.clear();
        }

        /** So many datagrams of what was lent last did not come. */
        void giveBack(int datagrams) {
            if (kept) {
                nextSlot -= datagrams;
            }
        }

        /** Goes on to memory of which nothing is in use; answers false if there is none and no more may be taken. */
        private boolean another() {
            for (int i = 0; i < MEMORIES_MAX; i++) {
                if (memories[i] == null) {
                    memories[i] = source.directBuffer(BYTES, BYTES);
                }
                if (memories[i].refCnt() == 1) {
                    current = i;
                    return true;
                }
            }
            return false;
        }

        void release() {
            for (int i = 0; i < MEMORIES_MAX; i++) {
                if (memories[i] != null) {
                    memories[i].release();
                    memories[i] = null;
                }
            }
        }
    }

    /**
     * Direct memory of this event loop in which datagrams lie, whole pieces of it: read by whichever socket, joined or not, and not sent yet. What is
     * kept to read into is in it, {@code MEMORIES_MAX} pieces at the most.
     */
    static long heldBytes() {
        return OF_LOOP.get().source.metric().usedDirectMemory();
    }

    /** For sockets that read one datagram at a time: memory for each of its own. */
    static RecvByteBufAllocator oneByOne() {
        return new DefaultMaxMessagesRecvByteBufAllocator() {
            @Override
            public Handle newHandle() {
                return new MaxMessageHandle() {
                    @Override
                    public int guess() {
                        return SLOT_BYTES;
                    }

                    @Override
                    public ByteBuf allocate(ByteBufAllocator unused) {
                        return OF_LOOP.get().source.directBuffer(SLOT_BYTES, SLOT_BYTES);
                    }
                };
            }
        };
    }

    /** @param datagramsMax how many datagrams one turn of the loop reads from one socket */
    ReadBuffer(int datagramsMax) {
        super(datagramsMax);
    }

    @Override
    public RecvByteBufAllocator.Handle newHandle() {
        return new BatchHandle();
    }

    /**
     * How many datagrams a read asks for follows what the last one found: asking costs about a tenth of a microsecond for each, found or
     * not, and most sockets towards origins have one datagram at a time.
     */
    private final class BatchHandle extends MaxMessageHandle {
        private int datagrams = DATAGRAMS_MIN;
        /** Slots of the read that is under way. */
        private int lent;

        @Override
        public int guess() {
            return datagrams * SLOT_BYTES;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            lent = datagrams;
            return OF_LOOP.get().lend(datagrams);
        }

        @Override
        public void lastBytesRead(int bytes) {
            super.lastBytesRead(bytes);
            if (lent > 0) {
                OF_LOOP.get().giveBack(lent - Math.max(0, bytes) / SLOT_BYTES);
                lent = 0;
            }
            if (bytes == attemptedBytesRead()) {
                datagrams = Math.min(DATAGRAMS, datagrams * 4);
            } else if (bytes < attemptedBytesRead() / 4) {
                datagrams = Math.max(DATAGRAMS_MIN, datagrams / 2);
            }
        }

        /** A batch that was not full has emptied the socket: asking again would cost a system call and find nothing. */
        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            return super.continueReading(maybeMoreData) && lastBytesRead() == attemptedBytesRead();
        }
    }
}
