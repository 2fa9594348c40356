package breakwater.bench.l4;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How busy processors were between two looks, whoever used them, the kernel's work for the network included: the witness of who was the
 * bottleneck.
 */
final class ProcessorTimes {
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int STOLEN = 8;

    private final List<Times> processors;

    /** @param stolen by the host, for others: it counts as busy */
    private record Times(long busy, long stolen, long all) {
    }

    private ProcessorTimes(List<Times> processors) {
        this.processors = processors;
    }

    static ProcessorTimes now() throws IOException {
        return new ProcessorTimes(Files.readAllLines(Path.of("/proc/stat")).stream().filter(line -> line.matches("cpu\\d.*"))
                .map(ProcessorTimes::read).toList());
    }

    private static Times read(String line) {
        String[] columns = line.split(" ");
        long all = Arrays.stream(columns, 1, 1 + STOLEN).mapToLong(Long::parseLong).sum();
        return new Times(all - Long.parseLong(columns[IDLE]) - Long.parseLong(columns[WAITING]), Long.parseLong(columns[STOLEN]), all);
    }

    /** The share of its time that one processor was busy, 0 to 1. */
    double busySince(ProcessorTimes earlier, int processor) {
        Times now = processors.get(processor);
        Times then = earlier.processors.get(processor);
        return (double) (now.busy - then.busy) / Math.max(1, now.all - then.all);
    }

    /** The share of all processors' time that the host gave to others, 0 to 1: in a virtual machine nothing measured then is worth much. */
    double stolenSince(ProcessorTimes earlier) {
        return (double) (sum(Times::stolen) - earlier.sum(Times::stolen)) / Math.max(1, sum(Times::all) - earlier.sum(Times::all));
    }

    private long sum(ToLongFunction<Times> of) {
        return processors.stream().mapToLong(of).sum();
    }
}
