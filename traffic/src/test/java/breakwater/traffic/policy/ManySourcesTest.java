package breakwater.traffic.policy;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.traffic.meter.Meters;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten million sources: nothing grows, an offender's allowance is not refilled, and honest sources are not refused. */
class ManySourcesTest {
    private static final int SOURCES = 10_000_000;
    private final HandClock clock = new HandClock();
    private final Instances instances = new Instances();
    private final Guards guards = new Guards(PolicySettings.USUAL, clock, clock, new Meters(clock, 1), CountryTable.UNKNOWN);

    private RuleGuard rule() {
        guards.apply(instances.snapshot());
        return guards.rule(Instances.UDP);
    }

    @Test
    void tenMillionSourcesNeitherRefillAnOffenderNorRefuseTheHonest() {
        instances.set("sourcePackets", 1_000).set("sourceConnections", 2);
        RuleGuard guard = rule();
        List<Source> offenders = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            offenders.add(Source.of(0x2001_0db8_0000_0000L + i, i * 77L));
        }
        long admittedToOffenders = 0;
        for (Source offender : offenders) {
            admittedToOffenders += sent(guard, offender, 1_200);
            assertThat(guard.admitConnection(offender)).isEqualTo(Ending.NONE);
            assertThat(guard.admitConnection(offender)).isEqualTo(Ending.NONE);
        }
        assertThat(admittedToOffenders).isEqualTo(200 * 1_000);

        Source stranger = Source.of(0, 0);
        long refusedStrangers = 0;
        long admittedAgain = 0;
        long honestRefused = 0;
        Source honest = Source.of(0x2a00_0000_0000_0000L, 1);
        long before = allocated();
        for (int i = 0; i < SOURCES; i++) {
            stranger.become(0, 0xffff_0000_0000L | i * 0x9e3779b1L & 0xffff_ffffL);
            if (guard.datagram(stranger, 5_000, 64) != Ending.NONE) {
                refusedStrangers++;
            }
            // Five million sources a second. An offender goes on at ten times its limit, an honest source at half of it.
            if (i % 5_000 == 0) {
                clock.advanceNanos(1_000_000);
                for (int offender = 0; offender < 10; offender++) {
                    admittedAgain += sent(guard, offenders.get(offender), 10);
                }
                if (i % 10_000 == 0 && guard.datagram(honest, 5_000, 64) != Ending.NONE) {
                    honestRefused++;
                }
            }
        }
        long grown = allocated() - before;
        assertThat(refusedStrangers).as("newcomers that were refused").isZero();
        assertThat(honestRefused).as("an honest source's refusals").isZero();
        // 2 seconds at 1,000 a second for each of the ten that went on, not a packet more.
        assertThat(admittedAgain).as("what offenders got on top").isLessThanOrEqualTo(10 * 2_000L).isGreaterThan(10 * 1_900L);
        assertThat(sent(guard, offenders.get(150), 2_000)).as("a rested offender's allowance").isEqualTo(1_000);
        for (Source offender : offenders) {
            assertThat(guard.admitConnection(offender)).as("an open connection is never forgotten")
                    .isEqualTo(Ending.REFUSED_SOURCE_CONNECTIONS);
        }
        assertThat(grown).as("bytes allocated by 10 million datagrams").isLessThan(4_000_000);
    }

    @Test
    void refusingAllocatesNothing() throws UnknownHostException {
        instances.set("sourcePackets", 10).set("sourceNew", 10).set("black", "192.0.2.0/24,2001:db8::/32");
        RuleGuard guard = rule();
        Source over = Source.of(InetAddress.getByName("198.51.100.1"));
        Source black = Source.of(InetAddress.getByName("192.0.2.1"));
        for (int i = 0; i < 20_000; i++) {
            guard.datagram(over, 5_000, 100);
            guard.admitConnection(over);
            guard.datagram(black, 5_000, 100);
        }
        int refusals = 300_000;
        long before = allocated();
        for (int i = 0; i < refusals / 3; i++) {
            guard.datagram(over, 5_000, 100);
            guard.admitConnection(over);
            guard.datagram(black, 5_000, 100);
        }
        assertThat(allocated() - before).as("bytes allocated by " + refusals + " refusals").isLessThan(refusals);
    }

    @Test
    void aFullSetForgetsWhoOwesLeast() {
        SourceStates states = new SourceStates(8);
        Cost cost = Cost.of(100);
        long now = 1_000_000_000L;
        for (long source = 1; source <= 8; source++) {
            long tag = SourceStates.tag(source, 3);
            int place = states.claim(tag, now);
            for (int packets = 0; packets < source * 10; packets++) {
                states.take(place, tag, SourceStates.PACKETS, now, cost.nanos(1), cost.toleranceNanos());
            }
        }
        states.claim(SourceStates.tag(9, 3), now);
        assertThat(states.find(SourceStates.tag(1, 3))).as("it owed least").isEqualTo(SourceStates.NO_PLACE);
        for (long source = 2; source <= 9; source++) {
            assertThat(states.find(SourceStates.tag(source, 3))).as("source " + source).isNotEqualTo(SourceStates.NO_PLACE);
        }
    }

    @Test
    void aSetFullOfOpenConnectionsRemembersNoNewcomerAndRefusesNone() {
        SourceStates states = new SourceStates(8);
        for (long source = 1; source <= 8; source++) {
            long tag = SourceStates.tag(source, 3);
            states.open(states.claim(tag, 0), tag, 0, 0);
        }
        long newcomer = SourceStates.tag(9, 3);
        assertThat(states.claim(newcomer, 0)).isEqualTo(SourceStates.NO_PLACE);
        states.close(SourceStates.tag(4, 3), false, 0);
        assertThat(states.claim(newcomer, 0)).isNotEqualTo(SourceStates.NO_PLACE);
    }

    private static long sent(RuleGuard guard, Source source, int packets) {
        long admitted = 0;
        for (int i = 0; i < packets; i++) {
            admitted += guard.datagram(source, 5_000, 64) == Ending.NONE ? 1 : 0;
        }
        return admitted;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
