package breakwater.app.log;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sets up logging, once, before anything else runs. Everything goes to standard error; nothing is written to files, which
 * is the business of whatever starts the service.
 */
public final class ServiceLog {
    private static final Logger ROOT = Logger.getLogger("");

    private ServiceLog() {
    }

    /** Warnings and worse, as short lines. */
    public static void forDevelopment() {
        install(new DevelopmentFormat(), Level.WARNING);
    }

    /** JSON lines from this level up. */
    public static void forProduction(Level level) {
        install(new JsonLinesFormat(), level);
    }

    private static void install(Formatter format, Level level) {
        for (Handler present : ROOT.getHandlers()) {
            ROOT.removeHandler(present);
        }
        Handler console = new ConsoleHandler();
        try {
            console.setEncoding(StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JDK has UTF-8", e);
        }
        console.setFormatter(format);
        console.setLevel(level);
        ROOT.addHandler(console);
        ROOT.setLevel(level);
    }
}
