package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.client.Answer;
import breakwater.app.client.ApiClient;
import breakwater.app.client.Product;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Plays {@link Tour} against the running service. */
@Command(name = "tour", mixinStandardHelpOptions = true,
        description = "Play the whole life of an instance against the running service, showing each call and answer.",
        footer = {"", "It buys instances with the development account and moves the service clock by about four months, so it "
            + "is for services started with ./breakwater dev."})
public final class TourCommand implements Runnable {
    @Mixin
    private TargetOptions options;
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Target target = options.target();
        try (ApiClient client = target.client(InstantSource.system())) {
            long started = System.nanoTime();
            Answer clock = client.call(Product.BREAKWATER, "DescribeClock", Map.of());
            if (!clock.good()) {
                throw new CommandFailure("the service at " + target.endpoint() + " refuses this access key",
                        clock.code() + ", " + clock.text("/Message"),
                        "Set BREAKWATER_ENDPOINT and the keys that ./breakwater env --shell prints");
            }
            int calls = new Tour(client, spec.commandLine().getOut()).play();
            spec.commandLine().getOut().printf("%n%d calls, each answered as it should be, in %.1f s.%n", calls,
                    Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0);
            spec.commandLine().getOut().flush();
        }
    }
}
