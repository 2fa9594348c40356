package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.ControlFixture;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.ddoscoo.DdoscooStage;
import breakwater.control.protection.InstanceProtection;
import breakwater.control.protection.Mitigations;
import breakwater.control.protection.ProtectionRevision;
import breakwater.control.store.Store;
import breakwater.control.store.postgres.ProgramDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A stage, and what its snapshots say of an instance. */
final class Protected implements AutoCloseable {
    final DdoscooStage stage;
    final Mitigations mitigations = new Mitigations(new ProtectionRevision());

    Protected() {
        stage = new DdoscooStage();
    }

    Protected(Store store) {
        stage = new DdoscooStage(ControlFixture.start(store, true));
    }

    /** A fresh database of the other kind. */
    static Store postgres() {
        return ProgramDatabase.store();
    }

    InstanceProtection snapshot(DdosInstance instance) {
        return stage.control.store().read(tx -> mitigations.of(tx, List.of(instance.id())).get(instance.id()));
    }

    long revision() {
        return stage.control.store().read(tx -> new ProtectionRevision().current(tx));
    }

    Instant now() {
        return stage.control.wall();
    }

    void pass(Duration by) {
        stage.control.advanceWall(by);
    }

    void succeed(String action, String... namesAndValues) {
        String code = stage.call(action, namesAndValues).code();
        if (!code.equals("OK")) {
            throw new AssertionError(action + " was refused: " + code);
        }
    }

    String code(String action, String... namesAndValues) {
        return stage.call(action, namesAndValues).code();
    }

    @Override
    public void close() {
        stage.close();
    }
}
