package breakwater.traffic.policy;

import java.util.Arrays;

/** The sum of what was added within the last second, in steps of 100 milliseconds. Of the tick alone. */
final class SlidingSecond {
    private static final int STEPS = 10;
    private static final long STEP_NANOS = 100_000_000L;

    private static final long[] NONE_YET = new long[0];

    /** Made by the first amount: a rule has several of these, and of ten thousand rules most have no traffic. */
    private long[] amounts = NONE_YET;
    private long step;
    private long sum;

    /** Adds to the step of this moment, and lets go of what is older than a second. */
    void add(long nowNanos, long amount) {
        if (amounts == NONE_YET) {
            if (amount == 0) {
                return;
            }
            amounts = new long[STEPS];
        }
        long now = nowNanos / STEP_NANOS;
        for (long gone = Math.max(step + 1, now - STEPS + 1); gone <= now; gone++) {
            int place = (int) (gone % STEPS);
            sum -= amounts[place];
            amounts[place] = 0;
        }
        step = Math.max(step, now);
        amounts[(int) (step % STEPS)] += amount;
        sum += amount;
    }

    void clear() {
        Arrays.fill(amounts, 0);
        sum = 0;
    }

    long sum() {
        return sum;
    }
}
