package breakwater.bench.l4;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The sockets that one thread waits for (epoll, level-triggered). */
final class Poll implements AutoCloseable {
    static final int READABLE = 0x1;
    static final int WRITABLE = 0x4;
    /** The other side has ended its half; told when asked for. */
    static final int CLOSED = 0x2000;
    /** Tells of a reset or an end; both are told without being asked for. */
    static final int ENDED = 0x8 | 0x10;
    private static final int ADD = 1;
    private static final int CHANGE = 3;
    private static final int EVENTS_MAX = 512;
    /** The structure is packed on x86-64 only. */
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    private static final long EVENT_BYTES = PACKED ? 12 : 16;
    private static final long DESCRIPTOR_AT = PACKED ? 4 : 8;

    private final Kernel kernel;
    private final int epoll;
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment event = arena.allocate(16, 8);
    private final MemorySegment events = arena.allocate(EVENT_BYTES * EVENTS_MAX, 8);

    Poll(Kernel kernel) {
        this.kernel = kernel;
        epoll = kernel.epollCreate();
    }

    void add(int descriptor, int interest) {
        control(ADD, descriptor, interest);
    }

    void change(int descriptor, int interest) {
        control(CHANGE, descriptor, interest);
    }

    private void control(int operation, int descriptor, int interest) {
        event.set(ValueLayout.JAVA_INT_UNALIGNED, 0, interest);
        event.set(ValueLayout.JAVA_INT_UNALIGNED, DESCRIPTOR_AT, descriptor);
        Kernel.must("epoll_ctl", kernel.epollControl(epoll, operation, descriptor, event));
    }

    /** Waits until something happens or the time is over; how many events there are. */
    int await(int timeoutMillis) {
        return Math.max(0, kernel.epollWait(epoll, events, EVENTS_MAX, timeoutMillis));
    }

    int descriptor(int index) {
        return events.get(ValueLayout.JAVA_INT_UNALIGNED, index * EVENT_BYTES + DESCRIPTOR_AT);
    }

    int events(int index) {
        return events.get(ValueLayout.JAVA_INT_UNALIGNED, index * EVENT_BYTES);
    }

    @Override
    public void close() {
        kernel.close(epoll);
    }
}
