package breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTextTest {
    @ParameterizedTest
    @CsvSource({"8d, 691200", "12h, 43200", "45m, 2700", "90s, 90", "4w, 2419200", "1d12h, 129600", "0s, 0", "999999w, 604799395200"})
    void aSpanIsReadInItsUnits(String text, long seconds) {
        assertThat(SpanText.parse(text)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "8", "d", "-1d", "1.5d", "1h1d", "8D", "1d 2h", "99999999d"})
    void whatIsNotASpanIsRefused(String text) {
        assertThat(SpanText.parse(text)).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (long seconds : new long[] {0, 1, 59, 60, 3_599, 86_400, 90_061, 691_200}) {
            assertThat(SpanText.parse(SpanText.write(Duration.ofSeconds(seconds)))).contains(Duration.ofSeconds(seconds));
        }
    }
}
