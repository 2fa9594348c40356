package breakwater.app.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import breakwater.app.drill.DrillPlan.Attacker;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a seed draws, over many seeds. */
class DrillPlanTest {
    private static final int SEEDS = 500;

    @ParameterizedTest
    @EnumSource
    void theSameSeedDrawsTheSamePlanAndAnotherSeedAnother(DrillKind kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            DrillPlan plan = DrillPlan.draw(kind, seed, 10);
            assertThat(DrillPlan.draw(kind, seed, 10)).isEqualTo(plan);
            assertThat(DrillPlan.draw(kind, seed + 1, 10).attackers()).isNotEqualTo(plan.attackers());
        }
    }

    /** A seed that was noted with an earlier version replays with a later one: whoever changes the drawing changes these. */
    @Test
    void aSeedMeansTheSameOnEveryMachineAndInEveryVersion() {
        DrillPlan plan = DrillPlan.draw(DrillKind.CONNECTIONS, 7, 10);
        assertThat(plan.port()).isEqualTo(24_236);
        assertThat(plan.attackers().getFirst().attempts(10)).isEqualTo(462);
        assertThat(plan.honest().getFirst().getHostAddress()).isEqualTo("127.172.191.159");
    }

    @ParameterizedTest
    @EnumSource
    void noSeedDrawsMoreThanTheBounds(DrillKind kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            DrillPlan plan = DrillPlan.draw(kind, seed, DrillBounds.SECONDS_MAX);
            double perSecond = plan.attackers().stream().mapToDouble(Attacker::perSecond).sum();
            assertThat(perSecond).isLessThanOrEqualTo(kind.protocol().equals("tcp") ? DrillBounds.CONNECTIONS_PER_SECOND_MAX
                    : DrillBounds.DATAGRAMS_PER_SECOND_MAX);
            assertThat(plan.attackers().stream().filter(attacker -> attacker.behaviour().keeps()).count())
                    .isLessThanOrEqualTo(DrillBounds.HOLDERS);
            assertThat(plan.attackers()).allSatisfy(attacker -> {
                assertThat(attacker.perSecond()).isBetween(attacker.behaviour().perSecondMax() * 0.8,
                        (double) attacker.behaviour().perSecondMax());
                assertThat(attacker.bytes()).isLessThanOrEqualTo(DrillBounds.DATAGRAM_BYTES_MAX);
                assertThat(attacker.delayMillis()).isLessThanOrEqualTo((long) (1_000 / attacker.perSecond()));
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySourceIsALoopbackAddressOfItsOwnAwayFromServicesAndServiceAddresses(DrillKind kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            DrillPlan plan = DrillPlan.draw(kind, seed, 10);
            List<InetAddress> sources = new ArrayList<>(plan.honest());
            plan.attackers().forEach(attacker -> sources.add(attacker.address()));
            assertThat(sources).doesNotHaveDuplicates().allSatisfy(source -> {
                assertThat(source.isLoopbackAddress()).isTrue();
                assertThat(source.getAddress()[1] & 255).isBetween(128, 247);
            });
            assertThat(plan.port()).isBetween(20_000, 29_999);
        }
    }

    @Test
    void everyAttackerExceedsTheLimitThatItRehearsesWithinTwoSeconds() {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (DrillKind kind : DrillKind.values()) {
                assertThat(DrillPlan.draw(kind, seed, 2).attackers()).allSatisfy(attacker -> {
                    int limit = switch (attacker.behaviour()) {
                        case RUSH -> 3 * DrillKind.NEW_CONNECTIONS;
                        case HOARD, SILENT, TRICKLE -> DrillKind.OPEN_CONNECTIONS;
                        case KNOCK -> 10;
                        case MANY -> 3 * DrillKind.PACKETS;
                        case LARGE -> 3 * DrillKind.BYTES / attacker.bytes();
                        case REFLECT -> 10;
                    };
                    assertThat(attacker.attempts(2)).as(attacker.toString()).isGreaterThan(limit);
                });
            }
        }
    }

    @Test
    void reflectionComesFromPortsThatTakeNoRoot() {
        assertThat(DrillPlan.draw(DrillKind.REFLECT, 1, 1).attackers()).extracting(Attacker::sourcePort)
                .containsOnly(1_900, 3_702, 5_353, 11_211);
    }

    @Test
    void aDrillLastsASecondToAMinute() {
        assertThatIllegalArgumentException().isThrownBy(() -> DrillPlan.draw(DrillKind.UDP, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> DrillPlan.draw(DrillKind.UDP, 1, 61));
    }
}
