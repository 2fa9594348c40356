package breakwater.app.command;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.InstantSource;
import breakwater.app.client.AccessKeyPair;
import breakwater.app.client.ApiClient;
import picocli.CommandLine.Command;

/** Runs the service and a client through a whole tour and ends: what the launcher's build trains the JDK's start cache with. */
@Command(name = "train", hidden = true, description = "Exercise the program once, for the start cache.")
public final class TrainCommand implements Runnable {
    @Override
    public void run() {
    }
}
