package breakwater.conformance;

/**
 * The servers that test classes share, started on first use and stopped with the test run. Tests keep apart by making accounts of their own.
 * The clock of {@link #still} is never touched; that of {@link #moving} only ever jumps ahead.
 */
final class Servers {

    private static BuiltServer still;
    private static BuiltServer moving;

    private Servers() {}

    /** The server whose service clock is the wall clock. */
    static synchronized BuiltServer still() {
        if (still == null) {
            still = stoppedWithTheRun(BuiltServer.ephemeral());
        }
        return still;
    }

    /** The server whose clock tests move. */
    static synchronized BuiltServer moving() {
        if (moving == null) {
            moving = stoppedWithTheRun(BuiltServer.ephemeral());
        }
        return moving;
    }

    private static BuiltServer stoppedWithTheRun(BuiltServer server) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }
}
