package breakwater.bench.l4;

import java.io.PrintStream;
import java.time.Duration;

/**
 * How a section is to be measured.
 *
 * @param out  where its tables go
 * @param time how long one run takes
 * @param runs how many runs there are, of which the median is shown
 */
record Bench(PrintStream out, Duration time, int runs) {
    /** Times as long as a run. Relays that were measured after four took up to a fifth more of the processor than after twelve. */
    private static final int JVM_WARM_UP_RUNS = 12;

    /** Something to be done for a while before it is measured. */
    @FunctionalInterface
    interface WarmUp {
        void run(Duration time) throws InterruptedException;
    }

    /**
     * The compiler of a JVM that shares one core with its own load needs longer than the runs; a program in C needs a moment only. It is several
     * loads and not one long one: that connections end and begin is news to code that was compiled while none did, which would be
     * compiled again in the middle of what is measured.
     */
    void warmUp(Contender contender, WarmUp load) throws InterruptedException {
        if (contender == Contender.BREAKWATER) {
            long begun = System.nanoTime();
            do {
                load.run(time);
            } while (System.nanoTime() - begun < JVM_WARM_UP_RUNS * time.toNanos());
        } else {
            load.run(time.dividedBy(3));
        }
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }
}
