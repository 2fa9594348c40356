package breakwater.app.command;

import breakwater.app.client.ApiClient;
import breakwater.app.drill.Drill;
import breakwater.app.drill.DrillKind;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Plays a {@link Drill} against the running service. */
@Command(name = "drill", mixinStandardHelpOptions = true,
        description = "Attack an instance of your own over loopback, within bounds, and check what the service does about it.",
        footer = {"", "connections  sources over their limits of new and of open connections",
            "slow         connections that stay empty, stay silent, or send a byte a second",
            "udp          a flood of datagrams, over a source's limits of packets and of bytes",
            "reflect      datagrams from the ports of abused servers: 1900, 3702, 5353, 11211",
            "", "Exit code 0 when every expectation was kept, 1 when one was missed or the drill could not be played. For services "
            + "started with ./breakwater dev on this machine; needs Linux, where all of 127.0.0.0/8 is this machine. Bounds: 60 s, "
            + "528 connections a second, 714 sockets, 1,920 datagrams a second of 1,200 bytes at most."})
public final class DrillCommand implements Callable<Integer> {
    private static final int SECONDS_MAX = 60;

    @Parameters(paramLabel = "KIND", converter = KindConverter.class, completionCandidates = Words.class,
            description = "Which attack: ${COMPLETION-CANDIDATES}.")
    private DrillKind kind;
    @Option(names = "--seed", paramLabel = "N", description = "Replays the attack of this seed: the same sources, rates and port. Without "
            + "it one is drawn, and shown.")
    private Optional<Long> seed;
    @Option(names = "--seconds", paramLabel = "S", defaultValue = "10", description = "How long it attacks, 1 to 60 (default: ${DEFAULT-VALUE}).")
    private int seconds;
    @Option(names = "--instance", paramLabel = "ID", description = "Attack this instance, and leave it as it was. Without it one is bought, "
            + "and refunded at the end.")
    private Optional<String> instance;
    @Option(names = "--keep", description = "Keep the instance that was bought.")
    private boolean keep;
    @Option(names = "--expired", description = "First move the service clock past the instance's expiry: what the same attack does when "
            + "nothing is mitigated any more. Expectations are then missed.")
    private boolean expired;
    @Mixin
    private TargetOptions options;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > SECONDS_MAX) {
            throw new ParameterException(spec.commandLine(), "--seconds must be 1 to " + SECONDS_MAX + ", not " + seconds);
        }
        Target target = options.target();
        try (ApiClient client = target.client(InstantSource.system())) {
            Drill.Wish wish = new Drill.Wish(kind, seed.orElseGet(() -> (long) new Random().nextInt(1_000_000)), seconds, instance, keep,
                    expired);
            String region = instance.isPresent() ? target.region() : Target.USUAL_REGION;
            return new Drill(client, target.endpoint(), region, wish, System::nanoTime, spec.commandLine().getOut()).play() ? 0 : 1;
        }
    }

    /** The kinds by their words. */
    static final class KindConverter implements ITypeConverter<DrillKind> {
        @Override
        public DrillKind convert(String text) {
            return DrillKind.of(text).orElseThrow(() -> new TypeConversionException("'" + text + "' is no drill; there are "
                    + words().collect(Collectors.joining(", "))));
        }
    }

    /** The words, for the help. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }

    private static Stream<String> words() {
        return Arrays.stream(DrillKind.values()).map(DrillKind::word);
    }
}
