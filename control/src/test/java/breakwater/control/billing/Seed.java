package breakwater.control.billing;

import java.util.Random;

/** Randomness that can be replayed: prints its seed, and takes {@code -Dbreakwater.seed=N} to run the same again. */
final class Seed {
    private Seed() {
    }

    static Random random(String test) {
        long seed = Long.getLong("breakwater.seed", System.nanoTime());
        System.out.println(test + " runs with -Dbreakwater.seed=" + seed);
        return new Random(seed);
    }
}
