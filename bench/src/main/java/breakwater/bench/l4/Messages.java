package breakwater.bench.l4;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A batch of datagrams for sendmmsg and recvmmsg ({@code struct mmsghdr}, 64-bit), each with its own buffer and address. */
final class Messages {
    private static final long HEADER_BYTES = 64;
    private static final long VECTOR_BYTES = 16;
    private static final long NAME_LENGTH_AT = 8;
    private static final long VECTOR_AT = 16;
    private static final long VECTORS_AT = 24;
    private static final long RECEIVED_AT = 56;
    private static final int ADDRESS_BYTES = 16;

    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final MemorySegment buffers;
    private final MemorySegment names;
    private final int bufferBytes;
    private final boolean addressed;
    private final int count;

    /** @param addressed whether each datagram has an address; false where the socket is connected */
    Messages(int count, int bufferBytes, boolean addressed) {
        Arena arena = Arena.ofAuto();
        this.count = count;
        this.bufferBytes = bufferBytes;
        this.addressed = addressed;
        headers = arena.allocate(count * HEADER_BYTES, 8);
        vectors = arena.allocate(count * VECTOR_BYTES, 8);
        buffers = arena.allocate((long) count * bufferBytes, 8);
        names = arena.allocate((long) count * ADDRESS_BYTES, 8);
        for (int i = 0; i < count; i++) {
            if (addressed) {
                headers.set(ValueLayout.ADDRESS, i * HEADER_BYTES, names.asSlice((long) i * ADDRESS_BYTES, ADDRESS_BYTES));
            }
            headers.set(ValueLayout.ADDRESS, i * HEADER_BYTES + VECTOR_AT, vectors.asSlice(i * VECTOR_BYTES, VECTOR_BYTES));
            headers.set(ValueLayout.JAVA_LONG, i * HEADER_BYTES + VECTORS_AT, 1);
            vectors.set(ValueLayout.ADDRESS, i * VECTOR_BYTES, buffer(i));
        }
        reset();
    }

    /** Makes every buffer and address whole again, which a receive has shortened. */
    void reset() {
        for (int i = 0; i < count; i++) {
            length(i, bufferBytes);
            headers.set(ValueLayout.JAVA_INT, i * HEADER_BYTES + NAME_LENGTH_AT, addressed ? ADDRESS_BYTES : 0);
        }
    }

    MemorySegment all() {
        return headers;
    }

    /** The batch from one datagram on. */
    MemorySegment from(int index) {
        return headers.asSlice(index * HEADER_BYTES);
    }

    MemorySegment buffer(int index) {
        return buffers.asSlice((long) index * bufferBytes, bufferBytes);
    }

    void length(int index, long bytes) {
        vectors.set(ValueLayout.JAVA_LONG, index * VECTOR_BYTES + 8, bytes);
    }

    void address(int index, MemorySegment address) {
        names.asSlice((long) index * ADDRESS_BYTES, ADDRESS_BYTES).copyFrom(address);
    }

    /** How many bytes the datagram at this place had when it was received. */
    int received(int index) {
        return headers.get(ValueLayout.JAVA_INT, index * HEADER_BYTES + RECEIVED_AT);
    }
}
