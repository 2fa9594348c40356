package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A program that hangs ends with all that it started, and what it said until then is not lost. */
@Execution(ExecutionMode.CONCURRENT)
final class ProgramsTest {

    /** Enough for a shell to say a line on a busy machine; all of it passes, beside other tests. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void aProgramThatHangsIsEndedWithWhatItStartedAndTheFailureTellsWhatItPrinted() {
        List<String> hanging = List.of("sh", "-c", "tail -f /dev/null & echo it started $!; wait");
        Throwable failure = catchThrowable(() -> Programs.run(Path.of("."), Map.of(), hanging, SOON));
        assertThat(failure).isInstanceOf(AssertionError.class);
        Matcher started = Pattern.compile("it started (\\d+)").matcher(failure.getMessage());
        assertThat(started.find()).isTrue();
        Patience.until("what it started is gone", () -> !runs(Long.parseLong(started.group(1))));
    }

    /** Whether a process runs. What is only waiting for somebody to take note of its end has no command any more. */
    private static boolean runs(long id) {
        return ProcessHandle.of(id).flatMap(process -> process.info().command()).isPresent();
    }
}
