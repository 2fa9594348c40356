package breakwater.traffic.policy;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.traffic.meter.Meters;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Which share of whom the kernel is told to drop, beside the checks themselves and a kernel that draws its lots from a seed. Each run prints the
 * seed it replays from.
 */
class OffendersTest {
    private static final long SEED = Long.getLong("breakwater.seed", System.nanoTime());
    private static final int INTERVAL_MILLIS = 100;
    private static final int PER_SECOND = 200;

    private final HandClock clock = new HandClock();
    private final Guards guards = new Guards(PolicySettings.USUAL.withSourcePlaces(1_024), clock, clock, new Meters(clock, 1), CountryTable.UNKNOWN);
    private final Instances instances = new Instances().set("sourcePackets", PER_SECOND);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RuleGuard guard = rule();
    private final Offenders offenders = new Offenders(guard);

    private RuleGuard rule() {
        guards.apply(instances.snapshot());
        return guards.rule(Instances.UDP);
    }

    /** A source that sends so many a second, evenly. */
    private final class Sender {
        private final Source source;
        private final double perSecond;
        private double due;
        private long sent;
        private long read;
        private long admitted;

        Sender(int number, double perSecond) {
            this.source = Source.of(0, 0xffff_0a00_0000L + number);
            this.perSecond = perSecond;
        }

        private double passing() {
            return offenders.worst(DropProgram.SOURCES_MAX).stream().map(Offenders.Offender::thinned)
                    .filter(thinned -> thinned.low() == source.low()).mapToDouble(DropProgram.Thinned::passing).findFirst().orElse(1);
        }

        void send(double passing) {
            for (due += perSecond / 1_000; due >= 1; due--) {
                sent++;
                if (random.nextDouble() < passing) {
                    read++;
                    Ending ending = guard.datagram(source, 9, 100);
                    admitted += ending == Ending.NONE ? 1 : 0;
                    offenders.saw(source, ending);
                }
            }
        }
    }

    private void pass(int seconds, Sender... senders) {
        for (int interval = 0; interval < seconds * 1_000 / INTERVAL_MILLIS; interval++) {
            double[] passing = new double[senders.length];
            for (int i = 0; i < senders.length; i++) {
                passing[i] = senders[i].passing();
            }
            for (int millis = 0; millis < INTERVAL_MILLIS; millis++) {
                for (int i = 0; i < senders.length; i++) {
                    senders[i].send(passing[i]);
                }
                clock.advanceMillis(1);
            }
            offenders.renew(guard);
        }
    }

    @Test
    void anOffenderGetsItsRateAndNoMoreAndIsHardlyRead() {
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "seed {0}", Long.toString(SEED));
        int seconds = 60;
        Sender twice = new Sender(1, 2 * PER_SECOND);
        Sender tenfold = new Sender(2, 10 * PER_SECOND);
        Sender hundredfold = new Sender(3, 100 * PER_SECOND);
        pass(seconds, twice, tenfold, hundredfold);
        for (Sender each : List.of(twice, tenfold, hundredfold)) {
            // A second's allowance at the start is a burst that a source may have.
            assertThat(each.admitted).as("seed " + SEED + ": admitted of " + each.sent)
                    .isBetween((long) (PER_SECOND * seconds * 0.95), (long) PER_SECOND * (seconds + 1));
            assertThat(each.read).as("seed " + SEED + ": read of " + each.sent).isLessThan(2L * PER_SECOND * seconds);
        }
    }

    @Test
    void whoKeepsToTheLimitIsNeverDropped() {
        Sender honest = new Sender(1, PER_SECOND - 1);
        Sender[] senders = new Sender[40];
        senders[0] = honest;
        for (int i = 1; i < senders.length; i++) {
            senders[i] = new Sender(i + 1, 5 * PER_SECOND);
        }
        pass(20, senders);
        assertThat(honest.sent).isGreaterThan(3_900);
        assertThat(honest.admitted).as("seed " + SEED).isEqualTo(honest.sent);
    }

    @Test
    void anOffenderThatComesBackToTheLimitIsSoonWholeAgain() {
        for (int fold : new int[] {2, 10, 100, 1_000}) {
            Sender before = new Sender(fold, fold * PER_SECOND);
            pass(3, before);
            assertThat(before.read).as("seed " + SEED + ": read of what " + fold + " times the limit sent").isLessThan(before.sent);
            Sender after = new Sender(fold, PER_SECOND / 2.0);
            pass(2, after);
            assertThat(after.sent - after.admitted).as("seed " + SEED + ": lost after " + fold + " times the limit")
                    .isLessThanOrEqualTo((long) Math.ceil(4 * INTERVAL_MILLIS / 1_000.0 * PER_SECOND / 2));
        }
    }

    @Test
    void aHigherLimitIsInForceAfterTheIntervalThatRunsNow() {
        Sender sender = new Sender(1, 10 * PER_SECOND);
        pass(3, sender);
        assertThat(sender.passing()).isLessThan(0.5);
        instances.set("sourcePackets", 100 * PER_SECOND);
        rule();
        offenders.renew(guard);
        assertThat(sender.passing()).isEqualTo(1);
    }

    @Test
    void aListedSourceIsDroppedWholeUntilItIsListedNoMore() {
        instances.set("black", "10.0.0.1");
        rule();
        Sender listed = new Sender(1, 10 * PER_SECOND);
        pass(1, listed);
        assertThat(listed.passing()).isZero();
        instances.set("black", "");
        rule();
        offenders.renew(guard);
        assertThat(listed.passing()).isEqualTo(1);
    }

    @Test
    void aListedSourceThatSendsNoMoreIsForgotten() {
        instances.set("black", "10.0.0.1");
        rule();
        Sender listed = new Sender(1, 10 * PER_SECOND);
        pass(1, listed);
        pass(10);
        assertThat(offenders.worst(DropProgram.SOURCES_MAX)).isEmpty();
    }

    @Test
    void theWorstAreKnownHoweverManyOthersAreRefusedOnce() {
        instances.set("black", "10.0.0.0/8");
        rule();
        Sender[] worst = new Sender[100];
        for (int i = 0; i < worst.length; i++) {
            worst[i] = new Sender(i, 1_000);
        }
        for (int interval = 0; interval < 10; interval++) {
            pass(1, worst);
            for (int i = 0; i < 100_000; i++) {
                Source once = Source.of(0, 0xffff_0a00_0000L + 1_000 + random.nextInt(1 << 23));
                offenders.saw(once, guard.datagram(once, 9, 100));
            }
        }
        pass(1, worst);
        List<Offenders.Offender> kept = offenders.worst(DropProgram.SOURCES_MAX);
        assertThat(kept).hasSizeLessThanOrEqualTo(DropProgram.SOURCES_MAX);
        assertThat(kept.stream().filter(offender -> offender.thinned().low() < 0xffff_0a00_0000L + worst.length).count())
                .as("seed " + SEED).isGreaterThan(90);
    }
}
