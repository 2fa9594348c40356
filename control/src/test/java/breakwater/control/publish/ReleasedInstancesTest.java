package breakwater.control.publish;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.lifecycle.ServiceClock;
import breakwater.control.lifecycle.ddos.DdosFixture;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.protection.InstanceProtections;
import breakwater.control.protection.ProtectionChanges;
import breakwater.control.protection.ProtectionReader;
import breakwater.control.protection.ProtectionRevision;
import breakwater.control.protection.ProtectionSettings;
import breakwater.control.protection.Rule;
import breakwater.control.protection.Rules;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From its first rule or setting to its release the traffic plane is told of an instance, and afterwards nothing of it is kept, however late a node looks. Runs
 * whole on each database.
 */
class ReleasedInstancesTest {
    private final ProtectionRevision revision = new ProtectionRevision();
    private final Rules rules = new Rules(revision);
    private Store store;
    private DdosFixture ddos;
    private DdosInstances instances;

    /** A new, empty store. */
    protected Store open() {
        return SqliteStore.inMemory();
    }

    @BeforeEach
    void begin() {
        store = open();
        ddos = new DdosFixture(store);
        instances = new DdosInstances(ddos.lifespan, ddos.pool, ddos.tags, new ProtectionChanges(revision));
    }

    @AfterEach
    void end() {
        store.close();
    }

    /** A node's publisher that looks when it is told to. */
    private Publisher node() {
        return new Publisher(store, ServiceClock.movable(store, () -> DdosFixture.START, System::nanoTime, true), revision,
                new ProtectionReader(instances, InstanceProtections.USUAL, ProtectionSettings.DEVELOPMENT), true);
    }

    private DdosInstance forwarding() {
        DdosInstance instance = ddos.create();
        store.write(transaction -> rules.create(transaction, DdosFixture.START, instance, rule(instance)));
        return instance;
    }

    private static Rule rule(DdosInstance instance) {
        return Rule.made(new RuleKey(instance.id(), Transport.TCP, 80), 80, List.of("192.0.2.1"), ProxyProtocol.NONE);
    }

    private void release(DdosInstance instance) {
        boolean released = store.write(transaction -> instances.end(transaction, DdosFixture.START, instance));
        assertThat(released).isTrue();
    }

    private int prune(int limit) {
        return store.write(transaction -> revision.prune(transaction, limit));
    }

    @Test
    void whoseLastRuleWasDeletedStaysWithoutRulesUntilItIsReleased() {
        Publisher node = node();
        DdosInstance instance = forwarding();
        assertThat(node.publish().instances().get(instance.id()).rules()).hasSize(1);
        store.write(transaction -> rules.delete(transaction, rule(instance).key()));
        assertThat(node.publish().instances().get(instance.id()).rules()).isEmpty();
        assertThat(node().publish().instances()).as("to one who knew nothing").containsKey(instance.id());
        release(instance);
        assertThat(node.publish().instances()).isEmpty();
        assertThat(node().publish().instances()).isEmpty();
    }

    @Test
    void nobodyIsToldOfAnInstanceForWhichNothingWasEverSet() {
        DdosInstance instance = ddos.create();
        boolean renewed = store.write(transaction -> instances.renewed(transaction, instance.accountId(), instance.id(),
                instance.expiresAt().plusSeconds(1)));
        assertThat(renewed).isTrue();
        release(instance);
        ProtectionSnapshot told = node().publish();
        assertThat(told.revision()).isZero();
        assertThat(told.instances()).isEmpty();
        assertThat(prune(9)).isZero();
    }

    @Test
    void theyAreForgottenBitByBitAndTheOthersAreKept() {
        DdosInstance stays = forwarding();
        List<DdosInstance> leave = List.of(forwarding(), forwarding(), forwarding());
        assertThat(prune(9)).isZero();
        leave.forEach(this::release);
        assertThat(prune(2)).isEqualTo(2);
        assertThat(prune(2)).isEqualTo(1);
        assertThat(prune(2)).isZero();
        assertThat(store.<Long>read(transaction -> transaction.number("SELECT COUNT(*) FROM protected_instance"))).isEqualTo(1);
        assertThat(node().publish().instances()).containsOnlyKeys(stays.id());
    }

    @Test
    void aChangeThatComesAfterTheReleaseIsForgottenToo() {
        DdosInstance instance = forwarding();
        release(instance);
        assertThat(prune(9)).isEqualTo(1);
        store.write(transaction -> {
            revision.changed(transaction, instance.id());
            return null;
        });
        assertThat(node().publish().instances()).isEmpty();
        assertThat(prune(9)).isEqualTo(1);
    }

    @Test
    void aNodeThatDidNotLookBeforeTheyWereForgottenHearsOfThemAllTheSame() {
        Publisher late = node();
        Publisher prompt = node();
        DdosInstance stays = forwarding();
        DdosInstance leaves = forwarding();
        assertThat(late.publish().instances()).containsOnlyKeys(stays.id(), leaves.id());
        release(leaves);
        prompt.publish();
        assertThat(prune(9)).isEqualTo(1);
        store.write(transaction -> rules.replace(transaction, rule(stays).withOrigins(81, List.of("192.0.2.2"), ProxyProtocol.NONE)));
        assertThat(late.publish()).isEqualTo(prompt.publish());
        assertThat(late.publish().instances()).containsOnlyKeys(stays.id());
    }
}
