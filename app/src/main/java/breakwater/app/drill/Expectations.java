package breakwater.app.drill;

import breakwater.app.drill.DrillPlan.Attacker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must be so after a drill, held against what its clients saw and what the API reports. One thread. */
final class Expectations {
    /** How many empty connections a source may get through: the check counts 5 in a row, and some are on their way when it has. */
    private static final int EMPTY_MAX = 10;
    /** Seconds within which offences were counted often enough: they count once a second. */
    static final int LISTING_SECONDS = DrillKind.OFFENCES + 3;
    /** Silent connections are ended after 10 s; the first ones are then gone for sure. */
    static final int SILENCE_SECONDS = 13;

    private final DrillPlan plan;
    private final Tally tally;
    private final DrillReports reports;

    Expectations(DrillPlan plan, Tally tally, DrillReports reports) {
        this.plan = plan;
        this.tally = tally;
        this.reports = reports;
    }

    /** All of them, in the order in which they are shown. */
    List<Expectation> look() {
        List<Expectation> all = new ArrayList<>();
        all.add(served());
        plan.kind().behaviours().forEach(behaviour -> all.add(held(behaviour)));
        if (plan.kind() == DrillKind.SLOW) {
            all.add(silenceEnded());
        }
        recorded(all);
        if (plan.kind() != DrillKind.REFLECT) {
            all.add(listed());
        }
        return all;
    }

    private Expectation served() {
        long tried = tally.honestTried();
        long served = tally.honestServed();
        return Expectation.of(tried > 0 && served * 100 >= tried * DrillBounds.SERVED_PERCENT_MIN,
                "at least " + DrillBounds.SERVED_PERCENT_MIN + " % of honest exchanges are served", served + " of " + tried);
    }

    private Expectation held(Behaviour behaviour) {
        List<Attacker> sources = plan.attackers(behaviour);
        long sent = sources.stream().mapToLong(tally::sentOf).sum();
        long over = sources.stream().filter(source -> over(source)).count();
        String found = sources.stream().mapToLong(tally::passedOf).sum() + " of " + sent + " let through" + (over == 0 ? ""
                : ", " + over + (over == 1 ? " source" : " sources") + " over");
        return Expectation.of(over == 0 && sent > 0, switch (behaviour) {
            case RUSH -> "a source opens at most " + DrillKind.NEW_CONNECTIONS + " connections a second";
            case HOARD -> "a source has at most " + DrillKind.OPEN_CONNECTIONS + " connections open";
            case KNOCK -> "a source whose connections stay empty gets in no more";
            case SILENT -> "a silent source has at most " + DrillKind.OPEN_CONNECTIONS + " connections open";
            case TRICKLE -> "a trickling source has at most " + DrillKind.OPEN_CONNECTIONS + " connections open";
            case MANY -> "a source sends at most " + DrillKind.PACKETS + " datagrams a second";
            case LARGE -> "a source sends at most " + DrillKind.BYTES + " bytes a second";
            case REFLECT -> "nothing from reflection ports reaches the origin";
        }, found);
    }

    /** Whether a source got more than its limit allows. */
    private boolean over(Attacker source) {
        return switch (source.behaviour()) {
            case RUSH -> tally.passedOf(source) > allowed(source, DrillKind.NEW_CONNECTIONS);
            case HOARD, SILENT, TRICKLE -> tally.mostOpen(source) > DrillKind.OPEN_CONNECTIONS;
            case KNOCK -> tally.passedOf(source) > EMPTY_MAX;
            case MANY -> tally.passedOf(source) > allowed(source, DrillKind.PACKETS);
            case LARGE -> tally.passedOf(source) > allowed(source, (double) DrillKind.BYTES / source.bytes());
            case REFLECT -> tally.passedOf(source) > 0;
        };
    }

    /** A second's worth at once, then so many a second; one more was under way when the clock was read. */
    private double allowed(Attacker source, double perSecond) {
        return perSecond * (tally.seconds(source) + 1) + 1;
    }

    private Expectation silenceEnded() {
        String text = "connections that stay silent for 10 s are ended";
        if (plan.seconds() < SILENCE_SECONDS) {
            return Expectation.notDue(text, SILENCE_SECONDS);
        }
        List<Attacker> silent = plan.attackers(Behaviour.SILENT);
        return Expectation.of(silent.stream().allMatch(source -> tally.ended(source) > 0), text,
                silent.stream().mapToLong(tally::ended).sum() + " were");
    }

    private void recorded(List<Expectation> all) {
        Optional<DrillReports.Event> event = reports.event();
        all.add(Expectation.of(event.isPresent(), "an attack of type " + plan.kind().eventType() + " is recorded on the port",
                event.isPresent() ? "one" : "none"));
        if (plan.kind().protocol().equals("udp")) {
            Set<String> expected = vectors();
            Set<String> found = event.map(reports::vectors).orElse(Set.of());
            all.add(Expectation.of(!expected.isEmpty() && found.containsAll(expected), plan.kind() == DrillKind.REFLECT ? "it is told apart by its source ports" : "it is told as a plain flood",
                    found.isEmpty() ? "nothing" : String.join(", ", found)));
        }
        DrillReports.Flow flow = reports.flow();
        long peak = reports.peak();
        all.add(Expectation.of(peak > 0 && flow.attackPackets() > 0 && flow.attackPackets() * 2 >= tally.sent() - tally.passed(),
                "what was refused is metered as attack", "about " + flow.attackPackets() + ", at most " + peak + " a second"));
        Set<String> blamed = reports.blamed();
        Set<String> attackers = addresses(plan.attackers());
        long wrongly = blamed.stream().filter(source -> !attackers.contains(source)).count();
        all.add(Expectation.of(!blamed.isEmpty() && wrongly == 0, "those refused most are attackers",
                blamed.size() - wrongly + " of " + blamed.size()));
    }

    /** What the attack must be called: each reflection whose port this machine had free, or a plain flood. */
    private Set<String> vectors() {
        if (plan.kind() != DrillKind.REFLECT) {
            return Set.of("Udp-None");
        }
        return Reflector.ALL.stream().filter(reflector -> plan.attackers().stream()
                .anyMatch(source -> source.sourcePort() == reflector.port() && tally.sentOf(source) > 0))
                .map(Reflector::vector).collect(Collectors.toCollection(TreeSet::new));
    }

    private Expectation listed() {
        String text = "who offends " + DrillKind.OFFENCES + " times is put on the black list";
        if (plan.seconds() < LISTING_SECONDS) {
            return Expectation.notDue(text, LISTING_SECONDS);
        }
        // Knocking is refused without being an offence.
        Set<String> offenders = addresses(plan.attackers().stream().filter(source -> source.behaviour() != Behaviour.KNOCK).toList());
        Set<String> listed = reports.listed();
        long found = offenders.stream().filter(listed::contains).count();
        return Expectation.of(found == offenders.size(), text, found + " of " + offenders.size());
    }

    private static Set<String> addresses(List<Attacker> sources) {
        return sources.stream().map(source -> source.address().getHostAddress()).collect(Collectors.toSet());
    }
}
