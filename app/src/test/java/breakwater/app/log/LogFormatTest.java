package breakwater.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** Nothing that a caller sends can forge a line, colour a terminal or break the JSON (threat 42). */
class LogFormatTest {
    private static final String HOSTILE = "name\r\n{\"level\":\"FORGED\"}\u001b[31m \u202E \u2028 \u0000 \uD800 \"quoted\" \\ 漢 😀";

    private static LogRecord event() {
        LogRecord event = new LogRecord(Level.WARNING, HOSTILE);
        event.setLoggerName("breakwater");
        return event;
    }

    @Test
    void aHostileMessageStaysOneLineOfJsonWithEveryCharacterKept() throws Exception {
        LogRecord event = event();
        event.setThrown(new IllegalStateException(HOSTILE));
        String line = new JsonLinesFormat().format(event);
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(line).doesNotContain("\u001b", "\u202E", "\u2028");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("level").asText()).isEqualTo("WARNING");
        assertThat(json.path("message").asText()).isEqualTo(HOSTILE);
        assertThat(json.path("error").asText()).contains("IllegalStateException");
    }

    @Test
    void aHostileMessageStaysOneShortLineForADeveloper() {
        String line = new DevelopmentFormat().format(event());
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(line).contains("warning: name\\u000d\\u000a").contains("漢 😀").doesNotContain("\u001b", "\u202E");
    }
}
