package breakwater.control.tag;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags and their rules. */
class TagsTest {
    private static final TagScope SCOPE = new TagScope("1000000000000001", TagScope.ResourceType.DDOS_INSTANCE, "cn-hangzhou");
    private static final TagScope ELSEWHERE = new TagScope("1000000000000001", TagScope.ResourceType.DDOS_INSTANCE, "ap-southeast-1");
    private static final TagScope STRANGER = new TagScope("1000000000000002", TagScope.ResourceType.DDOS_INSTANCE, "cn-hangzhou");

    private final Store store = SqliteStore.inMemory();
    private final Tags tags = new Tags();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aKeyPutAgainGetsTheNewValue() {
        put(SCOPE, "i1", new Tag("team", "edge"), new Tag("stage", ""));
        put(SCOPE, "i1", new Tag("team", "core"));
        assertThat(list(SCOPE, List.of("i1"), List.of())).containsExactly(
                new TaggedResource("i1", new Tag("stage", "")), new TaggedResource("i1", new Tag("team", "core")));
    }

    @Test
    void theTwentyFirstTagIsRefusedAndNothingIsPut() {
        List<Tag> twenty = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            twenty.add(new Tag("k" + i, "v"));
        }
        assertThat(put(SCOPE, "i1", twenty.toArray(Tag[]::new))).isEqualTo(new PutOutcome.Put());
        assertThat(put(SCOPE, "i1", new Tag("k3", "new"), new Tag("k20", "v"))).isEqualTo(new PutOutcome.TooMany(20));
        assertThat(put(SCOPE, "i1", new Tag("k3", "new"))).isEqualTo(new PutOutcome.Put());
        assertThat(list(SCOPE, List.of("i1"), List.of())).hasSize(20);
    }

    @Test
    void removingTakesTheNamedKeysOfOneResourceOnly() {
        put(SCOPE, "i1", new Tag("a", "1"), new Tag("b", "2"));
        put(SCOPE, "i2", new Tag("a", "1"));
        put(STRANGER, "i1", new Tag("a", "1"));
        store.write(tx -> {
            tags.remove(tx, SCOPE, "i1", List.of("a", "unknown"));
            return 0;
        });
        assertThat(list(SCOPE, List.of(), List.of())).containsExactly(
                new TaggedResource("i1", new Tag("b", "2")), new TaggedResource("i2", new Tag("a", "1")));
        assertThat(list(STRANGER, List.of(), List.of())).hasSize(1);
    }

    @Test
    void filtersMustAllMatchAndAKeyAloneMatchesAnyValue() {
        put(SCOPE, "i1", new Tag("a", "1"), new Tag("b", "2"));
        put(SCOPE, "i2", new Tag("a", "1"));
        put(SCOPE, "i3", new Tag("a", "other"));
        assertThat(ids(new TagFilter("a", Optional.empty()))).containsExactly("i1", "i2", "i3");
        assertThat(ids(new TagFilter("a", Optional.of("1")))).containsExactly("i1", "i2");
        assertThat(ids(new TagFilter("a", Optional.of("1")), new TagFilter("b", Optional.of("2")))).containsExactly("i1");
        assertThat(ids(new TagFilter("A", Optional.empty()))).isEmpty();
    }

    @Test
    void keysAreCountedInTheirRegionAndPaged() {
        put(SCOPE, "i1", new Tag("a", "1"), new Tag("b", "1"), new Tag("c", "1"));
        put(SCOPE, "i2", new Tag("b", "2"));
        put(ELSEWHERE, "i3", new Tag("d", "1"));
        List<Tags.KeyCount> second = store.read(tx -> tags.keys(tx, SCOPE, 1, 2));
        assertThat(second).containsExactly(new Tags.KeyCount("b", 2), new Tags.KeyCount("c", 1));
        long keys = store.read(tx -> tags.keyCount(tx, SCOPE));
        assertThat(keys).isEqualTo(3);
    }

    @Test
    void aListingGoesOnBehindAResourceAndKey() {
        put(SCOPE, "i1", new Tag("a", "1"), new Tag("b", "2"));
        put(SCOPE, "i2", new Tag("a", "3"));
        List<TaggedResource> rest = store.read(tx -> tags.list(tx, SCOPE, List.of(), List.of(), "i1", "a", 10));
        assertThat(rest).containsExactly(new TaggedResource("i1", new Tag("b", "2")), new TaggedResource("i2", new Tag("a", "3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "aliyun", "AliyunTeam", "acs:team", "ACS:x", "a http://b", "HTTPS://x"})
    void aKeyThatTheVendorReservesIsRefused(String key) {
        assertThat(TagRules.keyFault(key)).isPresent();
    }

    @Test
    void lengthsAreCountedInCodePoints() {
        String smile = "\uD83D\uDE00";
        assertThat(TagRules.keyFault(smile.repeat(128))).isEmpty();
        assertThat(TagRules.keyFault(smile.repeat(129))).isPresent();
        assertThat(TagRules.valueFault(smile.repeat(128))).isEmpty();
        assertThat(TagRules.valueFault(smile.repeat(129))).isPresent();
        assertThat(TagRules.valueFault("")).isEmpty();
        assertThat(TagRules.valueFault("see http://x")).isPresent();
        assertThat(TagRules.valueFault("aliyun")).isEmpty();
    }

    private PutOutcome put(TagScope scope, String id, Tag... wanted) {
        return store.write(tx -> tags.put(tx, scope, id, List.of(wanted)));
    }

    private List<TaggedResource> list(TagScope scope, List<String> ids, List<TagFilter> filters) {
        return store.read(tx -> tags.list(tx, scope, ids, filters, "", "", 100));
    }

    private List<String> ids(TagFilter... filters) {
        return list(SCOPE, List.of(), List.of(filters)).stream().map(TaggedResource::resourceId).distinct().toList();
    }
}
