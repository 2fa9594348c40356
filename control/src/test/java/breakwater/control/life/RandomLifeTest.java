package breakwater.control.life;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.store.postgres.ProgramDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of buying, renewing, changing, automatic renewal on and off, moving the clock, releasing and refunding, through the
 * public API on both stores. After every step the answer, and after every few all instances and the balance, must be what
 * {@link LifeModel} says.
 *
 * <p>The seed is printed; {@code -Dseed=N} replays it, {@code -Dbreakwater.lives=N} plays more sequences.
 */
final class RandomLifeTest {
    private static final int SEQUENCES = Integer.getInteger("breakwater.lives", 4);
    private static final int STEPS = 40;
    private static final int INSTANCES_MAX = 6;
    private static final int CHECKED_EVERY = 4;

    @Test
    void randomLivesOnTheEmbeddedStoreAreWhatTheModelSays() {
        try (ControlFixture fixture = ControlFixture.start()) {
            play(fixture);
        }
    }

    @Test
    void randomLivesOnPostgresqlAreWhatTheModelSays() {
        try (ControlFixture fixture = ControlFixture.start(ProgramDatabase.store(), true)) {
            play(fixture);
        }
    }

    private static void play(ControlFixture fixture) {
        long seed = Long.getLong("seed", new SplittableRandom().nextLong());
        System.out.println("RandomLifeTest: " + SEQUENCES + " sequences of " + STEPS + " steps, -Dseed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        // Where the database's clock is followed, it and this machine's drift by a millisecond now and then; a frozen clock follows none.
        assertThat(fixture.call("breakwater", "FreezeClock", Map.of()).code()).isEqualTo("OK");
        for (int number = 0; number < SEQUENCES; number++) {
            new Sequence(fixture, random.split(), number).play();
        }
    }

    /** One account's life. */
    private static final class Sequence {
        private final ControlFixture fixture;
        private final SplittableRandom random;
        private final String accountId;
        private final ApiCaller caller;
        private final LifeModel model;
        private final List<String> trace = new ArrayList<>();

        Sequence(ControlFixture fixture, SplittableRandom random, int number) {
            this.fixture = fixture;
            this.random = random;
            // Enough for a few months of a few instances, so that money runs out now and then.
            long fen = 2_080_000L * (2 + random.nextInt(40));
            ApiCaller.Answer made = fixture.call("breakwater", "CreateAccount",
                    Map.of("AccountName", "life " + number, "Balance", yuan(fen)));
            assertThat(made.code()).as(made.text()).isEqualTo("OK");
            this.accountId = made.text("/AccountId");
            this.caller = fixture.caller().as(made.text("/AccessKeyId"), made.text("/AccessKeySecret"));
            this.model = new LifeModel(serviceNow(), fen);
        }

        private Instant serviceNow() {
            return Instant.ofEpochMilli(fixture.call("breakwater", "DescribeClock", Map.of()).body().path("NowMillis").asLong());
        }

        void play() {
            try {
                for (int step = 0; step < STEPS; step++) {
                    advance(Duration.ofSeconds(1 + random.nextInt(3600)));
                    act();
                    if (step % CHECKED_EVERY == 0 || step == STEPS - 1) {
                        compare();
                    }
                }
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\nafter:\n  " + String.join("\n  ", trace), e);
            }
        }

        private void act() {
            List<LifeModel.Instance> all = model.instances();
            int choice = random.nextInt(100);
            if (all.isEmpty() || (choice < 15 && all.size() < INSTANCES_MAX)) {
                buy();
                return;
            }
            LifeModel.Instance one = all.get(random.nextInt(all.size()));
            if (choice < 30) {
                int months = 1 + random.nextInt(3);
                expect("renew " + one.id() + " " + months, model.renew(one, months), "bssopenapi", "RenewInstance",
                        ddos(one, "RenewPeriod", Integer.toString(months)));
            } else if (choice < 42) {
                boolean more = random.nextInt(3) > 0;
                String domains = Integer.toString(one.domains() + (more ? 10 : -10));
                expect("domains of " + one.id() + " to " + domains, model.respecify(one, more), "bssopenapi", "ModifyInstance",
                        ddos(one, "SubscriptionType", "Subscription", "ModifyType", more ? "Upgrade" : "Downgrade", "Parameter.1.Code",
                                "DomainCount", "Parameter.1.Value", domains));
            } else if (choice < 52) {
                automatic(one);
            } else if (choice < 60) {
                expect("release " + one.id(), model.release(one), "ddoscoo", "ReleaseInstance",
                        Map.of("InstanceId", one.id(), "RegionId", "cn-hangzhou"));
            } else if (choice < 66) {
                expect("refund " + one.id(), model.refund(one), "bssopenapi", "RefundInstance",
                        ddos(one, "ClientToken", "refund-" + trace.size(), "ImmediatelyRelease", "1"));
            } else if (choice < 71) {
                long fen = 1 + random.nextLong(5_000_000);
                model.recharge(fen);
                trace.add("recharge " + fen);
                assertThat(fixture.call("breakwater", "RechargeAccount", Map.of("AccountId", accountId, "Amount", yuan(fen))).code())
                        .isEqualTo("OK");
            } else if (choice < 90) {
                advance(Duration.ofSeconds(random.nextLong(Duration.ofDays(12).toSeconds())));
            } else {
                toTheEdge(one);
            }
        }

        private void buy() {
            int months = 1 + random.nextInt(3);
            int autoMonths = random.nextInt(3) == 0 ? 1 : 0;
            Map<String, String> order = new TreeMap<>(Map.of("ProductCode", "ddos", "ProductType", "ddoscoo", "SubscriptionType",
                    "Subscription", "Period", Integer.toString(months)));
            if (autoMonths > 0) {
                order.put("RenewalStatus", "AutoRenewal");
                order.put("RenewPeriod", Integer.toString(autoMonths));
            }
            String[][] components = {{"BaseBandwidth", "30"}, {"Bandwidth", "30"}, {"ServiceBandwidth", "100"}, {"PortCount", "50"},
                {"DomainCount", "50"}, {"NormalQps", "3000"}};
            for (int position = 0; position < components.length; position++) {
                order.put("Parameter." + (position + 1) + ".Code", components[position][0]);
                order.put("Parameter." + (position + 1) + ".Value", components[position][1]);
            }
            String expected = model.buyCode(months);
            ApiCaller.Answer answer = caller.call("bssopenapi", "CreateInstance", order);
            trace.add("buy " + months + " auto " + autoMonths + " -> " + answer.code());
            assertThat(answer.code()).as(answer.text()).isEqualTo(expected);
            if (expected.equals("OK")) {
                model.bought(answer.text("/Data/InstanceId"), months, autoMonths);
            }
        }

        private void automatic(LifeModel.Instance one) {
            if (random.nextBoolean()) {
                int[] periods = {1, 2, 3, 6, 12};
                int months = periods[random.nextInt(periods.length)];
                expect("automatic " + one.id() + " " + months, model.setAutomatic(one, months), "bssopenapi", "SetRenewal",
                        renewal(one, "AutoRenewal", "RenewalPeriod", Integer.toString(months), "RenewalPeriodUnit", "M"));
                // A renewal that is due at once is played before the next answer.
                advance(Duration.ofSeconds(1));
            } else {
                expect("manual " + one.id(), model.setManual(one), "bssopenapi", "SetRenewal", renewal(one, "ManualRenewal"));
            }
        }

        /** The moments at which something changes, a millisecond before and after included. */
        private void toTheEdge(LifeModel.Instance one) {
            Instant[] edges = {one.expires(), one.expires().plus(Duration.ofDays(7)), one.expires().plus(Duration.ofDays(30)),
                one.expires().minus(Duration.ofDays(9))};
            Instant edge = edges[random.nextInt(edges.length)];
            Duration by = Duration.between(model.now(), edge);
            if (by.isPositive() && by.compareTo(Duration.ofDays(45)) < 0) {
                advance(Duration.ofSeconds(Math.max(1, by.toSeconds() - 1 + random.nextInt(3))));
            }
        }

        private void advance(Duration by) {
            model.advance(by);
            trace.add("advance " + by);
            ApiCaller.Answer answer = fixture.call("breakwater", "AdvanceClock", Map.of("Seconds", Long.toString(by.toSeconds())));
            assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
        }

        private void expect(String what, String expected, String product, String action, Map<String, String> parameters) {
            ApiCaller.Answer answer = caller.call(product, action, parameters);
            trace.add(what + " -> " + answer.code());
            switch (expected) {
                case "OK" -> assertThat(answer.code()).as("%s: %s", what, answer.text()).isEqualTo("OK");
                // Which code the order system gives these is billing's own test; here it matters that they are refused and change nothing.
                case "NotFound", "NotRunning", "Invalid" -> assertThat(answer.status()).as("%s: %s", what, answer.text()).isEqualTo(400);
                default -> assertThat(answer.code()).as("%s: %s", what, answer.text()).isEqualTo(expected);
            }
        }

        private void compare() {
            assertThat(serviceNow()).isEqualTo(model.now());
            JsonNode balance = caller.call("bssopenapi", "QueryAccountBalance", Map.of()).body().path("Data");
            assertThat(new BigDecimal(balance.path("AvailableAmount").asText().replace(",", ""))).as("balance")
                    .isEqualByComparingTo(yuan(model.balance()));
            Map<String, JsonNode> listed = new TreeMap<>();
            caller.call("ddoscoo", "DescribeInstances", Map.of("PageNumber", "1", "PageSize", "50")).body().path("Instances")
                    .forEach(row -> listed.put(row.path("InstanceId").asText(), row));
            for (LifeModel.Instance instance : model.instances()) {
                ApiCaller.Answer status = caller.call("ddoscoo", "DescribeInstanceStatus", Map.of("InstanceId", instance.id(), "ProductType", "1"));
                assertThat(status.body().path("InstanceStatus").asInt()).as("status of %s: %s", instance.id(), status.text())
                        .isEqualTo(model.status(instance));
                JsonNode row = listed.remove(instance.id());
                if (instance.released()) {
                    assertThat(row).as("%s is released", instance.id()).isNull();
                } else {
                    assertThat(row).as("%s lives", instance.id()).isNotNull();
                    assertThat(row.path("ExpireTime").asLong()).as("expiry of %s", instance.id()).isEqualTo(instance.expires().toEpochMilli());
                    assertThat(row.path("Status").asInt()).as("status of %s", instance.id()).isEqualTo(model.status(instance));
                    assertThat(row.path("Enabled").asInt() == 1).as("forwarding of %s", instance.id()).isEqualTo(model.forwarding(instance));
                    assertThat(caller.call("ddoscoo", "DescribeInstanceSpecs", Map.of("InstanceIds.1", instance.id())).body()
                            .at("/InstanceSpecs/0/DomainLimit").asInt()).as("domains of %s", instance.id()).isEqualTo(instance.domains());
                }
            }
            assertThat(listed).as("instances that the model does not know").isEmpty();
        }

        private static Map<String, String> renewal(LifeModel.Instance one, String status, String... more) {
            Map<String, String> parameters = new TreeMap<>(Map.of("ProductCode", "ddos", "ProductType", "ddoscoo", "InstanceIDs", one.id(),
                    "SubscriptionType", "Subscription", "RenewalStatus", status));
            put(parameters, more);
            return parameters;
        }

        private static Map<String, String> ddos(LifeModel.Instance one, String... more) {
            Map<String, String> parameters = new TreeMap<>(Map.of("ProductCode", "ddos", "ProductType", "ddoscoo", "InstanceId", one.id()));
            put(parameters, more);
            return parameters;
        }

        private static void put(Map<String, String> parameters, String... more) {
            for (int position = 0; position < more.length; position += 2) {
                parameters.put(more[position], more[position + 1]);
            }
        }

        private static String yuan(long fen) {
            return BigDecimal.valueOf(fen, 2).toPlainString();
        }
    }
}
