package breakwater.control.protection;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.lifecycle.ddos.DdosFixture;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosPlan;
import breakwater.control.store.PassingTransaction;
import breakwater.control.store.Row;
import breakwater.control.store.RowReader;
import breakwater.control.store.Store;
import breakwater.control.store.Transaction;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.model.address.IpNetwork;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows as the traffic plane is told of them, few and many. */
class ProtectionReaderTest {
    private static final Instant NOW = DdosFixture.START;
    private final Store store = SqliteStore.inMemory();
    private final DdosFixture ddos = new DdosFixture(store);
    private final ProtectionRevision revision = new ProtectionRevision();
    private final Rules rules = new Rules(revision);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void allRulesAreReadByAFewStatementsThatFindNothingElse() {
        List<DdosInstance> instances = new ArrayList<>();
        for (int made = 0; made < 900; made++) {
            instances.add(ddos.create());
        }
        store.write(transaction -> {
            for (DdosInstance instance : instances.subList(0, 300)) {
                for (int port = 1; port <= 10; port++) {
                    rules.create(transaction, NOW, instance, rule(instance, port));
                }
            }
            return null;
        });
        ProtectionReader reader = reader(ProtectionSettings.DEVELOPMENT);
        List<String> plans = new ArrayList<>();
        AtomicInteger rows = new AtomicInteger();
        List<ProtectedInstance> all = store.read(transaction -> reader.all(new ObservedTransaction(transaction, plans, rows)));
        assertThat(all).hasSize(300).allSatisfy(instance -> assertThat(instance.rules()).hasSize(10));
        assertThat(plans).as("ids, rules and instances, twice, and no more ids").hasSize(7).allSatisfy(plan ->
                assertThat(plan).contains("SEARCH").doesNotContain("SCAN"));
        assertThat(rows).as("300 ids, 3,000 rules and 300 instances").hasValue(3_600);
        List<String> told = store.read(transaction -> revision.changedSince(transaction, 0, 3_000));
        List<ProtectedInstance> some = store.read(transaction -> reader.of(transaction, told));
        assertThat(some).containsExactlyInAnyOrderElementsOf(all);
        assertThat(plan("SELECT instance_id FROM protected_instance WHERE released = 0 AND instance_id > '' ORDER BY instance_id LIMIT 9"))
                .contains("COVERING INDEX");
        assertThat(plan("SELECT instance_id FROM protected_instance WHERE revision > 7 ORDER BY revision LIMIT 9"))
                .contains("protected_instance_revision");
    }

    /** Passes statements on; keeps how the database says it looks for the rows of each, and counts those that it finds. */
    private static final class ObservedTransaction extends PassingTransaction {
        private final Transaction transaction;
        private final List<String> plans;
        private final AtomicInteger rows;

        ObservedTransaction(Transaction transaction, List<String> plans, AtomicInteger rows) {
            super(transaction);
            this.transaction = transaction;
            this.plans = plans;
            this.rows = rows;
        }

        @Override
        public <T> List<T> list(String sql, RowReader<T> reader, Object... arguments) {
            plans.add(plan(transaction, sql, arguments));
            return super.list(sql, row -> {
                rows.incrementAndGet();
                return reader.read(row);
            }, arguments);
        }

        @Override
        public <T> Optional<T> first(String sql, RowReader<T> reader, Object... arguments) {
            return list(sql, reader, arguments).stream().findFirst();
        }

        @Override
        public long number(String sql, Object... arguments) {
            return list(sql, Row::number, arguments).getFirst();
        }
    }

    @Test
    void bandwidthsAreScaledForRehearsals() {
        DdosInstance pro = ddos.create();
        DdosInstance premium = ddos.create(DdosFixture.ACCOUNT, DdosFixture.premium(DdosPlan.UNLIMITED), NOW, NOW.plus(Duration.ofDays(9)));
        DdosInstance acceleration = ddos.create(DdosFixture.ACCOUNT, DdosFixture.premium(DdosPlan.MAINLAND_ACCELERATION), NOW,
                NOW.plus(Duration.ofDays(9)));
        store.write(transaction -> {
            for (DdosInstance instance : List.of(pro, premium, acceleration)) {
                rules.create(transaction, NOW, instance, rule(instance, 80));
            }
            return null;
        });
        ProtectionReader reader = reader(new ProtectionSettings(true, List.of(IpNetwork.parse("10.0.0.0/8")), 0.001, Duration.ofSeconds(5), List.of()));
        for (ProtectedInstance instance : store.read(reader::all)) {
            assertThat(instance.capacity().basicBitsPerSecond()).isEqualTo(5_000_000);
            assertThat(instance.capacity().blackholeSeconds()).isEqualTo(5);
            long protection = instance.id().equals(pro.id()) ? 30_000_000L : instance.id().equals(premium.id()) ? 2_000_000_000L : 5_000_000L;
            assertThat(instance.capacity().protectionBitsPerSecond()).isEqualTo(protection);
            assertThat(instance.capacity().cleanBitsPerSecond()).as("what is bought is not scaled").isEqualTo(100_000_000);
        }
    }

    @Test
    void aChangeIsCountedOnceForItsInstanceAndHeardAfterTheCommit() {
        List<String> heard = new ArrayList<>();
        revision.onChange(() -> heard.add("changed"));
        DdosInstance one = ddos.create();
        DdosInstance two = ddos.create();
        store.write(transaction -> rules.create(transaction, NOW, one, rule(one, 80)));
        store.write(transaction -> rules.create(transaction, NOW, two, rule(two, 80)));
        store.write(transaction -> rules.replace(transaction, rule(one, 80).withOrigins(81, List.of("192.0.2.2"), ProxyProtocol.NONE)));
        assertThat(store.<Long>read(revision::current)).isEqualTo(3);
        assertThat(changedSince(0)).containsExactly(two.id(), one.id());
        assertThat(changedSince(2)).containsExactly(one.id());
        assertThat(heard).hasSize(3);
        boolean deleted = store.write(transaction -> rules.delete(transaction, rule(one, 99).key()));
        assertThat(deleted).isFalse();
        assertThat(heard).hasSize(3);
    }

    private List<String> changedSince(long known) {
        return store.read(transaction -> revision.changedSince(transaction, known, 9));
    }

    private ProtectionReader reader(ProtectionSettings settings) {
        return new ProtectionReader(ddos.instances, InstanceProtections.USUAL, settings);
    }

    private static Rule rule(DdosInstance instance, int port) {
        return Rule.made(new RuleKey(instance.id(), Transport.TCP, port), 80, List.of("192.0.2.1"), ProxyProtocol.NONE);
    }

    private String plan(String sql) {
        return store.read(transaction -> plan(transaction, sql));
    }

    private static String plan(Transaction transaction, String sql, Object... arguments) {
        return transaction.list("EXPLAIN QUERY PLAN " + sql, row -> {
            row.number();
            row.number();
            row.number();
            return row.text();
        }, arguments).toString();
    }
}
