package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.configuration.LinkConfiguration;
import breakwater.app.link.LinkServer;
import breakwater.app.tls.LinkCredentials;
import breakwater.app.tls.UnusableTls;
import breakwater.control.Control;
import breakwater.control.publish.Subscription;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** Where edges that are other nodes connect to a node with the API: between its publisher and the stream. */
final class EdgeListener {
    private EdgeListener() {
    }

    /** @throws CommandFailure if the credentials cannot be used or the address cannot be had */
    static LinkServer start(LinkConfiguration configuration, Control control) {
        try {
            LinkCredentials credentials = LinkCredentials.read(configuration.credentials(), LinkCredentials.Role.CONTROL);
            return LinkServer.start(new InetSocketAddress(configuration.listen().host(), configuration.listen().port()), credentials,
                    subscriber -> {
                        Subscription subscription = control.publisher().subscribe("edge", subscriber);
                        return subscription::close;
                    },
                    control.readings()::accept);
        } catch (UnusableTls e) {
            throw new CommandFailure("cannot use the credentials for edges", e.getMessage(),
                    "./breakwater credentials makes them; copy authority.pem, control.pem and control.key to " + configuration.credentials());
        } catch (UncheckedIOException e) {
            throw new CommandFailure("edges cannot connect", e.getMessage() + " (" + e.getCause().getMessage() + ")",
                    "Put link.listen right, or stop the program that has the port");
        }
    }
}
