package breakwater.traffic.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.Ending;
import breakwater.model.reading.ListedSource;
import breakwater.model.reading.RuleReading;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.ServiceTime;
import breakwater.model.snapshot.Transport;
import breakwater.traffic.meter.Meters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out by itself: attacks and what they are made of, the port that is attacked, the offender that is listed. */
class AttackTest {
    @TempDir
    Path folder;
    private final HandClock clock = new HandClock();
    private final Instances instances = new Instances();
    private final Meters meters = new Meters(clock, 1);
    private final Map<String, AttackEvent> events = new HashMap<>();
    private Guards guards;

    @BeforeEach
    void start() throws IOException {
        guards = new Guards(PolicySettings.USUAL.withSourcePlaces(4_096), clock, clock, meters, CountryTable.open(
                CountryFile.write(folder.resolve("table"), 24, Map.of("192.0.2.0/24", "CN", "198.51.100.0/24", "US"))));
    }

    private void apply() {
        guards.apply(instances.snapshot());
    }

    private static Source source(String prefix, int last) {
        String[] parts = prefix.split("\\.");
        return Source.of(0, 0xffff_0000_0000L | Long.parseLong(parts[0]) << 24 | Long.parseLong(parts[1]) << 16 | Long.parseLong(parts[2]) << 8 | last);
    }

    /** A tick after 100 milliseconds, and what is told then. */
    private void tick() {
        clock.advanceMillis(100);
        guards.tick();
        guards.drainEvents().forEach(event -> events.put(event.id(), event));
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    private int sessions(Transport transport, Source source, int count) {
        RuleGuard guard = guards.rule(transport == Transport.TCP ? Instances.TCP : Instances.UDP);
        int admitted = 0;
        for (int i = 0; i < count; i++) {
            if (guard.admitConnection(source) == Ending.NONE) {
                admitted++;
                guard.connectionClosed(source, true);
            }
        }
        return admitted;
    }

    @Test
    void aReflectionFloodIsADefenseEventWithItsVectorsCountriesAndSources() {
        instances.set("reflection", "123,53");
        apply();
        RuleGuard guard = guards.rule(Instances.UDP);
        for (int i = 0; i < 30; i++) {
            guard.datagram(source("192.0.2", 7), 123, 468);
        }
        for (int i = 0; i < 10; i++) {
            guard.datagram(source("198.51.100", i), 53, 100);
        }
        tick();
        assertThat(events.values()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AttackEvent.Kind.DEFENSE);
            assertThat(event.instanceId()).isEqualTo(Instances.ID);
            assertThat(event.transport()).contains(Transport.UDP);
            assertThat(event.port()).isEqualTo(4_000);
            assertThat(event.startedAt()).isEqualTo(HandClock.START + 100);
            assertThat(event.endedAt()).isZero();
            assertThat(event.peakPacketsPerSecond()).isEqualTo(40);
            assertThat(event.peakBitsPerSecond()).isEqualTo((30 * 468 + 10 * 100) * 8L);
            assertThat(event.packetsByVector()).isEqualTo(Map.of("NTP-Reflect-Flood", 30L, "DNS-Reflect-Flood", 10L));
            assertThat(event.packetsByCountry()).isEqualTo(Map.of("CN", 30L, "US", 10L));
            assertThat(event.topSources()).hasSize(11).first().isEqualTo(
                    new RuleReading.SourceCount("192.0.2.7", "CN", 30, 30 * 468, 0, 30));
        });
    }

    @Test
    void anAttackGrowsUnderOneIdAndEndsWhenItHasBeenQuiet() {
        instances.set("sourceNew", 5);
        apply();
        for (int second = 0; second < 3; second++) {
            sessions(Transport.TCP, source("192.0.2", 1), 50);
            ticks(10);
        }
        ticks(95);
        assertThat(events.values()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AttackEvent.Kind.CONNECTIONS);
            assertThat(event.packetsByVector()).containsOnlyKeys("Tcp-Syn").containsEntry("Tcp-Syn", 135L);
            assertThat(event.peakNewConnectionsPerSecond()).isEqualTo(50);
            assertThat(event.startedAt()).isEqualTo(HandClock.START + 100);
            assertThat(event.endedAt()).isEqualTo(HandClock.START + 2_100);
        });
        sessions(Transport.TCP, source("192.0.2", 1), 50);
        tick();
        assertThat(events).as("a new attack has a new id").hasSize(2);
    }

    @Test
    void aFewRefusalsAreNoAttack() {
        instances.set("black", "192.0.2.0/24");
        apply();
        for (int second = 0; second < 30; second++) {
            sessions(Transport.TCP, source("192.0.2", 1), 5);
            ticks(10);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void anAttackOnARuleThatIsDeletedEndsWithIt() {
        instances.set("black", "192.0.2.0/24");
        apply();
        sessions(Transport.TCP, source("192.0.2", 1), 50);
        tick();
        guards.apply(new ProtectionSnapshot(99, ServiceTime.WALL, Map.of()));
        tick();
        assertThat(events.values()).singleElement().satisfies(event -> assertThat(event.endedAt()).isPositive());
    }

    @Test
    void aBlackholeIsAnEventWithABeginningAndAnEnd() {
        instances.set("protectionBits", 80_000).set("blackholeSeconds", 30);
        apply();
        RuleGuard guard = guards.rule(Instances.UDP);
        for (int i = 0; i < 20; i++) {
            guard.datagram(source("192.0.2", 7), 11_211, 1_000);
        }
        tick();
        for (int i = 0; i < 20; i++) {
            assertThat(guard.datagram(source("192.0.2", 7), 11_211, 1_000)).isEqualTo(Ending.REFUSED_BLACKHOLE);
        }
        tick();
        assertThat(events.values()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AttackEvent.Kind.BLACKHOLE);
            assertThat(event.transport()).isEmpty();
            assertThat(event.port()).isZero();
            assertThat(event.startedAt()).isEqualTo(HandClock.START + 100);
            assertThat(event.endedAt()).isZero();
            assertThat(event.peakBitsPerSecond()).isEqualTo(320_000);
            assertThat(event.packetsByVector()).isEqualTo(Map.of("Memcached-Reflect-Flood", 20L));
        });
        ticks(300);
        assertThat(events.values()).singleElement().satisfies(event -> assertThat(event.endedAt()).isEqualTo(HandClock.START + 30_100));
    }

    @Test
    void aBlackholeEndsWhenItsTimeIsOverAlsoWhereTheClockIsMovedFarBeyondThat() {
        instances.set("protectionBits", 80_000).set("blackholeSeconds", 30);
        apply();
        flood(20);
        tick();
        clock.advanceMillis(3_600_000);
        assertThat(flood(1)).isEqualTo(Ending.NONE);
        tick();
        assertThat(events.values()).singleElement().satisfies(event -> assertThat(event.endedAt()).isEqualTo(HandClock.START + 30_100));
    }

    /** The control plane reckons a blackhole's end from its beginning: told of one that begins now, it would prolong it. */
    @Test
    void aBlackholeThatAPlaneIsToldOfBeganWhenItBegan() {
        instances.set("protectionBits", 80_000).set("blackholeSeconds", 30).set("blackholeSince", 5_000).set("blackholeUntil", 35_000);
        clock.advanceMillis(20_000);
        apply();
        assertThat(flood(1)).isEqualTo(Ending.REFUSED_BLACKHOLE);
        tick();
        assertThat(events.values()).singleElement().satisfies(event -> assertThat(event.startedAt()).isEqualTo(HandClock.START + 5_000));
        ticks(150);
        assertThat(events.values()).singleElement().satisfies(event -> assertThat(event.endedAt()).isEqualTo(HandClock.START + 35_000));
    }

    @Test
    void whatABlackholeRefusedLastDoesNotBeginTheNextOne() {
        instances.set("protectionBits", 80_000).set("blackholeSeconds", 30);
        apply();
        flood(20);
        ticks(300);
        assertThat(flood(1)).isEqualTo(Ending.REFUSED_BLACKHOLE);
        tick();
        instances.set("blackholeSince", 30_050).set("blackholeUntil", 60_050);
        apply();
        tick();
        assertThat(events.values()).extracting(AttackEvent::startedAt, AttackEvent::endedAt).containsExactlyInAnyOrder(
                tuple(HandClock.START + 100, HandClock.START + 30_100), tuple(HandClock.START + 30_050, 0L));
    }

    /** Told of one that goes on, the control plane would say that it is over when the first is. */
    @Test
    void aFloodThatOutlastsABlackholeBringsAnotherThatIsAnEventOfItsOwn() {
        instances.set("protectionBits", 80_000).set("blackholeSeconds", 30);
        apply();
        for (int tick = 0; tick <= 300; tick++) {
            flood(20);
            tick();
        }
        assertThat(flood(1)).isEqualTo(Ending.REFUSED_BLACKHOLE);
        assertThat(events.values()).extracting(AttackEvent::startedAt, AttackEvent::endedAt).containsExactlyInAnyOrder(
                tuple(HandClock.START + 100, HandClock.START + 30_100), tuple(HandClock.START + 30_100, 0L));
    }

    @Test
    void aFloodThatEndedDuringItsBlackholeDoesNotBringItBackOnceItIsLiftedAndOneThatGoesOnDoes() {
        instances.set("protectionBits", 80_000).set("blackholeSeconds", 600);
        apply();
        flood(20);
        tick();
        assertThat(flood(20)).isEqualTo(Ending.REFUSED_BLACKHOLE);
        tick();
        instances.set("blackholeLifted", 300);
        clock.advanceMillis(100);
        apply();
        tick();
        assertThat(flood(1)).as("the last second before it was lifted does not count").isEqualTo(Ending.NONE);
        flood(20);
        tick();
        assertThat(flood(1)).isEqualTo(Ending.REFUSED_BLACKHOLE);
    }

    /** Sends datagrams of 1,000 bytes; what becomes of the last. */
    private Ending flood(int datagrams) {
        Ending last = Ending.NONE;
        for (int i = 0; i < datagrams; i++) {
            last = guards.rule(Instances.UDP).datagram(source("192.0.2", 7), 11_211, 1_000);
        }
        return last;
    }

    @Test
    void aPortUnderAttackIsRecognisedFromItsOwnUsualTrafficTightenedAndRelaxed() {
        instances.set("automatic", "NORMAL");
        apply();
        // Half a minute of 40 honest sources with 2 connections a second each.
        for (int second = 0; second < 30; second++) {
            assertThat(honest()).isEqualTo(80);
            ticks(10);
        }
        assertThat(guards.rule(Instances.TCP).attacked()).isFalse();
        // 80 a second are usual: four times that, and more than 1,000, is an attack.
        int attackers = 0;
        for (int tick = 0; tick < 20; tick++) {
            attackers += sessions(Transport.TCP, source("198.51.100", 9), 200);
            tick();
        }
        assertThat(guards.rule(Instances.TCP).attacked()).isTrue();
        assertThat(attackers).as("the attacker is held once it is recognised").isLessThan(200 * 6 + 200);
        assertThat(honest()).as("who is as busy as ever is not refused").isEqualTo(80);
        sessions(Transport.TCP, source("198.51.100", 9), 60);
        assertThat(guards.rule(Instances.TCP).admitConnection(source("198.51.100", 9))).isEqualTo(Ending.REFUSED_AUTOMATIC);
        ticks(10);
        assertThat(events.values()).anySatisfy(event -> assertThat(event.kind()).isEqualTo(AttackEvent.Kind.CONNECTIONS));
        ticks(110);
        assertThat(guards.rule(Instances.TCP).attacked()).as("ten seconds of usual traffic later").isFalse();
        assertThat(sessions(Transport.TCP, source("198.51.100", 9), 200)).isEqualTo(200);
    }

    @Test
    void aFloodFromEverNewSourcesIsHeldAndWhoIsConnectedIsNot() {
        instances.set("automatic", "NORMAL");
        apply();
        RuleGuard guard = guards.rule(Instances.TCP);
        Source connected = source("192.0.2", 1);
        assertThat(guard.admitConnection(connected)).isEqualTo(Ending.NONE);
        ticks(10);
        int admitted = 0;
        for (int tick = 0; tick < 50; tick++) {
            for (int i = 0; i < 1_000; i++) {
                Source stranger = Source.of(0x2001_0db8_0000_0000L + tick, i);
                if (guard.admitConnection(stranger) == Ending.NONE) {
                    admitted++;
                    guard.connectionClosed(stranger, true);
                }
            }
            assertThat(guard.admitConnection(connected)).as("tick " + tick).isEqualTo(Ending.NONE);
            tick();
        }
        // Until it is recognised, then a burst of a second, then 1,000 a second for 5 seconds.
        assertThat(admitted).isBetween(1_000, 2_000 + 1_000 + 5_000 + 200);
    }

    private int honest() {
        int admitted = 0;
        for (int client = 0; client < 40; client++) {
            admitted += sessions(Transport.TCP, source("192.0.2", client), 2);
        }
        return admitted;
    }

    @Test
    void aLimitForAttacksOnlyHoldsDuringOne() {
        instances.set("sourceNew", 3).set("sourceNewAutomatic", "true");
        apply();
        assertThat(sessions(Transport.TCP, source("192.0.2", 1), 10)).isEqualTo(10);
        for (int client = 0; client < 250; client++) {
            sessions(Transport.TCP, source("198.51.100", client), 5);
        }
        tick();
        assertThat(guards.rule(Instances.TCP).attacked()).isTrue();
        assertThat(sessions(Transport.TCP, source("192.0.2", 1), 10)).isEqualTo(3);
        assertThat(guards.rule(Instances.TCP).admitConnection(source("192.0.2", 1))).isEqualTo(Ending.REFUSED_SOURCE_NEW_CONNECTIONS);
        ticks(130);
        assertThat(sessions(Transport.TCP, source("192.0.2", 1), 10)).isEqualTo(10);
    }

    @Test
    void aPromotionTightensNothing() {
        instances.set("automatic", "STRICT").set("scene", "PROMOTION");
        apply();
        for (int tick = 0; tick < 20; tick++) {
            assertThat(sessions(Transport.TCP, source("198.51.100", 9), 500)).isEqualTo(500);
            tick();
        }
        assertThat(guards.rule(Instances.TCP).attacked()).isFalse();
    }

    @Test
    void aRepeatOffenderIsToldOnceWithItsEnd() {
        instances.set("sourceConnections", 1).set("offences", "CONNECTIONS/2/60/300");
        apply();
        Source offender = source("192.0.2", 1);
        RuleGuard guard = guards.rule(Instances.TCP);
        guard.admitConnection(offender);
        guard.admitConnection(offender);
        clock.advanceMillis(1_000);
        for (int i = 0; i < 100; i++) {
            guard.admitConnection(offender);
        }
        assertThat(guards.drainListed()).isEqualTo(List.of(new ListedSource(Instances.ID, "192.0.2.1", clock.millis() + 300_000)));
        assertThat(guards.drainListed()).isEmpty();
    }

    @Test
    void theMeterLearnsWhoTheBusiestSourcesAre() {
        instances.set("reflection", "123");
        apply();
        RuleGuard guard = guards.rule(Instances.UDP);
        for (int i = 0; i < 20; i++) {
            guard.datagram(source("192.0.2", 7), 5_000, 100);
        }
        for (int i = 0; i < 5; i++) {
            guard.datagram(source("198.51.100", 8), 123, 50);
        }
        List<RuleReading> readings = new ArrayList<>(meters.drain());
        assertThat(readings).singleElement().satisfies(reading -> {
            assertThat(reading.topSources()).containsExactlyInAnyOrder(new RuleReading.SourceCount("192.0.2.7", "CN", 20, 2_000, 0, 0),
                    new RuleReading.SourceCount("198.51.100.8", "US", 5, 250, 0, 5));
            assertThat(reading.countries()).isEqualTo(Map.of("CN", 20L, "US", 5L));
        });
    }
}
