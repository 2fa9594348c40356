package breakwater.app.command;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything on embedded defaults, for a developer or a CI job. */
@Command(name = "dev", mixinStandardHelpOptions = true, description = "Start the whole service on embedded defaults.")
public final class DevCommand implements Runnable {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = Target.USUAL_FOLDER)
    private Path dataFolder;

    @Override
    public void run() {
    }
}
