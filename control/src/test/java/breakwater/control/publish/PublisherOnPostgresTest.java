package breakwater.control.publish;

import breakwater.control.ControlFixture;
import breakwater.control.store.postgres.PostgresServer;
import breakwater.control.store.postgres.ProgramDatabase;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The same on the shared store, where a change may be another node's. */
class PublisherOnPostgresTest extends PublisherTest {
    private final AtomicReference<Instant> wall = new AtomicReference<>(ControlFixture.START);
    private PostgresServer.Database database;

    @Override
    ControlFixture start() {
        database = ProgramDatabase.fresh();
        return node();
    }

    private ControlFixture node() {
        return ControlFixture.start(ProgramDatabase.open(database), true, wall);
    }

    @Test
    void aChangeOnOneNodeReachesSubscribersOnAnother() throws InterruptedException {
        try (ControlFixture other = node()) {
            Recorder recorder = new Recorder();
            try (Subscription _ = other.control().publisher().subscribe("other", recorder)) {
                create(stage.running, 80);
                recorder.await(snapshot -> snapshot.instances().containsKey(stage.running.id()));
            }
        }
    }
}
