package breakwater.app.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What clock, env and tour share: which service they are about. Filled once by the command line's parser. */
public final class TargetOptions {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = Target.USUAL_FOLDER,
            description = "The data folder of the service to talk to (default: ${DEFAULT-VALUE}). BREAKWATER_ENDPOINT, where it "
                    + "is set, decides instead.")
    private Path dataFolder;

    /** The service that these options and the environment mean. */
    public Target target() {
        return Target.find(dataFolder, System.getenv());
    }
}
