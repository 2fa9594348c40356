package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.configuration.EdgeConfiguration;
import breakwater.app.configuration.Endpoint;
import breakwater.app.link.LinkClient;
import breakwater.app.link.SnapshotFile;
import breakwater.app.page.EdgeMeters;
import breakwater.app.page.EdgePages;
import breakwater.app.tls.LinkCredentials;
import breakwater.app.tls.UnusableTls;
import breakwater.model.reading.Reading;
import breakwater.traffic.TrafficPlane;
import breakwater.traffic.TrafficSettings;
import breakwater.traffic.forward.udp.SessionSettings;
import breakwater.traffic.policy.CountryTable;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Logger;

/** A node that only carries traffic: a traffic plane at the end of a stream to the control nodes. */
final class EdgeNode implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EdgeNode.class.getName());

    private final TrafficPlane plane;
    private final LinkClient link;
    private final Optional<EdgePages> pages;

    private EdgeNode(TrafficPlane plane, LinkClient link, Optional<EdgePages> pages) {
        this.plane = plane;
        this.link = link;
        this.pages = pages;
    }

    /**
     * Starts it; when this returns, the snapshot of its disk is in force, if there is one.
     *
     * @throws CommandFailure if the credentials, the folder or the operator's country table cannot be used, or the pages' address cannot be had;
     *                        nothing is left running then
     */
    static EdgeNode start(EdgeConfiguration configuration) {
        SnapshotFile file = SnapshotFile.open(DataFolder.at(configuration.dataFolder()).path().resolve("snapshot"));
        LinkCredentials credentials;
        try {
            credentials = LinkCredentials.read(configuration.credentials(), LinkCredentials.Role.EDGE);
        } catch (UnusableTls e) {
            throw new CommandFailure("cannot use the credentials of the edge", e.getMessage(),
                    "./breakwater credentials makes them; copy authority.pem, edge.pem and edge.key to " + configuration.credentials());
        }
        // The plane has its first reading before there is a stream: what it says then is nothing yet.
        AtomicReference<Consumer<Reading>> sending = new AtomicReference<>(reading -> { });
        TrafficSettings settings = TrafficSettings.usual(configuration.protection().loopbackOriginsAllowed(),
                configuration.protection().withheldNetworks(), SessionSettings.amplifying(configuration.amplification()));
        CountryTable countries = configuration.countries().map(Countries::given).orElseGet(Countries::ofProgram);
        TrafficPlane plane = TrafficPlane.start(settings, countries, InstantSource.system(), System::nanoTime,
                reading -> sending.get().accept(reading));
        LinkClient link = LinkClient.start(configuration.controls(), credentials, file, plane.edgeId(), plane::apply);
        EdgeMeters meters = new EdgeMeters(link, () -> plane.unready().isEmpty());
        sending.set(reading -> {
            meters.count(reading);
            link.accept(reading);
        });
        try {
            Optional<EdgePages> pages = configuration.pages().map(at -> pages(at, link, plane, meters));
            LOG.info("carrying traffic as " + plane.edgeId() + ", asking " + configuration.controls()
                    + pages.map(shown -> "; pages on http://" + configuration.pages().orElseThrow().host() + ":" + shown.port()).orElse(""));
            return new EdgeNode(plane, link, pages);
        } catch (CommandFailure e) {
            link.close();
            plane.close();
            throw e;
        }
    }

    private static EdgePages pages(Endpoint at, LinkClient link, TrafficPlane plane, EdgeMeters meters) {
        try {
            return EdgePages.start(new InetSocketAddress(at.host(), at.port()), link, plane::unready, meters);
        } catch (UncheckedIOException e) {
            throw new CommandFailure("the pages cannot be shown at " + at, e.getCause().getMessage(),
                    "Put listen.pages right (or off), or stop the program that has the port");
        }
    }

    void runUntilStopped() {
        ProcessEnd.await(this::close, () -> LOG.info("stopped"));
    }

    @Override
    public void close() {
        pages.ifPresent(EdgePages::close);
        link.close();
        plane.close();
    }
}
