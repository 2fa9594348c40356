package breakwater.app.log;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A short line for a person: local time, level, message, and the cause's own message. Any thread. */
final class DevelopmentFormat extends Formatter {
    @Override
    public String format(LogRecord event) {
        LocalTime time = LocalTime.ofInstant(event.getInstant(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        String cause = event.getThrown() == null ? "" : " (" + event.getThrown() + ")";
        return time + " " + event.getLevel().getName().toLowerCase(Locale.ROOT) + ": "
                + Escaping.visible(formatMessage(event) + cause) + "\n";
    }
}
