package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.SpanText;
import breakwater.app.client.Answer;
import breakwater.app.client.ApiClient;
import breakwater.app.client.Product;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows and moves the service clock, through the product's own operations. */
@Command(name = "clock", mixinStandardHelpOptions = true,
        description = "Show or move the service clock, on which instances live. It never goes back.")
public final class ClockCommand implements Runnable {
    @Mixin
    private TargetOptions options;
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        play(options, spec, "DescribeClock", Map.of());
    }

    @Command(name = "advance", mixinStandardHelpOptions = true,
            description = "Move the clock forward. All that falls due in between happens, in order, before this returns.")
    int advance(@Mixin TargetOptions target,
            @Parameters(paramLabel = "SPAN", converter = SpanConverter.class,
                    description = "How far: 90s, 45m, 12h, 8d, 4w, or joined: 1d12h.") Duration span) {
        return play(target, spec, "AdvanceClock", Map.of("Seconds", Long.toString(span.toSeconds())));
    }

    @Command(name = "freeze", mixinStandardHelpOptions = true,
            description = "Stop the clock where it is. It can still be advanced.")
    int freeze(@Mixin TargetOptions target) {
        return play(target, spec, "FreezeClock", Map.of());
    }

    @Command(name = "resume", mixinStandardHelpOptions = true,
            description = "Let a frozen clock run on from where it is.")
    int resume(@Mixin TargetOptions target) {
        return play(target, spec, "ResumeClock", Map.of());
    }

    private static int play(TargetOptions options, CommandSpec spec, String action, Map<String, String> parameters) {
        try (ApiClient client = options.target().client(InstantSource.system())) {
            Answer answer = client.call(Product.BREAKWATER, action, parameters);
            if (!answer.good()) {
                throw new CommandFailure(action + " was refused", answer.code() + ", " + answer.text("/Message"),
                        "RequestId " + answer.text("/RequestId"));
            }
            spec.commandLine().getOut().println(answer.text("/Now") + "  " + answer.text("/Mode") + offset(answer));
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    private static String offset(Answer answer) {
        long seconds = answer.number("/OffsetSeconds");
        return seconds == 0 ? "" : "  " + SpanText.write(Duration.ofSeconds(Math.abs(seconds)))
                + (seconds > 0 ? " ahead of" : " behind") + " the wall clock";
    }

    /** Spans of at least a second. */
    static final class SpanConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return SpanText.parse(text).filter(span -> !span.isZero()).orElseThrow(() -> new TypeConversionException(
                    "'" + text + "' is not a span such as 8d, 12h, 45m, 90s or 1d12h"));
        }
    }
}
