package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.instance;
import static breakwater.traffic.PlaneFixture.key;
import static breakwater.traffic.PlaneFixture.tcp;
import static breakwater.traffic.TestOrigin.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.ProtectedInstance.Blackhole;
import breakwater.model.snapshot.ProtectedInstance.Capacity;
import breakwater.model.snapshot.ProtectedInstance.RegionBlock;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.RulePolicy.PortLimits;
import breakwater.model.snapshot.RulePolicy.RepeatOffence;
import breakwater.model.snapshot.RulePolicy.SourceLimits;
import breakwater.model.snapshot.SourceLists;
import breakwater.model.snapshot.Transport;
import breakwater.traffic.forward.tcp.RelaySettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A configuration that makes no sense, or is many times too large, does not harm what was there before (row 37 of the threats). */
@ExtendWith(LeakWatch.class)
class PoisonedSnapshotTest {
    /** Three quarters of them may listen. */
    private static final int DESCRIPTORS = 64;
    private static final int LISTENERS_MAX = 48;

    /** What an instance may be told that cannot be meant, beside a rule for port 80 that can. */
    private enum Poison {
        ADDRESS_OF_ANOTHER_MACHINE, PORT_OF_SOMEBODY_ELSE, TWO_RULES_FOR_ONE_PORT, ORIGIN_THAT_LEADS_BACK, NEGATIVE_NUMBERS, NUMBERS_BEYOND_ALL_BOUNDS,
        EVERYBODY_ON_BOTH_LISTS, COUNTRIES_THAT_ARE_NONE
    }

    private static ProtectedInstance poisoned(Poison poison, InetSocketAddress other, InetSocketAddress origin) {
        InetAddress own = PlaneFixture.address();
        ForwardingRule sound = tcp(80, origin);
        return switch (poison) {
            case ADDRESS_OF_ANOTHER_MACHINE -> instance("poisoned", InetAddress.ofLiteral("192.0.2.7"), sound);
            case PORT_OF_SOMEBODY_ELSE -> instance("poisoned", other.getAddress(), sound);
            case TWO_RULES_FOR_ONE_PORT -> instance("poisoned", own, sound, tcp(80, PlaneFixture.nobody()));
            case ORIGIN_THAT_LEADS_BACK -> instance("poisoned", own, tcp(80, new InetSocketAddress(own, 80)), tcp(81, other));
            case NEGATIVE_NUMBERS -> limited(own, origin, -1);
            case NUMBERS_BEYOND_ALL_BOUNDS -> limited(own, origin, Integer.MAX_VALUE);
            case EVERYBODY_ON_BOTH_LISTS -> listing(instance("poisoned", own, sound), new SourceLists(List.of(everybody()), List.of(everybody())),
                    RegionBlock.NONE);
            case COUNTRIES_THAT_ARE_NONE -> listing(instance("poisoned", own, sound), SourceLists.NONE, new RegionBlock(true, Set.of("", "Atlantis", "zz")));
        };
    }

    private static SourceLists.Entry everybody() {
        return new SourceLists.Entry(InetAddress.ofLiteral("0.0.0.0"), 0, Long.MAX_VALUE);
    }

    private static ProtectedInstance listing(ProtectedInstance of, SourceLists lists, RegionBlock block) {
        return new ProtectedInstance(of.id(), of.serviceAddress(), of.deadlines(), of.capacity(), lists, block, of.reflectionPorts(), of.automatic(),
                of.scenes(), of.blackhole(), of.lineBlock(), of.rules());
    }

    /** One in which every number that is not a port is this one: a port that is none never becomes a snapshot. */
    private static ProtectedInstance limited(InetAddress address, InetSocketAddress origin, int number) {
        RulePolicy policy = new RulePolicy(new SourceLimits(number, true, number, number, number), new PortLimits(number, number), number, number, true,
                true, List.of(new RepeatOffence(RepeatOffence.Limit.PACKETS, number, number, number)));
        ForwardingRule rule = new ForwardingRule(Transport.TCP, 80, List.of(origin), ProxyProtocol.V2, number,
                Optional.of(new HealthCheck(HealthCheck.Kind.HTTP, 0, "", "", number, number, number, number)), policy);
        ProtectedInstance sound = instance("poisoned", address, rule);
        return new ProtectedInstance(sound.id(), address, sound.deadlines(), new Capacity(number, number, number, number, number, number),
                SourceLists.NONE, RegionBlock.NONE, Set.of(), AutomaticMode.STRICT, List.of(), new Blackhole(number, number, number), number,
                sound.rules());
    }

    @ParameterizedTest
    @EnumSource
    void whatOneInstanceIsToldHarmsNoOther(Poison poison) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(); TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("sound", tcp(80, origin.address()));
            try (Socket kept = connect(service)) {
                assertEchoes(kept);
                fixture.put(poisoned(poison, service, origin.address()));
                fixture.tickerAheadNanos.addAndGet(3_600_000_000_000L);
                InetSocketAddress later = fixture.forward("later", tcp(80, origin.address()));
                assertEchoes(kept);
                for (InetSocketAddress each : List.of(service, later)) {
                    try (Socket client = connect(each)) {
                        assertEchoes(client);
                    }
                }
                assertThat(fixture.fault(key("sound", 80))).isEmpty();
            }
        }
    }

    @Test
    void rulesForWhichThereAreNoDescriptorsAreFaultsAndLeaveRoomForTheConnectionsOfTheOthers() throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(PlaneFixture.settings(RelaySettings.USUAL, DESCRIPTORS));
                TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("first", tcp(80, origin.address()));
            fixture.put(many(DESCRIPTORS - 1, origin.address()));
            long faults = fixture.plane.read().rules().stream().filter(rule -> rule.fault().filter(why -> why.contains("listening sockets")).isPresent()).count();
            assertThat(faults).isEqualTo(DESCRIPTORS - LISTENERS_MAX);
            assertThat(fixture.fault(key("first", 80))).isEmpty();
            try (Socket client = connect(service)) {
                assertEchoes(client);
            }
            fixture.put(many(LISTENERS_MAX - 1, origin.address()));
            PlaneFixture.await(() -> fixture.plane.read().rules().stream().noneMatch(rule -> rule.fault().isPresent()), () -> "all listen once they fit");
        }
    }

    @Test
    void tenTimesAsManyRulesAsThereAreDescriptorsAreRefusedWholeAndTheLastGoodOnesStay() throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(PlaneFixture.settings(RelaySettings.USUAL, DESCRIPTORS));
                TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("first", tcp(80, origin.address()));
            long revision = fixture.plane.read().appliedRevision();
            assertThatThrownBy(() -> fixture.put(many(10 * DESCRIPTORS, origin.address()))).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining((10 * DESCRIPTORS + 1) + " rules");
            assertThat(fixture.plane.read().appliedRevision()).isEqualTo(revision);
            try (Socket client = connect(service)) {
                assertEchoes(client);
            }
        }
    }

    private static ProtectedInstance many(int rules, InetSocketAddress origin) {
        return instance("many", PlaneFixture.address(), IntStream.range(0, rules).mapToObj(port -> tcp(1_000 + port, origin)).toArray(ForwardingRule[]::new));
    }
}
