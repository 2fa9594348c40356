package breakwater.app.drill;

import breakwater.app.CommandFailure;
import breakwater.app.client.ApiClient;
import breakwater.app.drill.Expectation.Outcome;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * One drill from the rule it makes to the rule it deletes, told as it happens. The attack goes to a service address of this machine's loopback, within
 * {@link DrillBounds}, through a rule to an origin of the drill's own. Played by one thread.
 */
public final class Drill {
    private static final long IN_FORCE_NANOS_MAX = TimeUnit.SECONDS.toNanos(20);
    private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** What the traffic plane saw is in the reports within a second; a busy machine is given more. */
    private static final long REPORTS_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
    /** Of an expired instance most expectations are missed however long one looks. */
    private static final long EXPIRED_REPORTS_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);
    private static final long REPORTS_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final ApiClient client;
    private final URI endpoint;
    private final String region;
    private final Wish wish;
    private final LongSupplier ticker;
    private final PrintWriter out;

    /**
     * What is wanted.
     *
     * @param seed     from which everything that is drawn is drawn
     * @param seconds  how long the attack lasts, 1 to 60
     * @param instance to attack; empty to buy one
     * @param keep     whether a bought instance is kept
     * @param expired  whether the service clock is moved past the instance's expiry before the attack
     */
    public record Wish(DrillKind kind, long seed, int seconds, Optional<String> instance, boolean keep, boolean expired) {
    }

    /**
     * @param endpoint of the service that {@code client} calls
     * @param region   of the instance
     * @param ticker   monotonic nanoseconds
     * @throws IllegalArgumentException if the length is out of its range
     */
    public Drill(ApiClient client, URI endpoint, String region, Wish wish, LongSupplier ticker, PrintWriter out) {
        this.client = client;
        this.endpoint = endpoint;
        this.region = region;
        this.wish = wish;
        this.ticker = ticker;
        this.out = out;
    }

    /**
     * Plays it.
     *
     * @return whether all that was expected was so
     * @throws CommandFailure if it cannot be played
     */
    public boolean play() {
        DrillPlan plan = DrillPlan.draw(wish.kind(), wish.seed(), wish.seconds());
        DrillSubject.checkService(client, endpoint);
        DrillSubject subject = wish.instance().map(id -> DrillSubject.take(client, region, id))
                .orElseGet(() -> DrillSubject.buy(client, region));
        Thread interrupted = new Thread(() -> subject.putBack(plan, wish.keep()), "drill-put-back");
        Runtime.getRuntime().addShutdownHook(interrupted);
        boolean done = false;
        try {
            boolean kept = play(plan, subject);
            done = putBack(plan, subject);
            return kept && done;
        } finally {
            if (!done) {
                putBack(plan, subject);
            }
            forget(interrupted);
        }
    }

    private boolean putBack(DrillPlan plan, DrillSubject subject) {
        DrillSubject.PutBack end = subject.putBack(plan, wish.keep());
        if (!end.text().isEmpty()) {
            out.println(end.text());
            out.flush();
        }
        return end.done();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process is ending: the hook runs, and finds that everything is put back.
            return;
        }
    }

    private boolean play(DrillPlan plan, DrillSubject subject) {
        Tally tally = new Tally(plan.attackers().size(), ticker);
        try (Origin elsewhere = Origin.start(number -> { });
                Origin origin = Origin.start(number -> {
                    if (number >= 0 && number < plan.attackers().size()) {
                        tally.passed(plan.attackers().get(number));
                    }
                })) {
            subject.prepare(plan, elsewhere.port(plan.kind()));
            if (wish.expired()) {
                subject.expire();
            }
            // Changes come into force in their order: once the last one has, what was set before it has too.
            subject.pointAt(plan, origin.port(plan.kind()));
            LoopbackTarget target = new LoopbackTarget(new InetSocketAddress(subject.address(), subject.port()));
            announce(plan, subject, origin);
            awaitInForce(plan, target, origin);
            long began = subject.nowMillis();
            attack(plan, target, tally);
            List<Expectation> found = settled(new Expectations(plan, tally, new DrillReports(subject, plan, began)));
            return report(plan, tally, found);
        }
    }

    private void awaitInForce(DrillPlan plan, LoopbackTarget target, Origin origin) {
        HonestClients probe = new HonestClients(target, new Tally(0, ticker), ticker);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        byte[] message = HonestClients.message(Mark.PROBE, 0);
        for (long begin = ticker.getAsLong(); !origin.probed();) {
            boolean answered = plan.kind().protocol().equals("tcp") ? probe.connect(loopback, message) : probe.send(loopback, message);
            if (!answered && ticker.getAsLong() - begin > IN_FORCE_NANOS_MAX) {
                throw new CommandFailure("the rule does not carry traffic", "nothing sent to " + target.address() + " arrives",
                        "DescribeNetworkRules says in Remark why a port does not listen; the service's log may say more");
            }
            Pace.waited(ticker, ticker.getAsLong() + PROBE_NANOS);
        }
    }

    private void attack(DrillPlan plan, LoopbackTarget target, Tally tally) {
        long begin = ticker.getAsLong();
        long end = begin + TimeUnit.SECONDS.toNanos(plan.seconds());
        HonestClients honest = new HonestClients(target, tally, ticker);
        DatagramAttack datagrams = new DatagramAttack(target, tally, ticker);
        try (ConnectionAttack connections = new ConnectionAttack(target, tally, ticker);
                ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
            plan.honest().forEach(source -> everybody.execute(() -> honest.play(plan.kind(), source, begin, end)));
            plan.attackers().forEach(attacker -> everybody.execute(() -> {
                if (plan.kind().protocol().equals("tcp")) {
                    connections.play(attacker, begin, end);
                } else {
                    datagrams.play(attacker, begin, end);
                }
            }));
        }
    }

    /** Looks until everything is kept, or for as long as reports may take. */
    private List<Expectation> settled(Expectations expectations) {
        long begin = ticker.getAsLong();
        long most = wish.expired() ? EXPIRED_REPORTS_NANOS_MAX : REPORTS_NANOS_MAX;
        List<Expectation> found = expectations.look();
        while (found.stream().anyMatch(Expectation::missed) && ticker.getAsLong() - begin < most
                && Pace.waited(ticker, ticker.getAsLong() + REPORTS_NANOS)) {
            found = expectations.look();
        }
        return found;
    }

    private void announce(DrillPlan plan, DrillSubject subject, Origin origin) {
        line("Drill %s, seed %d, %d s: %s port %d of %s (%s)%s%n", plan.kind().word(), plan.seed(), plan.seconds(), plan.kind().protocol(),
                subject.port(), subject.id(), subject.address().getHostAddress(), wish.expired() ? ", which has expired"
                        : subject.bought() ? ", bought for this" : "");
        line("  the rule leads to 127.0.0.1:%d; %s%n", origin.port(plan.kind()), plan.kind().policy().isEmpty()
                ? "dropped as reflection: UDP from " + Reflector.ALL.stream().map(reflector -> Integer.toString(reflector.port()))
                        .collect(Collectors.joining(", ")) + " (those below 1024 take root to send)"
                : "its Config is " + plan.kind().policy());
        line("  %d honest clients ask 4 times a second each; meanwhile%n", plan.honest().size());
        plan.kind().behaviours().forEach(behaviour -> line("  %d sources %s, up to %d a second each%n",
                plan.attackers(behaviour).size(), behaviour.words(), behaviour.perSecondMax()));
        out.flush();
    }

    private boolean report(DrillPlan plan, Tally tally, List<Expectation> found) {
        line("%nHonest clients were served %d of %d times (%.1f %%). Attackers: %,d %s sent, %,d let through, %,d refused.%n",
                tally.honestServed(), tally.honestTried(), 100.0 * tally.honestServed() / Math.max(1, tally.honestTried()), tally.sent(),
                plan.kind().protocol().equals("tcp") ? "connections" : "datagrams", tally.passed(), tally.sent() - tally.passed());
        int width = found.stream().mapToInt(expectation -> expectation.text().length()).max().orElse(1);
        found.forEach(expectation -> line("  %-7s  %-" + width + "s  %s%n", expectation.outcome().word(), expectation.text(),
                expectation.found()));
        long missed = found.stream().filter(Expectation::missed).count();
        long kept = found.stream().filter(expectation -> expectation.outcome() == Outcome.KEPT).count();
        line(missed == 0 ? "All %d expectations kept. " : "%d of the expectations kept, %d MISSED. ", kept, missed);
        out.flush();
        return missed == 0;
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
