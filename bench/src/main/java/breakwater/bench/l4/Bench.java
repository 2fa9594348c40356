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
    /** The compiler of a JVM that shares one core with its own load needs longer than the runs; a program in C needs a moment only. */
    Duration warmUp(Contender contender) {
        return contender == Contender.BREAKWATER ? time.multipliedBy(4) : time.dividedBy(3);
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }
}
