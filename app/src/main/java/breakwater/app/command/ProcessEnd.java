package breakwater.app.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;

/** How a service that runs until it is told to stop is stopped: Ctrl-C or SIGTERM, and not for longer than {@link #STOP_WITHIN}. */
final class ProcessEnd {
    /** Requests in progress get two seconds of it, the worker and the audit the rest. */
    static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final Logger LOG = Logger.getLogger(ProcessEnd.class.getName());

    private ProcessEnd() {
    }

    /**
     * Blocks for ever; the end of the process (Ctrl-C, SIGTERM) closes the service first.
     *
     * @param close      ends the service; what it has not ended in time is left to the end of the process
     * @param afterwards runs last, when nothing is served any more
     */
    static void await(Runnable close, Runnable afterwards) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Thread closing = Thread.ofPlatform().daemon().name("stop").start(() -> {
                close.run();
                afterwards.run();
            });
            try {
                if (!closing.join(STOP_WITHIN)) {
                    LOG.warning("stopping took longer than " + STOP_WITHIN.toSeconds() + " s; ending without waiting on");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "stop-signal"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
