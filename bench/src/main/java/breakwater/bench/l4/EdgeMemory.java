package breakwater.bench.l4;

import io.netty.buffer.ByteBufUtil;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What a traffic plane's process holds after its garbage was collected.
 *
 * @param heapBytes   objects on the heap
 * @param directBytes memory outside it that Netty and the JDK took for buffers
 * @param descriptors open files and sockets
 * @param threads     live threads of Java
 * @param leaks       buffers that Netty's leak detector has found lost so far
 */
record EdgeMemory(long heapBytes, long directBytes, long descriptors, long threads, long leaks) {
    private static final AtomicLong LEAKS = new AtomicLong();

    /** Counts from now on what the leak detector of this process finds. */
    static void countLeaks() {
        ByteBufUtil.setLeakListener((kind, records) -> LEAKS.incrementAndGet());
    }

    /** Of this process, now. */
    static EdgeMemory collect() throws IOException {
        System.gc();
        System.gc();
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return new EdgeMemory(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    Math.max(0, PlatformDependent.usedDirectMemory()) + buffers, open.count(),
                    ManagementFactory.getThreadMXBean().getThreadCount(), LEAKS.get());
        }
    }

    /** Heap and direct memory. */
    long bytes() {
        return heapBytes + directBytes;
    }

    String line() {
        return heapBytes + " " + directBytes + " " + descriptors + " " + threads + " " + leaks;
    }

    static EdgeMemory parse(String line) {
        String[] parts = line.split(" ");
        return new EdgeMemory(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]),
                Long.parseLong(parts[4]));
    }
}
