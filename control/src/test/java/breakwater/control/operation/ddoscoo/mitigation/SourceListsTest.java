package breakwater.control.operation.ddoscoo.mitigation;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.ddos.AddressFamily;
import breakwater.control.lifecycle.ddos.DdosFixture;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.model.reading.ListedSource;
import breakwater.model.snapshot.SourceLists;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The nine AutoCc operations through the API, and what the traffic plane is told of the lists. */
class SourceListsTest {
    private Protected scene;
    private DdosInstance instance;
    private String id;

    Store open() {
        return SqliteStore.inMemory();
    }

    @BeforeEach
    void start() {
        scene = new Protected(open());
        instance = scene.stage.running;
        id = instance.id();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private static String json(List<String> sources) {
        return sources.stream().map(source -> "{\"src\":\"" + source + "\"}").collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> many(int from, int until) {
        return IntStream.range(from, until).mapToObj(i -> "198.18." + i / 256 + "." + i % 256).toList();
    }

    private void black(int seconds, String... sources) {
        scene.succeed("AddAutoCcBlacklist", "InstanceId", id, "Blacklist", json(List.of(sources)), "ExpireTime", String.valueOf(seconds));
    }

    private void white(String... sources) {
        scene.succeed("AddAutoCcWhitelist", "InstanceId", id, "Whitelist", json(List.of(sources)));
    }

    private List<String> sources(String color, String... more) {
        String[] parameters = {"InstanceId", id, "PageNumber", "1", "PageSize", "50"};
        String[] all = new String[parameters.length + more.length];
        System.arraycopy(parameters, 0, all, 0, parameters.length);
        System.arraycopy(more, 0, all, parameters.length, more.length);
        ApiCaller.Answer answer = scene.stage.call("DescribeAutoCc" + color + "list", all);
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
        assertThat(answer.body().at("/TotalCount").asInt()).isEqualTo(answer.body().at("/AutoCc" + color + "list").size());
        return answer.body().at("/AutoCc" + color + "list").findValuesAsText("SourceIp");
    }

    private String counts(String... queryType) {
        String[] parameters = queryType.length == 0 ? new String[] {"InstanceId", id}
                : new String[] {"InstanceId", id, "QueryType", queryType[0]};
        ApiCaller.Answer answer = scene.stage.call("DescribeAutoCcListCount", parameters);
        return answer.text("/BlackCount") + " " + answer.text("/WhiteCount");
    }

    @Test
    void aSourceIsListedWithItsExpiryAndIsGoneWhenItComes() {
        black(300, "192.0.2.1", "198.51.100.7/24");
        ApiCaller.Answer answer = scene.stage.call("DescribeAutoCcBlacklist", "InstanceId", id, "PageNumber", "1", "PageSize", "10");
        assertThat(answer.text("/TotalCount")).isEqualTo("2");
        assertThat(answer.text("/AutoCcBlacklist/0/SourceIp")).isEqualTo("192.0.2.1");
        assertThat(answer.text("/AutoCcBlacklist/0/Type")).isEqualTo("manual");
        assertThat(answer.text("/AutoCcBlacklist/0/DestIp")).isEqualTo(instance.serviceAddress());
        assertThat(answer.text("/AutoCcBlacklist/0/EndTime")).isEqualTo(String.valueOf(scene.now().getEpochSecond() + 300));
        assertThat(answer.text("/AutoCcBlacklist/1/SourceIp")).isEqualTo("198.51.100.0/24");
        assertThat(scene.snapshot(instance).sources().black()).extracting(SourceLists.Entry::expiresAt)
                .containsOnly(scene.now().plusSeconds(300).toEpochMilli());

        scene.pass(Duration.ofSeconds(299));
        assertThat(counts()).isEqualTo("2 0");
        scene.pass(Duration.ofSeconds(1));
        assertThat(counts()).isEqualTo("0 0");
        assertThat(sources("Black")).isEmpty();
    }

    @Test
    void aSourceThatIsListedAgainIsListedOnceWithTheNewExpiry() {
        black(300, "192.0.2.1");
        scene.pass(Duration.ofSeconds(200));
        black(300, "::ffff:192.0.2.1", "192.0.2.1/32", "192.0.2.1");
        scene.pass(Duration.ofSeconds(299));
        assertThat(sources("Black")).containsExactly("192.0.2.1");
        scene.pass(Duration.ofSeconds(1));
        assertThat(sources("Black")).isEmpty();
    }

    @Test
    void theWhiteListIsForEverAndKeptApart() {
        scene.succeed("AddAutoCcWhitelist", "InstanceId", id, "Whitelist", json(List.of("192.0.2.1", "10.0.0.0/8")), "ExpireTime", "300");
        black(300, "192.0.2.1");
        scene.pass(Duration.ofDays(8));
        assertThat(counts()).isEqualTo("0 2");
        assertThat(counts("auto")).isEqualTo("0 0");
        assertThat(counts("manual")).isEqualTo("0 2");
        ApiCaller.Answer answer = scene.stage.call("DescribeAutoCcWhitelist", "InstanceId", id, "PageNumber", "1", "PageSize", "10");
        assertThat(answer.text("/AutoCcWhitelist/0/EndTime")).isEqualTo("0");
        assertThat(answer.text("/AutoCcWhitelist/0/Type")).isEqualTo("manual");
        assertThat(scene.snapshot(instance).sources().white()).extracting(SourceLists.Entry::expiresAt).containsOnly(Long.MAX_VALUE);

        scene.succeed("DeleteAutoCcWhitelist", "InstanceId", id, "Whitelist", json(List.of("10.9.9.9/8", "203.0.113.9")));
        assertThat(sources("White")).containsExactly("192.0.2.1");
        scene.succeed("EmptyAutoCcWhitelist", "InstanceId", id);
        assertThat(counts()).isEqualTo("0 0");
        assertThat(scene.snapshot(instance).sources().white()).isEmpty();
    }

    @Test
    void pagesAreTheLatestFirstAndPastTheLastEmpty() {
        black(3000, "192.0.2.1", "192.0.2.2");
        scene.pass(Duration.ofSeconds(1));
        black(3000, "192.0.2.3");
        ApiCaller.Answer first = scene.stage.call("DescribeAutoCcBlacklist", "InstanceId", id, "PageNumber", "1", "PageSize", "2");
        ApiCaller.Answer second = scene.stage.call("DescribeAutoCcBlacklist", "InstanceId", id, "PageNumber", "2", "PageSize", "2");
        ApiCaller.Answer third = scene.stage.call("DescribeAutoCcBlacklist", "InstanceId", id, "PageNumber", "3", "PageSize", "2");
        assertThat(first.body().findValuesAsText("SourceIp")).containsExactly("192.0.2.3", "192.0.2.1");
        assertThat(second.body().findValuesAsText("SourceIp")).containsExactly("192.0.2.2");
        assertThat(third.body().findValuesAsText("SourceIp")).isEmpty();
        assertThat(List.of(first, second, third)).extracting(answer -> answer.text("/TotalCount")).containsOnly("3");
    }

    @Test
    void aKeywordIsTheStartOfASource() {
        black(3000, "192.0.2.1", "198.51.100.0/24", "203.192.0.1");
        assertThat(sources("Black", "KeyWord", "192")).containsExactly("192.0.2.1");
        assertThat(sources("Black", "KeyWord", "198.51.100.0/24")).containsExactly("198.51.100.0/24");
        assertThat(sources("Black", "KeyWord", "1_2")).isEmpty();
        assertThat(sources("Black", "KeyWord", "1%2")).isEmpty();
        assertThat(scene.code("DescribeAutoCcBlacklist", "InstanceId", id, "PageNumber", "1", "PageSize", "10", "KeyWord", "19"))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void whatAPlaneListedIsShownAsAutomaticAndReachesEveryPlane() {
        long expires = scene.now().plusSeconds(600).toEpochMilli();
        black(300, "192.0.2.1");
        long before = scene.revision();
        report(new ListedSource(id, "192.0.2.1", expires), new ListedSource(id, "192.0.2.9", expires),
                new ListedSource(id, "0.0.0.0", expires), new ListedSource(id, "192.0.2.10", scene.now().toEpochMilli()));
        assertThat(scene.revision()).isEqualTo(before + 1);
        assertThat(counts()).isEqualTo("3 0");
        assertThat(counts("auto")).isEqualTo("2 0");
        assertThat(sources("Black", "QueryType", "auto")).containsExactlyInAnyOrder("192.0.2.1", "192.0.2.9");
        assertThat(sources("Black", "QueryType", "manual")).containsExactly("192.0.2.1");
        assertThat(scene.snapshot(instance).sources().black()).hasSize(2).extracting(SourceLists.Entry::expiresAt).containsOnly(expires);

        report(new ListedSource(id, "192.0.2.9", expires - 1));
        assertThat(scene.revision()).as("an earlier expiry changes nothing").isEqualTo(before + 1);

        scene.succeed("DeleteAutoCcBlacklist", "InstanceId", id, "Blacklist", json(List.of("192.0.2.1")), "QueryType", "manual");
        assertThat(counts()).isEqualTo("2 0");
        scene.succeed("DeleteAutoCcBlacklist", "InstanceId", id, "Blacklist", json(List.of("192.0.2.1")));
        assertThat(counts()).isEqualTo("1 0");
        scene.succeed("EmptyAutoCcBlacklist", "InstanceId", id);
        assertThat(counts()).isEqualTo("0 0");
        assertThat(scene.revision()).isEqualTo(before + 4);
        scene.succeed("EmptyAutoCcBlacklist", "InstanceId", id);
        assertThat(scene.revision()).as("nothing was there to empty").isEqualTo(before + 4);
    }

    @Test
    void ofTooManyThatPlanesListedThoseThatExpireFirstGiveWay() {
        long expires = scene.now().plusSeconds(600).toEpochMilli();
        report(many(0, 1990).stream().map(source -> new ListedSource(id, source, expires)).toArray(ListedSource[]::new));
        report(many(1990, 2020).stream().map(source -> new ListedSource(id, source, expires + 1)).toArray(ListedSource[]::new));
        assertThat(counts("auto")).isEqualTo("2000 0");
        assertThat(scene.snapshot(instance).sources().black()).filteredOn(entry -> entry.expiresAt() == expires + 1).hasSize(30);
    }

    @Test
    void theOwnerMayListTwoThousandAndAllOrNothingIsAdded() {
        black(300, "192.0.2.1");
        scene.succeed("AddAutoCcBlacklist", "InstanceId", id, "Blacklist", json(many(0, 1998)), "ExpireTime", "600");
        ApiCaller.Answer full = scene.stage.call("AddAutoCcBlacklist", "InstanceId", id, "Blacklist",
                json(List.of("203.0.113.1", "203.0.113.2")), "ExpireTime", "600");
        assertThat(full.code()).isEqualTo("NumberExceed.Blacklist");
        assertThat(counts()).isEqualTo("1999 0");
        black(600, "203.0.113.1");
        assertThat(counts()).isEqualTo("2000 0");
        black(600, "203.0.113.1");
        report(new ListedSource(id, "203.0.113.7", scene.now().plusSeconds(600).toEpochMilli()));
        assertThat(counts()).as("what planes list does not count").isEqualTo("2001 0");
        scene.pass(Duration.ofSeconds(300));
        black(600, "203.0.113.2");
        assertThat(counts()).as("an expired one makes room").isEqualTo("2001 0");
    }

    @Test
    void onlySourcesOfTheInstancesFamilyAreTaken() {
        DdosInstance six = new DdosFixture(scene.stage.control.store(), Lifespan.DEFAULT, "2001:db8:77::/64").create(instance.accountId(),
                onIpv6(instance.specification()), scene.now(), scene.now().plus(Duration.ofDays(20)));
        assertThat(scene.code("AddAutoCcBlacklist", "InstanceId", id, "Blacklist", json(List.of("2001:db8::1")), "ExpireTime", "300"))
                .isEqualTo("InvalidParameter");
        assertThat(scene.code("AddAutoCcBlacklist", "InstanceId", six.id(), "Blacklist", json(List.of("192.0.2.1")), "ExpireTime", "300"))
                .isEqualTo("InvalidParameter");
        scene.succeed("AddAutoCcBlacklist", "InstanceId", six.id(), "Blacklist", json(List.of("2001:DB8::7/64")), "ExpireTime", "300");
        assertThat(scene.stage.call("DescribeAutoCcBlacklist", "InstanceId", six.id(), "PageNumber", "1", "PageSize", "10", "KeyWord", "2001:DB8")
                .text("/AutoCcBlacklist/0/SourceIp")).isEqualTo("2001:db8::/64");
    }

    @Test
    void oneBadSourceRefusesTheWholeCall() {
        for (String bad : List.of("[]", "{}", "[1]", "[{\"src\":\"192.0.2.1\"},{\"src\":\"0.0.0.0/0\"}]", "[{\"src\":1}]", "not json",
                "[{\"src\":\"192.0.2.1\"}] x")) {
            assertThat(scene.code("AddAutoCcBlacklist", "InstanceId", id, "Blacklist", bad, "ExpireTime", "300")).as(bad)
                    .isIn("InvalidParameter", "MissingBlacklist.1.src");
        }
        assertThat(scene.code("AddAutoCcBlacklist", "InstanceId", id, "Blacklist", "[{\"src\":\"192.0.2.1\"},{}]", "ExpireTime", "300"))
                .isEqualTo("MissingBlacklist.2.src");
        assertThat(scene.code("AddAutoCcBlacklist", "InstanceId", id, "Blacklist", json(many(0, 2001)), "ExpireTime", "300"))
                .isEqualTo("NumberExceed.Blacklist");
        for (String seconds : List.of("299", "604801", "0", "-1")) {
            assertThat(scene.code("AddAutoCcBlacklist", "InstanceId", id, "Blacklist", json(List.of("192.0.2.1")), "ExpireTime", seconds))
                    .isEqualTo("InvalidExpireTime");
        }
        assertThat(counts()).isEqualTo("0 0");
        assertThat(scene.revision()).isZero();
    }

    @Test
    void expiredRowsAreThrownAway() {
        black(300, "192.0.2.1");
        black(900, "192.0.2.2");
        scene.pass(Duration.ofSeconds(300));
        assertThat((int) scene.stage.control.store().write(tx -> scene.mitigations.sources().prune(tx, scene.now(), 10))).isEqualTo(1);
        assertThat(scene.snapshot(instance).sources().black()).hasSize(1);
        assertThat(sources("Black")).containsExactly("192.0.2.2");
    }

    private static DdosSpecification onIpv6(DdosSpecification four) {
        return new DdosSpecification(four.offering(), four.plan(), four.servicePartner(), four.portLimit(), four.domainLimit(),
                four.baseBandwidthGbps(), four.elasticBandwidthGbps(), four.cleanBandwidthMbps(), four.queriesPerSecond(),
                four.connectionLimit(), four.newConnectionsPerSecond(), AddressFamily.IPV6, four.enhancedFunctions(),
                four.burstCleanBandwidth());
    }

    private void report(ListedSource... listed) {
        scene.stage.control.store().write(tx -> {
            scene.mitigations.sources().listed(tx, scene.now(), List.of(listed));
            return null;
        });
    }
}
