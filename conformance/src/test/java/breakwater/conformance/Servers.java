package breakwater.conformance;

/**
 * The servers that test classes share, started on first use and stopped with the test run. Tests keep apart by making accounts of their own.
 * The clock of {@link #still} is never touched; that of {@link #moving} only ever jumps ahead.
 */
final class Servers {

    private static BuiltServer still;
    private static BuiltServer moving;
    private static RuntimeException failed;

    private Servers() {}

    /** The server whose service clock is the wall clock. */
    static synchronized BuiltServer still() {
        if (still == null) {
            still = started();
        }
        return still;
    }

    /** The server whose clock tests move. */
    static synchronized BuiltServer moving() {
        if (moving == null) {
            moving = started();
        }
        return moving;
    }

    private static BuiltServer started() {
        if (failed != null) {
            throw new IllegalStateException("the program did not start the first time, and is not started again", failed);
        }
        try {
            BuiltServer server = BuiltServer.ephemeral();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (RuntimeException e) {
            failed = e;
            throw e;
        }
    }
}
