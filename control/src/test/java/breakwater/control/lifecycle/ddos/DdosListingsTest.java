package breakwater.control.lifecycle.ddos;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.store.Store;
import breakwater.control.store.postgres.ProgramDatabase;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.control.tag.Tag;
import breakwater.control.tag.TagFilter;
import breakwater.control.tag.TagScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random lives and random listings against a list that is filtered by hand. A seed replays a failure: -Dbreakwater.seed=… */
class DdosListingsTest {
    private static final String ACCOUNT = DdosFixture.ACCOUNT;
    private static final List<String> REMARKS = List.of("", "web", "Web", "100%", "a_b", "x!y", "\uD83D\uDE00 edge", "edge\u0001");

    @Test
    void anyListingOfAnyLivesIsWhatTheListFilteredByHandIs() {
        try (Store store = SqliteStore.inMemory()) {
            compareOn(store);
        }
    }

    @Test
    void andSoItIsOnTheSharedDatabase() {
        try (Store store = ProgramDatabase.store()) {
            compareOn(store);
        }
    }

    private static void compareOn(Store store) {
        long seed = Long.getLong("breakwater.seed", System.nanoTime());
        System.out.println("DdosListingsTest seed " + seed);
        Random random = new Random(seed);
        Lifespan lifespan = random.nextInt(4) == 0
                ? new Lifespan(Duration.ofDays(7), Optional.empty(), Duration.ZERO) : Lifespan.DEFAULT;
        DdosFixture fixture = new DdosFixture(store, lifespan, "10.0.0.0/8");
        Map<String, DdosInstance> model = new HashMap<>();
        Map<String, Map<String, String>> tags = new HashMap<>();
        Instant now = DdosFixture.START;
        for (int step = 0; step < 600; step++) {
            now = later(random, lifespan, model, now);
            act(random, fixture, model, tags, now);
            if (step % 3 == 0) {
                compare(seed, step, random, fixture, model, tags, now);
            }
        }
        assertThat(model).isNotEmpty();
    }

    /** Some time on, often to the very instant of a deadline, where mistakes are. */
    private static Instant later(Random random, Lifespan lifespan, Map<String, DdosInstance> model, Instant now) {
        List<Instant> deadlines = model.values().stream().map(DdosInstance::expiresAt)
                .flatMap(expiry -> Stream.of(expiry, lifespan.forwardUntil(expiry), lifespan.releaseAt(expiry).orElse(expiry)))
                .filter(deadline -> deadline.isAfter(now) && deadline.isBefore(now.plus(Duration.ofHours(12)))).sorted().toList();
        return deadlines.isEmpty() || random.nextInt(3) == 0 ? now.plusSeconds(random.nextInt(3 * 3600))
                : deadlines.get(random.nextInt(deadlines.size()));
    }

    private static void act(Random random, DdosFixture fixture, Map<String, DdosInstance> model,
                            Map<String, Map<String, String>> tags, Instant now) {
        Optional<DdosInstance> some = model.values().stream().skip(model.isEmpty() ? 0 : random.nextInt(model.size())).findFirst();
        switch (some.isEmpty() ? 0 : random.nextInt(9)) {
            case 0, 1, 2 -> {
                String account = random.nextInt(5) == 0 ? DdosFixture.STRANGER : ACCOUNT;
                DdosSpecification specification = random.nextBoolean() ? DdosFixture.pro()
                        : DdosFixture.premium(random.nextBoolean() ? DdosPlan.INSURANCE : DdosPlan.UNLIMITED);
                DdosInstance made = fixture.create(account, specification, now, now.plus(Duration.ofHours(random.nextInt(600))));
                if (account.equals(ACCOUNT)) {
                    model.put(made.id(), made);
                }
            }
            case 3 -> fixture.release(some.orElseThrow(), now);
            case 4 -> {
                Instant at = now;
                boolean live = some.orElseThrow().phase(fixture.lifespan, now) != DdosPhase.RELEASED;
                if (live) {
                    fixture.write(tx -> fixture.instances.renewed(tx, ACCOUNT, some.get().id(), at.plus(Duration.ofDays(random.nextInt(20)))));
                }
            }
            case 5 -> fixture.write(tx -> fixture.instances.remarked(tx, ACCOUNT, some.orElseThrow().id(),
                    REMARKS.get(random.nextInt(REMARKS.size()))));
            case 6 -> {
                DdosInstance tagged = some.orElseThrow();
                if (tagged.phase(fixture.lifespan, now) != DdosPhase.RELEASED) {
                    Tag tag = new Tag("k" + random.nextInt(3), "v" + random.nextInt(2));
                    fixture.write(tx -> fixture.tags.put(tx, new TagScope(ACCOUNT, TagScope.ResourceType.DDOS_INSTANCE,
                            tagged.region().id()), tagged.id(), List.of(tag)));
                    tags.computeIfAbsent(tagged.id(), id -> new HashMap<>()).put(tag.key(), tag.value());
                }
            }
            case 7 -> {
                DdosInstance changed = some.orElseThrow();
                Instant at = now;
                if (changed.region() == DdosRegion.OUTSIDE) {
                    fixture.write(tx -> fixture.instances.respecified(tx, at, changed, DdosFixture.premium(DdosPlan.UNLIMITED)));
                }
            }
            default -> {
                fixture.play(fixture.instances.automaticRelease(), now);
                model.replaceAll((id, old) -> fixture.find(id).orElseThrow());
            }
        }
        some.ifPresent(touched -> model.put(touched.id(), fixture.find(touched.id()).orElseThrow()));
    }

    private static void compare(long seed, int step, Random random, DdosFixture fixture, Map<String, DdosInstance> model,
                                Map<String, Map<String, String>> tags, Instant now) {
        List<DdosInstance> all = new ArrayList<>(model.values());
        DdosListing wanted = listing(random, all, now);
        List<DdosInstance> expected = all.stream()
                .filter(instance -> instance.phase(fixture.lifespan, now) != DdosPhase.RELEASED)
                .filter(matches(wanted, fixture.lifespan, tags, now))
                .sorted(Comparator.comparing(DdosInstance::createdAt).thenComparing(DdosInstance::id).reversed()).toList();
        int offset = random.nextInt(4) == 0 ? random.nextInt(expected.size() + 3) : 0;
        int limit = 1 + random.nextInt(50);
        DdosPage page = fixture.page(now, wanted, offset, limit);
        assertThat(page.total()).as("seed %d step %d %s", seed, step, wanted).isEqualTo(expected.size());
        assertThat(page.instances()).as("seed %d step %d %s", seed, step, wanted)
                .isEqualTo(expected.stream().skip(offset).limit(limit).toList());
    }

    private static DdosListing listing(Random random, List<DdosInstance> all, Instant now) {
        List<String> ids = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            all.stream().filter(instance -> random.nextInt(4) == 0).limit(100).forEach(instance -> ids.add(instance.id()));
            ids.add("ddoscoo-cn-unknown0000");
        }
        DdosInstance some = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
        return new DdosListing(
                maybe(random, 3).map(yes -> random.nextBoolean() ? DdosRegion.MAINLAND : DdosRegion.OUTSIDE), ids,
                some == null ? Optional.empty() : maybe(random, 8).map(yes -> some.serviceAddress()),
                maybe(random, 6).map(yes -> List.of("eb", "%", "_", "!", "\uD83D\uDE00").get(random.nextInt(5))),
                maybe(random, 5).map(yes -> random.nextBoolean() ? DdosPlan.PROFESSION : DdosPlan.INSURANCE),
                maybe(random, 4).map(yes -> random.nextBoolean()), maybe(random, 4).map(yes -> random.nextBoolean()),
                maybe(random, 6).map(yes -> some == null ? now : some.expiresAt()),
                maybe(random, 6).map(yes -> now.plus(Duration.ofHours(random.nextInt(200) - 100))),
                maybe(random, 6).map(yes -> List.of(new TagFilter("k1", maybe(random, 2).map(value -> "v1")))).orElse(List.of()));
    }

    private static Optional<Boolean> maybe(Random random, int oneIn) {
        return random.nextInt(oneIn) == 0 ? Optional.of(true) : Optional.empty();
    }

    private static Predicate<DdosInstance> matches(DdosListing wanted, Lifespan lifespan, Map<String, Map<String, String>> tags,
                                                   Instant now) {
        return instance -> wanted.region().map(region -> instance.region() == region).orElse(true)
                && (wanted.ids().isEmpty() || wanted.ids().contains(instance.id()))
                && wanted.address().map(address -> instance.serviceAddress().equals(address)).orElse(true)
                && wanted.remarkPart().map(part -> instance.remark().contains(part)).orElse(true)
                && wanted.plan().map(plan -> instance.specification().plan() == plan).orElse(true)
                && wanted.expired().map(expired -> instance.phase(lifespan, now).expired() == expired).orElse(true)
                && wanted.forwarding().map(forwarding -> instance.phase(lifespan, now).forwards() == forwarding).orElse(true)
                && wanted.expiresFrom().map(from -> !instance.expiresAt().isBefore(from)).orElse(true)
                && wanted.expiresUntil().map(until -> !instance.expiresAt().isAfter(until)).orElse(true)
                && wanted.tags().stream().allMatch(filter -> {
                    String value = tags.getOrDefault(instance.id(), Map.of()).get(filter.key());
                    return value != null && filter.value().map(value::equals).orElse(true);
                });
    }
}
