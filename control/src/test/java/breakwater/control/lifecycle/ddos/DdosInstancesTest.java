package breakwater.control.lifecycle.ddos;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.control.tag.Tag;
import breakwater.control.tag.TagFilter;
import breakwater.control.tag.TagScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instances bought, renewed, changed and released, over a real database. */
class DdosInstancesTest {
    private static final String ACCOUNT = DdosFixture.ACCOUNT;
    private static final Instant NOW = DdosFixture.START;
    private static final Duration RELEASE_AFTER = Duration.ofDays(30);

    private final Store store = SqliteStore.inMemory();
    private final DdosFixture fixture = new DdosFixture(store);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyColumnComesBackAsItWentIn() {
        DdosSpecification pro = new DdosSpecification(DdosOffering.PRO_INTERNATIONAL, DdosPlan.PROFESSION, "a line", 1, 2, 3, 4, 5, 6,
                7, 8, AddressFamily.IPV4, true, DdosSpecification.BurstCleanBandwidth.DAILY);
        DdosInstance made = fixture.create(ACCOUNT, pro, NOW, NOW.plusSeconds(9));
        assertThat(fixture.find(made.id())).contains(made);
        DdosInstance premium = fixture.create(ACCOUNT, DdosFixture.premium(DdosPlan.SECURE_MAINLAND_ACCELERATION), NOW, NOW.plusSeconds(9));
        assertThat(fixture.find(premium.id())).contains(premium);
        assertThat(premium.region()).isEqualTo(DdosRegion.OUTSIDE);
    }

    @Test
    void idsCarryTheirRegionAndElevenLettersOrDigits() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(fixture.instances.newId(DdosRegion.MAINLAND));
        }
        assertThat(ids).hasSize(1_000).allMatch(id -> id.matches("ddoscoo-cn-[a-z0-9]{11}"));
        assertThat(fixture.instances.newId(DdosRegion.OUTSIDE)).matches("ddosDip-sg-[a-z0-9]{11}");
    }

    @Test
    void onlyItsOwnerFindsItAndOnlyInItsRegion() {
        DdosInstance made = fixture.create();
        assertThat(find(ACCOUNT, Optional.empty(), made.id())).isPresent();
        assertThat(find(ACCOUNT, Optional.of(DdosRegion.MAINLAND), made.id())).isPresent();
        assertThat(find(ACCOUNT, Optional.of(DdosRegion.OUTSIDE), made.id())).isEmpty();
        assertThat(find(DdosFixture.STRANGER, Optional.empty(), made.id())).isEmpty();
    }

    @Test
    void aRunningInstanceIsNotReleased() {
        DdosInstance made = fixture.create();
        assertThat(fixture.release(made, made.expiresAt().minusMillis(1))).isEqualTo(new ReleaseOutcome.NotExpired(made));
        assertThat(fixture.find(made.id())).contains(made);
    }

    @Test
    void anExpiredInstanceIsReleasedOnceAndThenUnknown() {
        DdosInstance made = fixture.create();
        assertThat(fixture.release(made, made.expiresAt())).isEqualTo(new ReleaseOutcome.Released(made));
        assertThat(fixture.release(made, made.expiresAt())).isEqualTo(new ReleaseOutcome.NotFound());
        assertThat(fixture.find(made.id()).orElseThrow().releasedAt()).contains(made.expiresAt());
    }

    @Test
    void unknownForeignOtherRegionAndReleasedGetOneAnswer() {
        DdosInstance foreign = fixture.create(DdosFixture.STRANGER, DdosFixture.pro(), NOW, NOW.plusSeconds(1));
        DdosInstance mine = fixture.create();
        DdosInstance released = fixture.create();
        Instant late = mine.expiresAt().plusSeconds(1);
        fixture.release(released, late);
        List<ReleaseOutcome> answers = new ArrayList<>();
        for (String id : List.of("ddoscoo-cn-00000000000", foreign.id(), released.id(), "", "'; DROP TABLE ddos_instance; --")) {
            answers.add(fixture.write(tx -> fixture.instances.release(tx, late, ACCOUNT, Optional.empty(), id)));
        }
        answers.add(fixture.write(tx -> fixture.instances.release(tx, late, ACCOUNT, Optional.of(DdosRegion.OUTSIDE), mine.id())));
        assertThat(answers).containsOnly(new ReleaseOutcome.NotFound());
        assertThat(fixture.find(foreign.id())).contains(foreign);
        assertThat(fixture.find(mine.id())).contains(mine);
    }

    @Test
    void whatFallsDueByTimeReadsAsReleasedBeforeTheWorkerGetsToIt() {
        DdosInstance made = fixture.create();
        Instant due = made.expiresAt().plus(RELEASE_AFTER);
        assertThat(fixture.release(made, due)).isEqualTo(new ReleaseOutcome.NotFound());
        assertThat(fixture.page(due.minusMillis(1), DdosListing.all(Optional.empty()), 0, 10).total()).isEqualTo(1);
        assertThat(fixture.page(due, DdosListing.all(Optional.empty()), 0, 10)).isEqualTo(new DdosPage(0, List.of()));
        assertThat(fixture.page(due, DdosListing.all(Optional.of(DdosRegion.MAINLAND)), 0, 10).total()).isZero();
        assertThat(fixture.page(due, DdosListing.ofIds(Optional.empty(), List.of(made.id())), 0, 10).total()).isZero();
        assertThat(fixture.<Boolean>write(tx -> fixture.instances.findLive(tx, due, ACCOUNT, Optional.empty(), made.id()).isPresent())).isFalse();
    }

    @Test
    void automaticReleaseHappensExactlyOnceAtItsInstantAndEndsEverything() {
        DdosInstance made = fixture.create();
        TagScope scope = new TagScope(ACCOUNT, TagScope.ResourceType.DDOS_INSTANCE, DdosRegion.MAINLAND.id());
        fixture.write(tx -> fixture.tags.put(tx, scope, made.id(), List.of(new Tag("team", "edge"))));
        Instant due = made.expiresAt().plus(RELEASE_AFTER);
        assertThat(fixture.play(fixture.instances.automaticRelease(), due.minusMillis(1))).isZero();
        Instant late = due.plus(Duration.ofDays(3));
        assertThat(fixture.play(fixture.instances.automaticRelease(), late)).isEqualTo(1);
        assertThat(fixture.play(fixture.instances.automaticRelease(), late)).isZero();
        assertThat(fixture.find(made.id()).orElseThrow().releasedAt()).contains(due);
        assertThat(fixture.page(late, DdosListing.all(Optional.empty()), 0, 10).total()).isZero();
        long tagsLeft = store.read(tx -> fixture.tags.keyCount(tx, scope));
        assertThat(tagsLeft).isZero();
        // The quarantine counts from the release, not from when the worker got to it.
        assertThat(fixture.play(fixture.pool.quarantineEnds(), due.plus(Duration.ofHours(24)))).isEqualTo(1);
    }

    @Test
    void withoutAutomaticReleaseNothingFallsDue() {
        DdosFixture kept = new DdosFixture(store, new Lifespan(Duration.ofDays(7), Optional.empty(), Duration.ZERO), "10.0.0.0/8");
        DdosInstance made = kept.create();
        Instant late = Instant.parse("2999-01-01T00:00:00Z");
        assertThat(kept.play(kept.instances.automaticRelease(), late)).isZero();
        assertThat(kept.page(late, DdosListing.all(Optional.empty()), 0, 10).instances()).containsExactly(made);
    }

    @Test
    void aRenewalBringsAStoppedInstanceBackAndPlansTheNextOne() {
        DdosInstance made = fixture.create();
        Instant renewed = made.expiresAt().plus(Duration.ofDays(90));
        fixture.write(tx -> fixture.instances.renewalChanged(tx, ACCOUNT, made.id(), Renewal.automatic(1, NOW.plusSeconds(1))));
        assertThat(fixture.<Boolean>write(tx -> fixture.instances.renewed(tx, ACCOUNT, made.id(), renewed))).isTrue();
        DdosInstance after = fixture.find(made.id()).orElseThrow();
        assertThat(after.phase(Lifespan.DEFAULT, made.expiresAt().plus(Duration.ofDays(8)))).isEqualTo(DdosPhase.NORMAL);
        assertThat(after.renewal()).isEqualTo(Renewal.automatic(1, renewed.minus(Lifespan.DEFAULT.renewalLead())));
        assertThat(fixture.play(fixture.instances.automaticRelease(), made.expiresAt().plus(RELEASE_AFTER))).isZero();
    }

    @Test
    void nothingChangesAReleasedInstance() {
        DdosInstance made = fixture.create();
        fixture.release(made, made.expiresAt());
        DdosInstance released = fixture.find(made.id()).orElseThrow();
        List<Boolean> changes = fixture.write(tx -> List.of(
                fixture.instances.renewed(tx, ACCOUNT, made.id(), Instant.parse("2030-01-01T00:00:00Z")),
                fixture.instances.remarked(tx, ACCOUNT, made.id(), "late"),
                fixture.instances.renewalChanged(tx, ACCOUNT, made.id(), Renewal.automatic(1, NOW)),
                fixture.instances.respecified(tx, NOW, released, DdosFixture.pro().withElasticBandwidth(300)),
                fixture.instances.end(tx, NOW, released)));
        assertThat(changes).containsOnly(false);
        assertThat(fixture.find(made.id())).contains(released);
    }

    @Test
    void plannedRenewalsComeInOrderOfTime() {
        DdosInstance first = fixture.create();
        DdosInstance second = fixture.create();
        fixture.write(tx -> fixture.instances.renewalChanged(tx, ACCOUNT, first.id(), Renewal.automatic(1, NOW.plusSeconds(20))));
        fixture.write(tx -> fixture.instances.renewalChanged(tx, ACCOUNT, second.id(), Renewal.automatic(1, NOW.plusSeconds(10))));
        boolean planned = store.read(tx -> !fixture.instances.nextRenewals(tx, "r", NOW.plusSeconds(9), 1).isEmpty());
        assertThat(planned).isFalse();
        assertThat(store.read(tx -> fixture.instances.nextRenewals(tx, "r", NOW.plusSeconds(30), 1)).getFirst().subject())
                .isEqualTo(second.id());
        fixture.write(tx -> fixture.instances.renewalChanged(tx, ACCOUNT, second.id(), Renewal.NONE));
        assertThat(store.read(tx -> fixture.instances.nextRenewals(tx, "r", NOW.plusSeconds(30), 1)).getFirst().subject())
                .isEqualTo(first.id());
    }

    @Test
    void aChangeOfTheElasticBandwidthIsRecordedAndAnyOtherIsNot() {
        DdosInstance made = fixture.create();
        fixture.write(tx -> fixture.instances.respecified(tx, NOW, made, DdosFixture.pro().withElasticBandwidth(300)));
        DdosInstance changed = fixture.find(made.id()).orElseThrow();
        assertThat(changed.specification().elasticBandwidthGbps()).isEqualTo(300);
        fixture.write(tx -> fixture.instances.respecified(tx, NOW, changed, changed.specification()));
        DdosRecordPage page = store.read(tx -> fixture.records.page(tx, ACCOUNT, List.of(DdosRecord.Kind.ELASTIC_BANDWIDTH_SET),
                Optional.empty(), Optional.empty(), NOW, NOW, 0, 10));
        assertThat(page.total()).isEqualTo(1);
        assertThat(page.records()).containsExactly(new DdosRecord(1, NOW, DdosRecord.Kind.ELASTIC_BANDWIDTH_SET, made.id(),
                made.serviceAddress(), 30, 300));
    }

    @Test
    void ofTwoReleasesAtOnceExactlyOneSucceeds() throws Exception {
        List<DdosInstance> made = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            made.add(fixture.create());
        }
        Instant late = made.getFirst().expiresAt();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (DdosInstance instance : made) {
                Callable<ReleaseOutcome> release = () -> fixture.release(instance, late);
                List<Future<ReleaseOutcome>> both = threads.invokeAll(List.of(release, release));
                assertThat(List.of(both.get(0).get(), both.get(1).get()))
                        .containsExactlyInAnyOrder(new ReleaseOutcome.Released(instance), new ReleaseOutcome.NotFound());
            }
        }
        assertThat(fixture.page(late, DdosListing.all(Optional.empty()), 0, 10).total()).isZero();
        long quarantined = store.read(tx -> tx.number("SELECT COUNT(*) FROM service_address_returned"));
        assertThat(quarantined).isEqualTo(40);
    }

    @Test
    void aTagFilterFindsNothingOfAReleasedInstanceNorOfAnotherAccount() {
        DdosInstance made = fixture.create();
        DdosInstance foreign = fixture.create(DdosFixture.STRANGER, DdosFixture.pro(), NOW, made.expiresAt());
        TagScope mine = new TagScope(ACCOUNT, TagScope.ResourceType.DDOS_INSTANCE, DdosRegion.MAINLAND.id());
        TagScope theirs = new TagScope(DdosFixture.STRANGER, TagScope.ResourceType.DDOS_INSTANCE, DdosRegion.MAINLAND.id());
        fixture.write(tx -> fixture.tags.put(tx, mine, made.id(), List.of(new Tag("team", "edge"))));
        fixture.write(tx -> fixture.tags.put(tx, theirs, foreign.id(), List.of(new Tag("team", "edge"))));
        DdosListing tagged = new DdosListing(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(new TagFilter("team", Optional.of("edge"))));
        assertThat(fixture.page(NOW, tagged, 0, 10).instances()).containsExactly(made);
        fixture.release(made, made.expiresAt());
        assertThat(fixture.page(made.expiresAt(), tagged, 0, 10).total()).isZero();
    }

    private Optional<DdosInstance> find(String accountId, Optional<DdosRegion> region, String id) {
        return store.read(tx -> fixture.instances.find(tx, accountId, region, id));
    }
}
