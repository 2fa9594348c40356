package breakwater.control;

import breakwater.control.account.Identity;
import breakwater.control.account.SecretSealer;
import breakwater.control.audit.Audit;
import breakwater.control.audit.Leaks;
import breakwater.control.authenticate.Authenticator;
import breakwater.control.authenticate.Nonces;
import breakwater.control.authenticate.PasswordAuthenticator;
import breakwater.control.authorize.Authorizer;
import breakwater.control.billing.DdosRenewal;
import breakwater.control.billing.DdosSales;
import breakwater.control.billing.Orders;
import breakwater.control.billing.SecurityBills;
import breakwater.control.billing.SitePlanRenewal;
import breakwater.control.billing.SitePlanSales;
import breakwater.control.contract.Contracts;
import breakwater.control.contract.Endpoints;
import breakwater.control.describe.Pages;
import breakwater.control.front.HttpFront;
import breakwater.control.front.Site;
import breakwater.control.lifecycle.DueKind;
import breakwater.control.lifecycle.Housekeeping;
import breakwater.control.lifecycle.ServiceClock;
import breakwater.control.lifecycle.Worker;
import breakwater.control.lifecycle.ddos.AddressPool;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosListings;
import breakwater.control.lifecycle.ddos.DdosRecords;
import breakwater.control.lifecycle.esa.DnsOwnership;
import breakwater.control.lifecycle.esa.EsaDues;
import breakwater.control.lifecycle.esa.SiteOwnership;
import breakwater.control.lifecycle.esa.SitePlans;
import breakwater.control.lifecycle.esa.TxtResolver;
import breakwater.control.operation.Operation;
import breakwater.control.operation.breakwater.BreakwaterOperations;
import breakwater.control.operation.bss.BssOperations;
import breakwater.control.operation.ddoscoo.DdoscooOperations;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.operation.ddoscoo.mitigation.MitigationOperations;
import breakwater.control.operation.ddoscoo.port.PortOperations;
import breakwater.control.operation.ddoscoo.report.ReportOperations;
import breakwater.control.operation.esa.EsaOperations;
import breakwater.control.operation.ram.RamOperations;
import breakwater.control.operation.sts.StsOperations;
import breakwater.control.pipeline.Pipeline;
import breakwater.control.pipeline.Registry;
import breakwater.control.pipeline.RequestIds;
import breakwater.control.pipeline.RequestMeters;
import breakwater.control.pipeline.Throttle;
import breakwater.control.protection.Mitigations;
import breakwater.control.protection.ProtectionChanges;
import breakwater.control.protection.ProtectionReader;
import breakwater.control.protection.ProtectionRevision;
import breakwater.control.protection.Rules;
import breakwater.control.publish.HistorySweep;
import breakwater.control.publish.Publisher;
import breakwater.control.publish.ReadingEffects;
import breakwater.control.publish.ReadingFeed;
import breakwater.control.publish.Readings;
import breakwater.control.publish.RuleStates;
import breakwater.control.publish.TrafficMeters;
import breakwater.control.request.RawRequest;
import breakwater.control.respond.Answer;
import breakwater.control.store.Store;
import breakwater.control.tag.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A running control plane: every room, given to those that use it, started in order and stopped in the reverse order.
 */
public final class Control implements AutoCloseable {
    private final Store store;
    private final ServiceClock clock;
    private final Identity identity;
    private final Orders orders;
    private final Audit audit;
    private final Worker worker;
    private final Readings readings;
    private final ReadingFeed readingFeed;
    private final Housekeeping housekeeping;
    private final Publisher publisher;
    private final HttpFront front;
    private volatile Supplier<Optional<String>> traffic = Optional::empty;

    /** Makes what is served beside the API and lives by calling it. */
    @FunctionalInterface
    public interface Sites {
        /** The control plane serves the API alone. */
        Sites NONE = api -> List.of();

        /** @param api answers a request as if it had come over the wire to the path of the API */
        List<Site> over(Function<RawRequest, Answer> api);
    }

    private Control(ControlSettings settings, Store store, InstantSource wall, LongSupplier ticker, Sites sites) {
        this.store = store;
        Contracts contracts = Contracts.load();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        clock = settings.clockMovable()
                ? ServiceClock.movable(store, wall, ticker, settings.storeShared())
                : ServiceClock.system(store, wall, ticker);
        audit = new Audit(store, settings.auditBounds());
        Nonces nonces = new Nonces();
        identity = Identity.over(store, new SecretSealer(settings.masterKey()), ticker);
        orders = new Orders(settings.prices().exchange());

        Tags tags = new Tags();
        Leaks leaks = new Leaks();
        DdosRecords ddosRecords = new DdosRecords();
        AddressPool addresses = new AddressPool(settings.addressBlocks(), settings.addressQuarantine());
        ProtectionRevision revision = new ProtectionRevision();
        DdosInstances ddosInstances = new DdosInstances(settings.lifespan(), addresses, tags, new ProtectionChanges(revision));
        DdosListings ddosListings = new DdosListings(settings.lifespan(), tags);
        SitePlans sitePlans = new SitePlans();
        SitePlanSales sitePlanSales = new SitePlanSales(orders, settings.prices(), sitePlans, settings.lifespan());
        DdosSales ddosSales = new DdosSales(orders, settings.prices(), ddosInstances);

        Mitigations mitigations = new Mitigations(revision);
        TrafficMeters trafficMeters = new TrafficMeters(meters, settings.meteredInstances(), ticker);
        readings = new Readings(store, wall, trafficMeters,
                ReadingEffects.mitigation(mitigations, settings.protection().blackholeTime()));
        readingFeed = new ReadingFeed(readings);
        trafficMeters.bind(readings, readingFeed, () -> store.read(transaction -> RuleStates.faultCount(transaction, wall.instant())));
        ProtectionReader protectionReader = new ProtectionReader(ddosInstances, mitigations, settings.protection());
        publisher = new Publisher(store, clock, revision, protectionReader, settings.storeShared());
        List<Operation<?, ?>> operations = new ArrayList<>();
        operations.addAll(DdoscooOperations.all(ddosInstances, ddosListings, ddosRecords, tags, settings.prices(), ddosSales, leaks,
                readings, protectionReader.basicBitsPerSecond()));
        operations.addAll(PortOperations.all(new InstanceLookup(ddosInstances, ddosListings), new Rules(revision),
                settings.originAddresses(), readings.states(),
                (transaction, instanceId) -> RuleStates.faults(transaction, wall.instant(), instanceId), settings.protection()));
        operations.addAll(MitigationOperations.all(new InstanceLookup(ddosInstances, ddosListings), mitigations));
        operations.addAll(ReportOperations.all(new InstanceLookup(ddosInstances, ddosListings), readings));
        operations.addAll(BssOperations.all(orders, settings.prices(), ddosInstances, ddosListings, sitePlans));
        SiteOwnership ownership = settings.sitesVerifiedByDns()
                ? new DnsOwnership(wall, new TxtResolver()) : SiteOwnership.ASSUMED;
        operations.addAll(EsaOperations.all(orders, settings.prices(), sitePlans, sitePlanSales, tags, settings.filings(),
                ownership));
        operations.addAll(RamOperations.all(identity, audit));
        operations.addAll(StsOperations.all(identity));
        List<DueKind> due = new ArrayList<>(List.of(new DdosRenewal(ddosInstances, ddosSales),
                new SitePlanRenewal(sitePlans, sitePlanSales), ddosInstances.automaticRelease(), addresses.quarantineEnds()));
        due.addAll(EsaDues.all(new SecurityBills(orders, settings.prices()), tags));
        worker = new Worker(store, clock, due);
        operations.addAll(BreakwaterOperations.all(settings.operatorAccountId(), clock, worker, audit, leaks, identity, orders,
                ddosInstances, readings));
        List<Housekeeping.Task> tasks = new ArrayList<>(new HistorySweep(store, clock, readings).tasks());
        tasks.addAll(List.of(
                new Housekeeping.Task("used nonces", Duration.ofSeconds(30),
                        (now, limit) -> store.write(transaction -> nonces.prune(transaction, now, limit))),
                new Housekeeping.Task("old audit records", Duration.ofSeconds(5), audit::prune),
                new Housekeeping.Task("expired source listings", Duration.ofMinutes(1), (now, limit) -> store.write(transaction ->
                        mitigations.sources().prune(transaction, clock.instant(transaction), limit))),
                new Housekeeping.Task("instances that the traffic plane was told are released", Duration.ofMinutes(10), (now, limit) ->
                        store.write(transaction -> revision.prune(transaction, limit))),
                new Housekeeping.Task("settled leaks", Duration.ofHours(1), (now, limit) -> store.write(transaction ->
                        leaks.prune(transaction, clock.instant(transaction).minus(Duration.ofDays(1)), limit)))));
        housekeeping = new Housekeeping(wall, tasks);
        ServiceMeters.bind(meters, worker, audit, nonces);
        Registry registry = Registry.of(contracts, operations);
        RequestIds requestIds = new RequestIds(wall);
        Pipeline pipeline = new Pipeline(new Pipeline.Rooms(registry, Endpoints.load(),
                new Authenticator(identity.directory(), nonces), new PasswordAuthenticator(identity.passwords()), nonces, new Authorizer(identity.directory()),
                new Throttle(settings.throttleCallsPerSecond(), settings.throttleBurstCalls(), ticker), store, clock, audit,
                new RequestMeters(meters), requestIds, ticker));
        Pages pages = new Pages(registry, meters, this::unready);
        store.read(transaction -> {
            identity.accessKeys().checkMasterKey(transaction);
            return true;
        });
        try {
            audit.start();
            worker.start();
            housekeeping.start();
            readingFeed.start();
            publisher.start();
            front = HttpFront.start(pipeline, sites.over(pipeline::handle), pages, wall, requestIds, settings.listeners());
        } catch (RuntimeException e) {
            stopWork();
            throw e;
        }
    }

    /**
     * Starts everything on an open store; when this returns, requests are answered.
     *
     * @param wall   the wall clock: signatures, nonces, audit
     * @param ticker monotonic nanoseconds: rates and durations
     * @param sites  what is served beside the API
     * @throws RuntimeException if an address cannot be bound, the store cannot be read, or its secrets were sealed with another master key;
     *                          nothing is left running
     */
    public static Control start(ControlSettings settings, Store store, InstantSource wall, LongSupplier ticker, Sites sites) {
        return new Control(settings, store, wall, ticker, sites);
    }

    /** The HTTP port that was bound. */
    public int port() {
        return front.port();
    }

    /** The HTTPS port that was bound, if TLS was asked for. */
    public Optional<Integer> tlsPort() {
        return front.tlsPort();
    }

    /** The store that everything lies in; still open after {@link #close}. */
    public Store store() {
        return store;
    }

    public ServiceClock clock() {
        return clock;
    }

    public Identity identity() {
        return identity;
    }

    public Orders orders() {
        return orders;
    }

    public Worker worker() {
        return worker;
    }

    /** Where the readings of traffic planes go that come over the wire: counted once, on disk when it returns. */
    public Readings readings() {
        return readings;
    }

    /** Where the readings of a traffic plane in this process go: it never waits. */
    public ReadingFeed readingFeed() {
        return readingFeed;
    }

    /** Tells what the traffic plane is to know. */
    public Publisher publisher() {
        return publisher;
    }

    /**
     * Makes {@code /readyz} ask a traffic plane in this process as well.
     *
     * @param unready why the plane takes no new connections; empty while it takes them. Asked by any thread, and answers at once
     */
    public void readyWith(Supplier<Optional<String>> unready) {
        traffic = unready;
    }

    private Optional<String> unready() {
        return store.answers() ? traffic.get() : Optional.of("the store does not answer");
    }

    /** Stops taking requests, ends the ones in progress, then the worker and the audit. The store stays open. */
    @Override
    public void close() {
        front.close();
        stopWork();
    }

    private void stopWork() {
        readingFeed.close();
        publisher.close();
        housekeeping.close();
        worker.close();
        audit.close();
    }
}
