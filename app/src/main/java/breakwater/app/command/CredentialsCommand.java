package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.tls.LinkCredentials;
import breakwater.app.tls.UnusableTls;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the keys of the stream between control nodes and edges. */
@Command(name = "credentials", mixinStandardHelpOptions = true,
        description = "Make the keys with which edges and control nodes recognise each other.",
        footer = {"", "Control nodes need authority.pem, control.pem and control.key; edges need authority.pem, edge.pem and edge.key. "
            + "Copy them over a channel you trust, name their folder in link.credentials, and delete this one. The "
            + "authority's own key is not kept: for new certificates make a new set."})
public final class CredentialsCommand implements Runnable {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where they are written; made if it is not there.")
    private Path folder;
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try {
            LinkCredentials.make(folder, InstantSource.system());
        } catch (UnusableTls e) {
            throw new CommandFailure("no credentials were made", e.getMessage(), "Give an empty folder with --out");
        }
        spec.commandLine().getOut().println("Made " + folder.resolve("authority.pem") + ", and control.pem, control.key, edge.pem, "
                + "edge.key beside it, good for " + LinkCredentials.VALID.toDays() / 365 + " years.");
        spec.commandLine().getOut().flush();
    }
}
