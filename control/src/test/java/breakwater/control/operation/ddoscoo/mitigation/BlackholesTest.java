package breakwater.control.operation.ddoscoo.mitigation;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.model.snapshot.ProtectedInstance.Blackhole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blackholes that planes start and owners end, and blocks of lines, with what an account may do of both. */
class BlackholesTest {
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

    private void began(DdosInstance of, Instant since, Duration lasts) {
        scene.stage.control.store().write(tx -> {
            scene.mitigations.blackholes().began(tx, of.id(), since.toEpochMilli(), since.plus(lasts).toEpochMilli());
            return null;
        });
    }

    private void ended(Instant at) {
        scene.stage.control.store().write(tx -> {
            scene.mitigations.blackholes().ended(tx, id, at.toEpochMilli());
            return null;
        });
    }

    private String lift() {
        return scene.code("ModifyBlackholeStatus", "InstanceId", id, "BlackholeStatus", "undo");
    }

    private String left(String action) {
        ApiCaller.Answer answer = scene.stage.call(action);
        return answer.text("/RemainCount") + " of " + answer.text("/TotalCount");
    }

    private String status() {
        return scene.stage.call("DescribeBlackholeStatus", "InstanceIds.1", id).body().at("/BlackholeStatus/0").toString();
    }

    @Test
    void aBlackholeIsShownUntilItEndsByItself() {
        String normal = "{\"BlackStatus\":\"normal\",\"Ip\":\"" + instance.serviceAddress() + "\"}";
        assertThat(status()).isEqualTo(normal);
        began(instance, scene.now(), Duration.ofMinutes(30));
        long since = scene.now().getEpochSecond();
        assertThat(status()).isEqualTo("{\"BlackStatus\":\"blackhole\",\"EndTime\":" + (since + 1800) + ",\"Ip\":\"" + instance.serviceAddress()
                + "\",\"StartTime\":" + since + "}");
        assertThat(scene.snapshot(instance).blackhole()).isEqualTo(new Blackhole(since * 1000, (since + 1800) * 1000, 0));
        scene.pass(Duration.ofMinutes(30));
        assertThat(status()).isEqualTo(normal);
        assertThat(lift()).isEqualTo("BlackholeNotExist");
        assertThat(left("DescribeUnBlackholeCount")).isEqualTo("5 of 5");
    }

    @Test
    void theOwnerEndsItOnceAndAPlaneThatHasNotHeardDoesNotBringItBack() {
        Instant since = scene.now();
        began(instance, since, Duration.ofMinutes(30));
        scene.pass(Duration.ofSeconds(10));
        assertThat(lift()).isEqualTo("OK");
        assertThat(status()).contains("normal");
        assertThat(scene.snapshot(instance).blackhole()).isEqualTo(new Blackhole(0, 0, scene.now().toEpochMilli()));
        assertThat(left("DescribeUnBlackholeCount")).isEqualTo("4 of 5");
        assertThat(lift()).as("it is over").isEqualTo("BlackholeNotExist");

        long revision = scene.revision();
        began(instance, since, Duration.ofMinutes(40));
        assertThat(status()).contains("normal");
        assertThat(scene.revision()).isEqualTo(revision);
        scene.pass(Duration.ofSeconds(1));
        began(instance, scene.now(), Duration.ofMinutes(30));
        assertThat(status()).contains("blackhole");
    }

    @Test
    void oneThatFollowsUponAnotherIsNotEndedByAPlaneThatTellsOfTheFirstOneOnlyNow() {
        Instant first = scene.now();
        Instant second = first.plus(Duration.ofMinutes(30));
        began(instance, first, Duration.ofMinutes(30));
        scene.pass(Duration.ofMinutes(30));
        began(instance, second, Duration.ofMinutes(30));
        ended(second);
        assertThat(scene.snapshot(instance).blackhole()).isEqualTo(
                new Blackhole(second.toEpochMilli(), second.plus(Duration.ofMinutes(30)).toEpochMilli(), 0));
    }

    @Test
    void ofSeveralPlanesTheEarliestStartAndTheLatestEndCount() {
        Instant now = scene.now();
        began(instance, now.plusSeconds(2), Duration.ofMinutes(30));
        began(instance, now, Duration.ofMinutes(40));
        began(instance, now.plusSeconds(1), Duration.ofMinutes(30));
        assertThat(scene.snapshot(instance).blackhole()).isEqualTo(
                new Blackhole(now.toEpochMilli(), now.plus(Duration.ofMinutes(40)).toEpochMilli(), 0));
        ended(now.plusSeconds(60));
        assertThat(scene.snapshot(instance).blackhole().until()).isEqualTo(now.plusSeconds(60).toEpochMilli());
        scene.pass(Duration.ofSeconds(60));
        assertThat(status()).contains("normal");
    }

    @Test
    void anAccountEndsFiveADayAtLeastTenMinutesApartAndTheDayStartsAtMidnightInUtcPlusEight() {
        scene.pass(Duration.ofHours(13));
        for (int done = 0; done < 5; done++) {
            began(instance, scene.now(), Duration.ofDays(1));
            assertThat(lift()).isEqualTo("OK");
            assertThat(left("DescribeUnBlackholeCount")).isEqualTo(4 - done + " of 5");
            began(instance, scene.now().plusMillis(1), Duration.ofDays(1));
            scene.pass(Duration.ofMinutes(10).minusMillis(1));
            assertThat(lift()).isEqualTo(done == 4 ? "NumberExceed.UnBlackhole" : "UnBlackholeTooFrequent");
            scene.pass(Duration.ofMillis(1));
        }
        began(instance, scene.now(), Duration.ofDays(1));
        assertThat(lift()).isEqualTo("NumberExceed.UnBlackhole");
        assertThat(status()).contains("blackhole");

        Duration untilMidnight = Duration.between(scene.now(), Instant.parse("2026-11-01T16:00:00Z"));
        scene.pass(untilMidnight.minusMillis(1));
        assertThat(left("DescribeUnBlackholeCount")).isEqualTo("0 of 5");
        assertThat(lift()).isEqualTo("NumberExceed.UnBlackhole");
        scene.pass(Duration.ofMillis(1));
        assertThat(left("DescribeUnBlackholeCount")).isEqualTo("5 of 5");
        assertThat(lift()).isEqualTo("OK");
        assertThat(left("DescribeUnBlackholeCount")).isEqualTo("4 of 5");
    }

    @Test
    void tenMinutesCountAcrossMidnightAndAcrossInstances() {
        DdosInstance other = scene.stage.pro(instance.accountId(), Duration.ofDays(-1), Duration.ofDays(20));
        scene.pass(Duration.ofHours(16).minusMinutes(5));
        began(instance, scene.now(), Duration.ofHours(1));
        began(other, scene.now(), Duration.ofHours(1));
        assertThat(lift()).isEqualTo("OK");
        scene.pass(Duration.ofMinutes(5));
        assertThat(left("DescribeUnBlackholeCount")).isEqualTo("5 of 5");
        assertThat(scene.code("ModifyBlackholeStatus", "InstanceId", other.id(), "BlackholeStatus", "undo")).isEqualTo("UnBlackholeTooFrequent");
        scene.pass(Duration.ofMinutes(5));
        assertThat(scene.code("ModifyBlackholeStatus", "InstanceId", other.id(), "BlackholeStatus", "undo")).isEqualTo("OK");
        assertThat(left("DescribeUnBlackholeCount")).isEqualTo("4 of 5");
    }

    @Test
    void ofManyAtOnceExactlyOneIsWithinTenMinutes() throws Exception {
        List<DdosInstance> all = Stream.generate(() -> scene.stage.pro(instance.accountId(), Duration.ofDays(-1), Duration.ofDays(20)))
                .limit(6).toList();
        all.forEach(each -> began(each, scene.now(), Duration.ofHours(1)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> codes = all.stream().map(each -> threads.submit(() ->
                    scene.code("ModifyBlackholeStatus", "InstanceId", each.id(), "BlackholeStatus", "undo"))).toList();
            List<String> answers = new ArrayList<>();
            for (Future<String> code : codes) {
                answers.add(code.get());
            }
            assertThat(answers).containsOnlyOnce("OK").containsOnly("OK", "UnBlackholeTooFrequent");
        }
        assertThat(left("DescribeUnBlackholeCount")).isEqualTo("4 of 5");
    }

    @Test
    void anotherAccountsCountIsItsOwn() {
        began(instance, scene.now(), Duration.ofHours(1));
        assertThat(lift()).isEqualTo("OK");
        ApiCaller.Answer account = scene.stage.control.call("breakwater", "CreateAccount",
                Map.of("AccountName", "neighbour", "Balance", "1", "Currency", "CNY"));
        assertThat(scene.stage.control.caller().as(account.text("/AccessKeyId"), account.text("/AccessKeySecret"))
                .call("ddoscoo", "DescribeUnBlackholeCount", Map.of()).text("/RemainCount")).isEqualTo("5");
    }

    @Test
    void linesAreBlockedForAWhileAndEitherBlocksWhatComesFromAbroad() {
        scene.succeed("ModifyBlockStatus", "InstanceId", id, "Status", "do", "Lines.1", "ct", "Duration", "15");
        long since = scene.now().getEpochSecond();
        assertThat(lines()).isEqualTo("[{\"BlockStatus\":\"areablock\",\"EndTime\":" + (since + 900) + ",\"Line\":\"ct\",\"StartTime\":" + since
                + "},{\"BlockStatus\":\"normal\",\"Line\":\"cut\"}]");
        scene.pass(Duration.ofMinutes(5));
        scene.succeed("ModifyBlockStatus", "InstanceId", id, "Status", "do", "Lines.1", "cut", "Lines.2", "cut", "Duration", "15");
        assertThat(scene.snapshot(instance).lineBlock()).isEqualTo((since + 300 + 900) * 1000);
        scene.succeed("ModifyBlockStatus", "InstanceId", id, "Status", "undo", "Lines.1", "cut");
        assertThat(scene.snapshot(instance).lineBlock()).isEqualTo((since + 900) * 1000);
        assertThat(left("DescribeUnBlockCount")).isEqualTo("8 of 10");
        long revision = scene.revision();
        scene.succeed("ModifyBlockStatus", "InstanceId", id, "Status", "undo", "Lines.1", "cut");
        assertThat(scene.revision()).isEqualTo(revision);
        scene.pass(Duration.ofMinutes(10));
        assertThat(lines()).isEqualTo("[{\"BlockStatus\":\"normal\",\"Line\":\"ct\"},{\"BlockStatus\":\"normal\",\"Line\":\"cut\"}]");
    }

    @Test
    void anAccountBlocksLinesTenTimesAMonthInUtcPlusEight() {
        scene.pass(Duration.ofDays(5));
        for (int done = 0; done < 10; done++) {
            scene.succeed("ModifyBlockStatus", "InstanceId", id, "Status", "do", "Lines.1", "ct", "Lines.2", "cut", "Duration", "43200");
        }
        assertThat(left("DescribeUnBlockCount")).isEqualTo("0 of 10");
        assertThat(scene.code("ModifyBlockStatus", "InstanceId", id, "Status", "do", "Lines.1", "ct", "Duration", "20"))
                .isEqualTo("NumberExceed.Block");
        scene.succeed("ModifyBlockStatus", "InstanceId", id, "Status", "undo", "Lines.1", "ct", "Lines.2", "cut");
        scene.pass(Duration.between(scene.now(), Instant.parse("2026-11-30T16:00:00Z")).minusMillis(1));
        assertThat(left("DescribeUnBlockCount")).isEqualTo("0 of 10");
        scene.pass(Duration.ofMillis(1));
        assertThat(left("DescribeUnBlockCount")).isEqualTo("10 of 10");
    }

    @Test
    void onlyTheMainlandHasLines() {
        String premium = scene.stage.premium.id();
        assertThat(scene.code("ModifyBlockStatus", "InstanceId", premium, "Status", "do", "Lines.1", "ct", "Duration", "20"))
                .isEqualTo("InvalidParameter");
        assertThat(scene.stage.call("DescribeBlockStatus", "InstanceIds.1", premium).body().at("/StatusList/0").toString())
                .isEqualTo("{\"BlockStatusList\":[],\"Ip\":\"" + scene.stage.premium.serviceAddress() + "\"}");
    }

    @Test
    void badLinesAndStatesAreRefusedAndCostNothing() {
        for (List<String> bad : List.of(List.of("do", "ct", "", "MissingDuration"), List.of("do", "ct", "14", "InvalidParameter"),
                List.of("do", "ct", "43201", "InvalidParameter"), List.of("stop", "ct", "20", "InvalidParameter"),
                List.of("do", "cmcc", "20", "InvalidLine"))) {
            assertThat(scene.code("ModifyBlockStatus", "InstanceId", id, "Status", bad.get(0), "Lines.1", bad.get(1), "Duration", bad.get(2)))
                    .as(bad.toString()).isEqualTo(bad.get(3));
        }
        assertThat(scene.code("ModifyBlackholeStatus", "InstanceId", id, "BlackholeStatus", "do")).isEqualTo("InvalidParameter");
        assertThat(left("DescribeUnBlockCount")).isEqualTo("10 of 10");
        assertThat(scene.revision()).isZero();
    }

    @Test
    void whatTheOwnerDidCanBeLookedUp() {
        began(instance, scene.now(), Duration.ofHours(1));
        assertThat(lift()).isEqualTo("OK");
        scene.pass(Duration.ofSeconds(1));
        scene.succeed("ModifyBlockStatus", "InstanceId", id, "Status", "do", "Lines.1", "cut", "Lines.2", "ct", "Duration", "15");
        scene.pass(Duration.ofSeconds(1));
        scene.succeed("ModifyBlockStatus", "InstanceId", id, "Status", "undo", "Lines.1", "cut");
        scene.succeed("ModifyBlockStatus", "InstanceId", id, "Status", "undo", "Lines.1", "cut");
        ApiCaller.Answer log = scene.stage.call("DescribeOpEntities", "StartTime", "0", "EndTime", String.valueOf(scene.now().toEpochMilli()),
                "PageNumber", "1", "PageSize", "10");
        assertThat(log.body().findValuesAsText("OpAction")).containsExactly("10", "10", "9");
        assertThat(log.body().findValuesAsText("OpDesc")).containsExactly("{\"newEntity\":{\"actionMethod\":\"undo\",\"lines\":[\"cut\"]}}",
                "{\"newEntity\":{\"actionMethod\":\"do\",\"lines\":[\"ct\",\"cut\"]}}", "{\"newEntity\":{\"actionMethod\":\"undo\"}}");
        assertThat(log.body().findValuesAsText("EntityObject")).containsOnly(instance.serviceAddress());
    }

    private String lines() {
        return scene.stage.call("DescribeBlockStatus", "InstanceIds.1", id).body().at("/StatusList/0/BlockStatusList").toString();
    }
}
