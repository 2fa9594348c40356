package breakwater.bench.l4;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What legitimate clients keep while an attack runs, with everything on all cores. Beside it the same attack load, sent to an address where
 * nobody is: attacker and victim share the cores, so only the difference between the two is the relay's.
 */
final class AttackSection {
    private static final int CONNECTIONS = 32;
    private static final int REQUESTS_EACH = 50;
    private static final int CLIENTS = 4_096;
    private static final int OFFENDERS = 10_000;
    private static final double ATTEMPTS_PER_SECOND = 2_000;
    private static final int SLOW_CONNECTIONS = 4_000;
    private static final int SLOW_SOURCES = 1_000;
    private static final int FLOOD_SOURCES = 256;
    private static final double DATAGRAMS_PER_SECOND = 100_000;
    private static final String UNUSED_ADDRESS = "127.78.0.99";

    /** One run: what clients got, and what became of the attack. */
    private record Run(Answered answered, double attemptsPerSecond, double refusedShare, long held) {
    }

    private record Pair(Run unused, Run attacked) {
        double kept() {
            return attacked.answered().perSecond() / unused.answered().perSecond();
        }
    }

    private final Bench bench;
    private final Kernel kernel = new Kernel();

    AttackSection(Bench bench) {
        this.bench = bench;
    }

    void connections() throws IOException, InterruptedException {
        int offenders = Descriptors.connections(OFFENDERS) - CONNECTIONS;
        measure(String.format(Locale.ROOT, "%,d sources hold the one connection they may have and try %,.0f more a second", offenders,
                ATTEMPTS_PER_SECOND), Checks.ONE_CONNECTION, Service.ANSWERS, address ->
                new ConnectionAttack(SocketAddresses.of(address), SocketAddresses.attackers(offenders), ATTEMPTS_PER_SECOND));
    }

    void slow() throws IOException, InterruptedException {
        measure(String.format(Locale.ROOT, "%,d slow connections of four kinds from %,d sources", SLOW_CONNECTIONS, SLOW_SOURCES),
                Checks.USUAL, Service.ANSWERS, address ->
                new SlowAttack(SocketAddresses.of(address), SocketAddresses.attackers(SLOW_SOURCES), SLOW_CONNECTIONS));
    }

    void flood() throws IOException, InterruptedException {
        String flood = String.format(Locale.ROOT, "A flood of %,.0f datagrams a second from %,d sources", DATAGRAMS_PER_SECOND, FLOOD_SOURCES);
        for (Checks checks : List.of(Checks.USUAL, Checks.FEW_DATAGRAMS)) {
            measure(flood + String.format(Locale.ROOT, ", of which each may send %,d", checks.packets()), checks, Service.DATAGRAMS,
                    AttackSection::flood);
        }
        measure(flood + String.format(Locale.ROOT, ", which are on the black list after %d seconds over that limit", Checks.LISTING.offences()),
                Checks.LISTING, Service.DATAGRAMS, AttackSection::flood);
    }

    private static Attack flood(InetSocketAddress address) {
        return new DatagramFlood(SocketAddresses.of(address), SocketAddresses.attackers(FLOOD_SOURCES), DATAGRAMS_PER_SECOND);
    }

    private void measure(String title, Checks checks, Service attacked, Function<InetSocketAddress, Attack> attack)
            throws IOException, InterruptedException {
        List<Contender> contenders = List.of(Contender.BREAKWATER, Contender.HAPROXY, Contender.NGINX);
        Map<Contender, List<Pair>> results = new EnumMap<>(Contender.class);
        List<RelayProcess> relays = new ArrayList<>();
        InetSocketAddress unused = new InetSocketAddress(UNUSED_ADDRESS, attacked.frontendPort());
        try (OriginProcess origin = OriginProcess.start(Placement.ANYWHERE)) {
            for (Contender contender : contenders) {
                relays.add(RelayProcess.start(contender, origin, checks, Placement.ANYWHERE));
                results.put(contender, new ArrayList<>());
            }
            for (RelayProcess relay : relays) {
                bench.warmUp(relay.contender(), time -> {
                    load(relay).run(kernel, time);
                    // The way of a refusal is to be warm as well.
                    run(relay, attack.apply(relay.address(attacked)), time);
                });
            }
            for (int run = 0; run < bench.runs(); run++) {
                for (RelayProcess relay : relays) {
                    Run quiet = run(relay, attack.apply(unused), bench.time());
                    results.get(relay.contender()).add(new Pair(quiet, run(relay, attack.apply(relay.address(attacked)), bench.time())));
                }
            }
        } finally {
            relays.forEach(RelayProcess::close);
        }
        print(title, results);
    }

    private static RequestLoad load(RelayProcess relay) {
        return new RequestLoad(SocketAddresses.of(relay.address(Service.ANSWERS)), CONNECTIONS, REQUESTS_EACH, false,
                SocketAddresses.clients(CLIENTS));
    }

    private Run run(RelayProcess relay, Attack attack, Duration time) throws InterruptedException {
        try (AttackRun attacking = AttackRun.start(attack, Optional.empty())) {
            long attempts = attacking.attempts();
            long refused = attacking.refusals();
            Answered answered = load(relay).run(kernel, time);
            long tried = attacking.attempts() - attempts;
            return new Run(answered, tried / (time.toNanos() / 1e9),
                    tried == 0 ? 0 : (double) (attacking.refusals() - refused) / tried, attacking.heldNow());
        }
    }

    private void print(String title, Map<Contender, List<Pair>> results) {
        bench.line("");
        bench.line("### " + title);
        bench.line("");
        bench.line("| relay | requests/s, attack at an unused address | requests/s, attack at the relay | kept | p99 ms, unused → at the relay"
                + " | attack in the median run |");
        bench.line("| --- | --- | --- | --- | --- | --- |");
        results.forEach((contender, pairs) -> {
            Spread kept = Spread.of(pairs.stream().map(Pair::kept).toList());
            Pair median = pairs.stream().filter(pair -> pair.kept() == kept.median()).findFirst().orElse(pairs.getFirst());
            Spread unused = Spread.of(pairs.stream().map(pair -> pair.unused().answered().perSecond()).toList());
            Spread attacked = Spread.of(pairs.stream().map(pair -> pair.attacked().answered().perSecond()).toList());
            bench.line("| " + contender.label() + " | " + unused.whole() + " | " + attacked.whole() + " | " + kept.percent() + " | "
                    + String.format(Locale.ROOT, "%.2f → %.2f", median.unused().answered().p99Millis(), median.attacked().answered().p99Millis())
                    + " | " + attackText(median) + " |");
        });
    }

    private static String attackText(Pair pair) {
        Run run = pair.attacked();
        return String.format(Locale.ROOT, "%,.0f/s (unused: %,.0f/s)", run.attemptsPerSecond(), pair.unused().attemptsPerSecond())
                + (run.held() > 0 ? String.format(Locale.ROOT, ", %,d held, %.1f %% of the attempts ended by the relay", run.held(),
                run.refusedShare() * 100) : "")
                + (run.answered().failed() > 0 ? ", " + run.answered().failed() + " legitimate connections failed" : "");
    }
}
