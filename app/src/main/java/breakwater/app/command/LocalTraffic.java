package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.configuration.Tuning;
import breakwater.control.Control;
import breakwater.control.publish.Subscription;
import breakwater.model.address.IpNetwork;
import breakwater.traffic.TrafficPlane;
import breakwater.traffic.TrafficSettings;
import breakwater.traffic.forward.udp.SessionSettings;
import breakwater.traffic.policy.CountryTable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The traffic plane in the process of the control plane: snapshots go to it and readings come back without a wire between. It starts
 * beside everything else, since the API answers without it; what is set meanwhile is in force as soon as it runs.
 */
final class LocalTraffic implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LocalTraffic.class.getName());

    private final FutureTask<Running> starting;

    private record Running(TrafficPlane plane, Subscription subscription) {
    }

    private LocalTraffic(FutureTask<Running> starting) {
        this.starting = starting;
    }

    /**
     * Begins to start it; returns at once.
     *
     * @throws CommandFailure if the operator's country table cannot be used
     */
    static LocalTraffic start(Control control, Tuning tuning) {
        Optional<CountryTable> given = tuning.countries().map(Countries::given);
        FutureTask<Running> starting = new FutureTask<>(() -> run(control, settings(tuning), given.orElseGet(Countries::ofProgram)));
        Thread.ofPlatform().daemon().name("traffic-start").start(() -> {
            starting.run();
            report(starting);
        });
        return new LocalTraffic(starting);
    }

    private static Running run(Control control, TrafficSettings settings, CountryTable countries) {
        TrafficPlane plane = TrafficPlane.start(settings, countries, InstantSource.system(), System::nanoTime, control.readingFeed());
        control.readyWith(plane::unready);
        return new Running(plane, control.publisher().subscribe("traffic plane", plane::apply));
    }

    private static TrafficSettings settings(Tuning tuning) {
        List<IpNetwork> withheld = new ArrayList<>(tuning.protection().withheldNetworks());
        tuning.addressBlocks().forEach(block -> withheld.add(IpNetwork.parse(block.notation())));
        return TrafficSettings.usual(tuning.protection().loopbackOriginsAllowed(), withheld, SessionSettings.amplifying(tuning.amplification()));
    }

    private static void report(FutureTask<Running> starting) {
        try {
            starting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(Level.SEVERE, "the traffic plane did not start: the API answers, but nothing is forwarded", e.getCause());
        }
    }

    /** Ends every connection that goes through it. */
    @Override
    public void close() {
        try {
            Running running = starting.get();
            running.subscription().close();
            running.plane().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(Level.FINE, "there is no traffic plane to stop", e.getCause());
        }
    }
}
