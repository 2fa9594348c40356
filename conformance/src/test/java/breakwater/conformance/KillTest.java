package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * kill -9 under load, again and again, on one data folder in development and on one database in production: whatever was answered with
 * success is there after the restart, and what was not answered is there whole or not at all. This proves safety against a crash of the
 * process, not against a loss of power: the kernel keeps its page cache, and PostgreSQL is not killed.
 *
 * <p>{@code -Dbreakwater.kills=N} sets the number of kills, {@code -Dseed=N} replays the moments.
 */
final class KillTest {

    private static final int WRITERS = 4;
    private static final int WRITES_BEFORE_KILL_MIN = 10;
    private static final int WRITES_BEFORE_KILL_SPREAD = 60;

    @TempDir
    private Path folder;

    /** What one instance must look like: its remark, absent where its life was ended; and what an unanswered call may have made of it. */
    private record Expected(String remark, boolean ended, Optional<String> maybeRemark, boolean maybeEnded) {}

    private final Map<String, Expected> expected = new ConcurrentHashMap<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    /** How each writer ended: by a call that was not acknowledged. */
    private final Queue<Throwable> endings = new ConcurrentLinkedQueue<>();
    /** A change made by hand before the last kill, nonce and all: sent again after it, it must be refused. */
    private Map<String, String> replayed = Map.of();

    /** One writer: buys an instance, remarks it, ends the life of an older one. Ends itself when the server is gone. */
    private void write(Served where, OfficialClient client, int writer, Deque<String> endable, CountDownLatch enough) {
        try {
            for (int number = 0; ; number++) {
                Answer bought = client.call(Product.BILLING, "CreateInstance", purchase());
                if (toldToComeAgain(bought)) {
                    continue;
                }
                String id = bought.expectSuccess().path("Data").path("InstanceId").asText();
                expected.put(id, new Expected("", false, Optional.empty(), false));
                count(enough);
                String remark = "writer " + writer + " number " + number;
                expected.put(id, new Expected("", false, Optional.of(remark), false));
                Answer remarked = client.call(Product.DDOSCOO, "ModifyInstanceRemark",
                        Map.of("InstanceId", id, "Remark", remark, "RegionId", "cn-hangzhou"));
                if (toldToComeAgain(remarked)) {
                    continue;
                }
                remarked.expectSuccess();
                expected.put(id, new Expected(remark, false, Optional.empty(), false));
                count(enough);
                String old;
                synchronized (endable) {
                    old = endable.poll();
                }
                if (old != null) {
                    Expected before = expected.get(old);
                    expected.put(old, new Expected(before.remark(), false, before.maybeRemark(), true));
                    Answer over = end(where, client, old);
                    if (toldToComeAgain(over)) {
                        continue;
                    }
                    over.expectSuccess();
                    expected.put(old, new Expected(before.remark(), true, before.maybeRemark(), false));
                    count(enough);
                }
            }
        } catch (RuntimeException | AssertionError ended) {
            endings.add(ended);
        }
    }

    /** Where writers of one account meet too often, one is told to come again, which is no acknowledgement; it goes on with another instance. */
    private static boolean toldToComeAgain(Answer answer) {
        return answer.code().equals("ServiceUnavailable");
    }

    /** Where the clock can be moved an expired instance is released; in production one that runs is given back for its money. */
    private static Answer end(Served where, OfficialClient client, String id) {
        return switch (where) {
            case DEV_ON_SQLITE -> client.call(Product.DDOSCOO, "ReleaseInstance", Map.of("InstanceId", id, "RegionId", "cn-hangzhou"));
            case SERVE_ON_POSTGRESQL -> client.call(Product.BILLING, "RefundInstance", Map.of("InstanceId", id, "ProductCode", "ddos",
                    "ProductType", "ddoscoo", "ClientToken", "end-" + id, "ImmediatelyRelease", "1"));
        };
    }

    private void count(CountDownLatch enough) {
        acknowledged.incrementAndGet();
        enough.countDown();
    }

    private static Map<String, ?> purchase() {
        List<Map<String, String>> components = new ArrayList<>();
        Map.of("BaseBandwidth", "30", "Bandwidth", "30", "ServiceBandwidth", "100", "PortCount", "50", "DomainCount", "50", "NormalQps", "3000")
                .forEach((code, value) -> components.add(Map.of("Code", code, "Value", value)));
        return Map.of("ProductCode", "ddos", "ProductType", "ddoscoo", "SubscriptionType", "Subscription", "Period", 1, "Parameter", components);
    }

    private static int kills(Served where) {
        return Integer.getInteger("breakwater.kills", switch (where) {
            case DEV_ON_SQLITE -> 4;
            case SERVE_ON_POSTGRESQL -> 2;
        });
    }

    private Supplier<BuiltServer> starting(Served where) {
        return switch (where) {
            case DEV_ON_SQLITE -> () -> BuiltServer.keeping(folder);
            case SERVE_ON_POSTGRESQL -> {
                Production production = new Production(folder);
                yield () -> production.node("node");
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void noAcknowledgedWriteIsLostWhenTheProcessIsKilled(Served where) throws InterruptedException {
        Supplier<BuiltServer> starting = starting(where);
        int kills = kills(where);
        long seed = Long.getLong("seed", new SplittableRandom().nextLong());
        System.out.println("KillTest: " + where + ", " + kills + " kills, -Dseed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Keys keys = null;
        String accountId = "";
        int killsUnderLoad = 0;
        for (int kill = 0; kill <= kills; kill++) {
            try (BuiltServer server = starting.get()) {
                if (keys == null) {
                    Account account = Account.rich(server);
                    account.recharge("90000000");
                    keys = account.keys();
                    accountId = account.id();
                }
                verify(server, keys);
                RawCall raw = new RawCall(server.endpoint(), keys);
                if (!replayed.isEmpty()) {
                    assertThat(raw.v1(Product.RAM, "CreateUser", replayed).code()).as("a nonce used before the kill").isEqualTo("SignatureNonceUsed");
                }
                if (kill == kills) {
                    assertThat(server.stop()).as("a clean stop after all the kills").isIn(0, 143);
                    break;
                }
                replayed = Map.of("UserName", "round-" + kill, "SignatureNonce", UUID.randomUUID().toString(), "Timestamp", RawCall.timestamp(0));
                assertThat(raw.v1(Product.RAM, "CreateUser", replayed).status()).isEqualTo(200);
                Deque<String> endable = endableOnes(where, Account.known(server, accountId, keys));
                int writes = WRITES_BEFORE_KILL_MIN + random.nextInt(WRITES_BEFORE_KILL_SPREAD);
                CountDownLatch enough = new CountDownLatch(writes);
                List<Thread> writers = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    int number = writer;
                    OfficialClient client = Through.TEA_FORM.as(server.endpoint(), keys);
                    writers.add(Thread.ofVirtual().start(() -> write(where, client, number, endable, enough)));
                }
                assertThat(enough.await(5, TimeUnit.MINUTES)).as("%d writes before the kill; printed: %s", writes, server.printed()).isTrue();
                server.kill();
                killsUnderLoad++;
                for (Thread writer : writers) {
                    writer.join();
                }
            }
        }
        assertThat(killsUnderLoad).isEqualTo(kills);
        assertThat(endings).hasSize(kills * WRITERS)
                .allSatisfy(ending -> assertThat(ending.getMessage()).contains("failed without an answer"));
        System.out.println("KillTest: " + acknowledged + " acknowledged writes, " + expected.size() + " instances, none lost");
    }

    /** Instances of earlier rounds; where only expired ones can be ended, they are run out by moving the clock. */
    private Deque<String> endableOnes(Served where, Account account) {
        List<String> alive = expected.entrySet().stream().filter(entry -> !entry.getValue().ended() && !entry.getValue().maybeEnded())
                .map(Map.Entry::getKey).sorted().toList();
        return switch (where) {
            case DEV_ON_SQLITE -> expiredOnes(account, alive);
            case SERVE_ON_POSTGRESQL -> new ArrayDeque<>(alive);
        };
    }

    private Deque<String> expiredOnes(Account account, List<String> alive) {
        if (!alive.isEmpty()) {
            account.advancePastExpiry(alive.getLast());
        }
        Deque<String> expired = new ArrayDeque<>();
        for (String id : alive) {
            JsonNode row = account.instance(id);
            if (row.path("Status").asInt() == 2) {
                expired.add(id);
            } else if (row.isMissingNode()) {
                // Released by the service itself, thirty days after it expired.
                expected.compute(id, (key, before) -> new Expected("", true, Optional.empty(), false));
            }
        }
        return expired;
    }

    private void verify(BuiltServer server, Keys keys) {
        Map<String, JsonNode> found = new ConcurrentHashMap<>();
        OfficialClient client = Through.TEA_FORM.as(server.endpoint(), keys);
        for (int page = 1; ; page++) {
            JsonNode rows = client.call(Product.DDOSCOO, "DescribeInstances", Map.of("PageNumber", page, "PageSize", 50, "RegionId", "cn-hangzhou"))
                    .expectSuccess().path("Instances");
            rows.forEach(row -> found.put(row.path("InstanceId").asText(), row));
            if (rows.size() < 50) {
                break;
            }
        }
        expected.replaceAll((id, before) -> {
            JsonNode row = found.get(id);
            if (before.ended()) {
                assertThat(row).as("%s was ended and acknowledged", id).isNull();
                return before;
            }
            if (before.maybeEnded() && row == null) {
                return new Expected("", true, Optional.empty(), false);
            }
            assertThat(row).as("%s was bought and acknowledged", id).isNotNull();
            String remark = row.path("Remark").asText();
            if (before.maybeRemark().isPresent()) {
                assertThat(remark).isIn(before.remark(), before.maybeRemark().get());
            } else {
                assertThat(remark).as("the acknowledged remark of %s", id).isEqualTo(before.remark());
            }
            return new Expected(remark, false, Optional.empty(), false);
        });
    }
}
