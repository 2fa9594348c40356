package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.client.AccessKeyPair;
import breakwater.app.console.ConsoleSite;
import breakwater.app.tls.UnusableTls;
import breakwater.control.Control;
import breakwater.control.ControlSettings;
import breakwater.control.account.MasterKeyMismatch;
import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A control plane on its store, from start to stop. Stopping takes at most {@link ProcessEnd#STOP_WITHIN}; what has not ended by then
 * is left to the end of the process, which the store survives like a kill.
 */
final class RunningService implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RunningService.class.getName());

    private final Store store;
    private final Control control;

    private RunningService(Store store, Control control) {
        this.store = store;
        this.control = control;
    }

    /**
     * Opens the store and starts the control plane on it, with the console beside it.
     *
     * @param developmentKeys whom one click signs in to the console as; empty but in development
     * @throws CommandFailure saying in one line why it cannot be started; nothing is left running or held then
     */
    static RunningService start(Supplier<Store> opening, Supplier<ControlSettings> settings, Optional<AccessKeyPair> developmentKeys) {
        Store store;
        try {
            store = opening.get();
        } catch (StoreFailure e) {
            throw new CommandFailure("cannot open the database", e.getMessage(),
                    "Put that right and start again");
        }
        try {
            ControlSettings told = settings.get();
            InstantSource wall = InstantSource.system();
            return new RunningService(store, Control.start(told, store, wall, System::nanoTime,
                    ConsoleSite.of(told, developmentKeys, wall, System::nanoTime)));
        } catch (RuntimeException e) {
            store.close();
            throw asFailure(e);
        }
    }

    private static RuntimeException asFailure(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CommandFailure failure -> {
                    return failure;
                }
                case UncheckedIOException io when io.getCause() instanceof SocketException -> {
                    return new CommandFailure("the port cannot be had", io.getMessage(),
                            "Stop the program that has it, or choose another port (--port 0 takes any free one)");
                }
                case MasterKeyMismatch mismatch -> {
                    return new CommandFailure("cannot use the database", mismatch.getMessage(), "Give the key it was made with "
                            + "(secret.master-key or secret.master-key-file; master.key in the data folder of dev); nothing was changed");
                }
                case UnusableTls tls -> {
                    return new CommandFailure("cannot serve HTTPS", tls.getMessage(), "Put the files right and start again");
                }
                case StoreFailure store -> {
                    return new CommandFailure("cannot use the database", store.getMessage(), "Put that right and start again");
                }
                default -> {
                    // Look at what caused it.
                }
            }
        }
        return thrown;
    }

    Control control() {
        return control;
    }

    Store store() {
        return store;
    }

    @Override
    public void close() {
        try {
            control.close();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the service did not stop cleanly", e);
        } finally {
            store.close();
        }
    }
}
