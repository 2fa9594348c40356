package breakwater.bench.l4;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How busy processors were between two looks, whoever used them, the kernel's work for the network included: the witness of who was the
 * bottleneck.
 */
final class ProcessorTimes {
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int COUNTED_COLUMNS = 8;

    private final List<long[]> busyAndAll;

    private ProcessorTimes(List<long[]> busyAndAll) {
        this.busyAndAll = busyAndAll;
    }

    static ProcessorTimes now() throws IOException {
        return new ProcessorTimes(Files.readAllLines(Path.of("/proc/stat")).stream().filter(line -> line.matches("cpu\\d.*"))
                .map(ProcessorTimes::read).toList());
    }

    private static long[] read(String line) {
        String[] columns = line.split(" ");
        long all = Arrays.stream(columns, 1, 1 + COUNTED_COLUMNS).mapToLong(Long::parseLong).sum();
        return new long[] {all - Long.parseLong(columns[IDLE]) - Long.parseLong(columns[WAITING]), all};
    }

    /** The share of its time that one processor was busy, 0 to 1. */
    double busySince(ProcessorTimes earlier, int processor) {
        long[] now = busyAndAll.get(processor);
        long[] then = earlier.busyAndAll.get(processor);
        return (double) (now[0] - then[0]) / Math.max(1, now[1] - then[1]);
    }
}
