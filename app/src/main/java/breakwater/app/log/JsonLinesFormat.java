package breakwater.app.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One JSON object a line: {@code time} (ISO 8601, UTC), {@code level}, {@code logger}, {@code message}, and
 * {@code error} with the stack where there is one. All text is escaped, so a line is a record whatever a caller sent.
 * Any thread.
 */
final class JsonLinesFormat extends Formatter {
    @Override
    public String format(LogRecord event) {
        StringBuilder line = new StringBuilder(160);
        line.append("{\"time\":\"").append(event.getInstant())
                .append("\",\"level\":\"").append(event.getLevel().getName())
                .append("\",\"logger\":\"").append(Escaping.json(event.getLoggerName() == null ? "" : event.getLoggerName()))
                .append("\",\"message\":\"").append(Escaping.json(String.valueOf(formatMessage(event)))).append('"');
        if (event.getThrown() != null) {
            StringWriter stack = new StringWriter();
            event.getThrown().printStackTrace(new PrintWriter(stack));
            line.append(",\"error\":\"").append(Escaping.json(stack.toString())).append('"');
        }
        return line.append("}\n").toString();
    }
}
