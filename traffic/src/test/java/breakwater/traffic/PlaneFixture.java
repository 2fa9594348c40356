package breakwater.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.model.reading.Reading;
import breakwater.model.reading.RuleReading;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.ProtectedInstance.Blackhole;
import breakwater.model.snapshot.ProtectedInstance.Capacity;
import breakwater.model.snapshot.ProtectedInstance.Deadlines;
import breakwater.model.snapshot.ProtectedInstance.RegionBlock;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.ServiceTime;
import breakwater.model.snapshot.SourceLists;
import breakwater.model.snapshot.Transport;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.forward.health.HealthSettings;
import breakwater.traffic.forward.tcp.RelaySettings;
import breakwater.traffic.forward.udp.SessionSettings;
import breakwater.traffic.listener.ListenerSettings;
import breakwater.traffic.policy.CountryTable;
import breakwater.traffic.policy.PolicySettings;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A plane on real sockets of 127.77.0.0/16, with a wall clock that is moved by hand and a ticker that runs and can be moved ahead.
 * Each fixture has service addresses of its own, so test classes do not meet.
 */
public final class PlaneFixture implements AutoCloseable {
    public static final long START = Instant.parse("2026-11-21T00:00:00Z").toEpochMilli();
    public static final long DAY = 86_400_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final AtomicInteger ADDRESSES = new AtomicInteger((int) (ProcessHandle.current().pid() * 131) & 0x3fff);

    public final AtomicLong wallMillis = new AtomicLong(START);
    public final AtomicLong tickerAheadNanos = new AtomicLong();
    public final TrafficPlane plane;
    private final Map<String, ProtectedInstance> instances = new LinkedHashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<Socket> holders = new ArrayList<>();
    private ServiceTime time = ServiceTime.WALL;
    private long revision;

    public PlaneFixture() {
        this(settings(RelaySettings.USUAL, Integer.MAX_VALUE));
    }

    public PlaneFixture(TrafficSettings settings) {
        this(settings, Sockets.best());
    }

    public PlaneFixture(Sockets sockets) {
        this(settings(RelaySettings.USUAL, Integer.MAX_VALUE), sockets);
    }

    private PlaneFixture(TrafficSettings settings, Sockets sockets) {
        plane = TrafficPlane.start(settings, sockets, CountryTable.UNKNOWN, () -> Instant.ofEpochMilli(wallMillis.get()),
                () -> System.nanoTime() + tickerAheadNanos.get(), reading -> { });
    }

    public static TrafficSettings settings(RelaySettings relay, long descriptorsMax) {
        return new TrafficSettings(2, 60_000, true, List.of(), 1 << 10, new ListenerSettings(1_024, 10, 50, 20, descriptorsMax), relay,
                SessionSettings.USUAL, HealthSettings.USUAL, PolicySettings.USUAL);
    }

    /** A service address nobody else has. None ends in 255: the JDK takes those of loopback for broadcasts and binds no socket to them. */
    public static InetAddress address() {
        int next = ADDRESSES.incrementAndGet() & 0x3fff;
        return InetAddress.ofLiteral("127.77." + (64 + next / 255) + "." + next % 255);
    }

    public static ForwardingRule tcp(int port, InetSocketAddress... origins) {
        return new ForwardingRule(Transport.TCP, port, Arrays.asList(origins), ProxyProtocol.NONE, 0, Optional.empty(), RulePolicy.NONE);
    }

    public static ForwardingRule with(ForwardingRule rule, ProxyProtocol proxy) {
        return new ForwardingRule(rule.transport(), rule.frontendPort(), rule.origins(), proxy, rule.persistenceSeconds(),
                rule.healthCheck(), rule.policy());
    }

    public static ForwardingRule keeping(ForwardingRule rule, int persistenceSeconds) {
        return new ForwardingRule(rule.transport(), rule.frontendPort(), rule.origins(), rule.proxyProtocol(), persistenceSeconds,
                rule.healthCheck(), rule.policy());
    }

    public static ProtectedInstance instance(String id, InetAddress address, ForwardingRule... rules) {
        return new ProtectedInstance(id, address, new Deadlines(START + 30 * DAY, START + 37 * DAY),
                new Capacity(1_000_000, 1_000_000, 1L << 40, 1L << 40, 1L << 40, 60), SourceLists.NONE, RegionBlock.NONE, Set.of(),
                AutomaticMode.OFF, List.of(), Blackhole.NONE, 0, Arrays.asList(rules));
    }

    public static ProtectedInstance until(ProtectedInstance of, long mitigateUntil, long forwardUntil) {
        return new ProtectedInstance(of.id(), of.serviceAddress(), new Deadlines(mitigateUntil, forwardUntil), of.capacity(), of.sources(),
                of.regionBlock(), of.reflectionPorts(), of.automatic(), of.scenes(), of.blackhole(), of.lineBlock(), of.rules());
    }

    /** Puts an instance in force, new or changed. */
    public void put(ProtectedInstance instance) {
        instances.put(instance.id(), instance);
        apply();
    }

    public void change(String id, UnaryOperator<ProtectedInstance> change) {
        put(change.apply(instances.get(id)));
    }

    public void remove(String id) {
        instances.remove(id);
        apply();
    }

    public void serviceTime(ServiceTime next) {
        time = next;
        apply();
    }

    private void apply() {
        plane.apply(new ProtectionSnapshot(++revision, time, instances));
    }

    /** One instance with one rule for a free port; the address it listens on. */
    public InetSocketAddress forward(String id, ForwardingRule... rules) {
        InetAddress address = address();
        put(instance(id, address, rules));
        return new InetSocketAddress(address, rules[0].frontendPort());
    }

    /** How often connections of a rule ended so, since the start. */
    public long ended(RuleKey key, Ending ending) {
        return drained().stream().filter(rule -> rule.rule().equals(key)).mapToLong(rule -> rule.endings().getOrDefault(ending, 0L)).sum();
    }

    public Map<Ending, Long> endings(RuleKey key) {
        Map<Ending, Long> sum = new LinkedHashMap<>();
        drained().stream().filter(rule -> rule.rule().equals(key))
                .forEach(rule -> rule.endings().forEach((ending, count) -> sum.merge(ending, count, Long::sum)));
        return sum;
    }

    /** Bytes of a rule in both directions, since the start. */
    public long carriedBytes(RuleKey key) {
        return drained().stream().filter(rule -> rule.rule().equals(key)).mapToLong(rule -> rule.inBytes() + rule.outBytes()).sum();
    }

    /** Waits until connections of a rule have ended so, that often. */
    public void awaitEnded(RuleKey key, Ending ending, long count) {
        await(() -> ended(key, ending) >= count, () -> key + " ended so: " + endings(key));
    }

    public Optional<String> fault(RuleKey key) {
        Reading now = plane.read();
        synchronized (readings) {
            readings.add(now);
        }
        return now.rules().stream().filter(rule -> rule.rule().equals(key)).findFirst().flatMap(RuleReading::fault);
    }

    private List<RuleReading> drained() {
        synchronized (readings) {
            readings.add(plane.read());
            return readings.stream().flatMap(reading -> reading.rules().stream()).toList();
        }
    }

    public static RuleKey key(String id, int port) {
        return new RuleKey(id, Transport.TCP, port);
    }

    /** A bounded wait for a condition that another thread brings about. */
    public static void await(BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(end);
            try {
                assertThat(never.await(2, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /**
     * How long it keeps the machine's processors busy, milliseconds: what it would take with the machine to itself. Other programs that run
     * meanwhile do not count, so a busy machine fails nothing.
     */
    public static long workMillis(Runnable task) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        task.run();
        return TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime() - before) / 2;
    }

    /** A client's socket with a bounded wait for every read. */
    public static Socket connect(InetSocketAddress to) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        socket.connect(to, 10_000);
        return socket;
    }

    /** An address of its own on which nothing listens, and nobody comes to listen by chance: its port is none that a system gives away. */
    public static InetSocketAddress nobody() {
        return new InetSocketAddress(address(), 4_000);
    }

    /**
     * A port of an address that a machine has only one of, such as {@code ::1}. Nobody else is given it while the fixture is open: the kernel
     * picks no port for anybody to which a socket is bound, and lets another one listen there that asks to reuse it.
     */
    public int heldPort(InetAddress address) throws IOException {
        Socket holder = new Socket();
        holders.add(holder);
        holder.setReuseAddress(true);
        holder.bind(new InetSocketAddress(address, 0));
        return holder.getLocalPort();
    }

    @Override
    public void close() {
        plane.close();
        for (Socket holder : holders) {
            try {
                holder.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
