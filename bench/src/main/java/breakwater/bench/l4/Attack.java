package breakwater.bench.l4;

/** One kind of attack. It runs on a thread of its own until it is told to stop, at a rate that it was given, and closes all that it opened. */
interface Attack {
    /** What it is, for the table. */
    String name();

    /** Runs: gets ready, says so, and goes on while {@link AttackRun#going}. */
    void run(Kernel kernel, AttackRun run);
}
