package breakwater.control.publish;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.lifecycle.ddos.DdosFixture;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.ddoscoo.DdoscooStage;
import breakwater.control.protection.Mitigations;
import breakwater.control.protection.ProtectionReader;
import breakwater.control.protection.ProtectionRevision;
import breakwater.control.protection.ProtectionSettings;
import breakwater.model.snapshot.ProtectionSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What subscribers hear of changes made through the public API, on the embedded store. */
class PublisherTest {
    DdoscooStage stage;

    ControlFixture start() {
        return ControlFixture.start();
    }

    @BeforeEach
    void open() {
        stage = new DdoscooStage(start());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Keeps what it hears; everything may be waited for. */
    static final class Recorder implements Consumer<ProtectionSnapshot> {
        private final BlockingQueue<ProtectionSnapshot> heard = new LinkedBlockingQueue<>();
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void accept(ProtectionSnapshot snapshot) {
            calls.incrementAndGet();
            heard.add(snapshot);
        }

        int calls() {
            return calls.get();
        }

        ProtectionSnapshot await(Predicate<ProtectionSnapshot> wanted) throws InterruptedException {
            while (true) {
                ProtectionSnapshot next = heard.poll(2, TimeUnit.MINUTES);
                assertThat(next).as("nothing of that kind was published").isNotNull();
                if (wanted.test(next)) {
                    return next;
                }
            }
        }
    }

    @Test
    void aSubscriberHearsTheWholeStateAndAfterAChangeWithNothingElseReadAnew() throws InterruptedException {
        DdosInstance untouched = stage.pro(DdosFixture.ACCOUNT, Duration.ofDays(-1), Duration.ofDays(9));
        create(untouched, 80);
        create(stage.running, 80);
        Recorder recorder = new Recorder();
        try (Subscription _ = publisher().subscribe("recorder", recorder)) {
            ProtectionSnapshot first = recorder.await(snapshot -> snapshot.instances().size() == 2);
            create(stage.running, 81);
            ProtectionSnapshot reached = recorder.await(snapshot -> snapshot.instances().get(stage.running.id()).rules().size() == 2);
            assertThat(reached.revision()).isGreaterThan(first.revision());
            assertThat(reached.instances().get(untouched.id())).isSameAs(first.instances().get(untouched.id()));
        }
    }

    @Test
    void aSubscriberThatThrowsIsMetAgainAndHoldsUpNobody() throws InterruptedException {
        Recorder good = new Recorder();
        Recorder second = new Recorder();
        CountDownLatch thrown = new CountDownLatch(1);
        Consumer<ProtectionSnapshot> failing = snapshot -> {
            if (thrown.getCount() > 0) {
                thrown.countDown();
                throw new IllegalStateException("not now");
            }
            second.accept(snapshot);
        };
        try (Subscription _ = publisher().subscribe("failing", failing); Subscription _ = publisher().subscribe("good", good)) {
            assertThat(thrown.await(2, TimeUnit.MINUTES)).isTrue();
            create(stage.running, 80);
            good.await(snapshot -> snapshot.instances().containsKey(stage.running.id()));
            second.await(snapshot -> snapshot.instances().containsKey(stage.running.id()));
        }
    }

    @Test
    void aSlowSubscriberGetsTheNewestWholeStateInsteadOfAQueue() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Recorder behind = new Recorder();
        Consumer<ProtectionSnapshot> slow = snapshot -> {
            entered.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            behind.accept(snapshot);
        };
        Recorder quick = new Recorder();
        try (Subscription _ = publisher().subscribe("slow", slow); Subscription _ = publisher().subscribe("quick", quick)) {
            assertThat(entered.await(2, TimeUnit.MINUTES)).isTrue();
            for (int port = 1; port <= 30; port++) {
                create(stage.running, port);
            }
            long newest = quick.await(snapshot -> snapshot.instances().containsKey(stage.running.id())
                    && snapshot.instances().get(stage.running.id()).rules().size() == 30).revision();
            go.countDown();
            behind.await(snapshot -> snapshot.revision() == newest);
            assertThat(behind.calls()).isEqualTo(2);
        }
    }

    @Test
    void aClosedSubscriptionHearsNothingMore() throws InterruptedException {
        Recorder ended = new Recorder();
        Recorder other = new Recorder();
        publisher().subscribe("ended", ended).close();
        int before = ended.calls();
        try (Subscription _ = publisher().subscribe("other", other)) {
            create(stage.running, 80);
            other.await(snapshot -> snapshot.instances().containsKey(stage.running.id()));
            assertThat(ended.calls()).isLessThanOrEqualTo(before + 1);
        }
    }

    @Test
    void subscribersFollowTheClockThroughFreezeAdvanceAndResume() throws InterruptedException {
        Recorder recorder = new Recorder();
        try (Subscription _ = publisher().subscribe("recorder", recorder)) {
            breakwater("FreezeClock", Map.of());
            ProtectionSnapshot frozen = recorder.await(snapshot -> snapshot.time().frozenAt().isPresent());
            assertThat(frozen.time().now(stage.control::wall)).isEqualTo(stage.control.wall());
            breakwater("AdvanceClock", Map.of("Duration", "36h"));
            ProtectionSnapshot moved = recorder.await(snapshot -> snapshot.time().now(stage.control::wall)
                    .equals(stage.control.wall().plus(Duration.ofHours(36))));
            assertThat(moved.time().frozenAt()).isPresent();
            breakwater("ResumeClock", Map.of());
            ProtectionSnapshot resumed = recorder.await(snapshot -> snapshot.time().frozenAt().isEmpty());
            assertThat(resumed.time().now(stage.control::wall)).isEqualTo(stage.control.wall().plus(Duration.ofHours(36)));
        }
    }

    @Test
    void aRenewalAReleaseAndTheLastRuleReachSubscribers() throws InterruptedException {
        DdosInstance leaving = stage.pro(DdosFixture.ACCOUNT, Duration.ofDays(-40), Duration.ofHours(2));
        create(leaving, 80);
        create(stage.running, 80);
        Recorder recorder = new Recorder();
        try (Subscription _ = publisher().subscribe("recorder", recorder)) {
            long until = recorder.await(snapshot -> snapshot.instances().size() == 2).instances().get(leaving.id()).deadlines().mitigateUntil();
            ok(stage.control.call("bssopenapi", "RenewInstance", Map.of("InstanceId", leaving.id(), "ProductCode", "ddos", "ProductType",
                    "ddoscoo", "SubscriptionType", "Subscription", "RenewPeriod", "1", "ClientToken", "renew-" + leaving.id())));
            recorder.await(snapshot -> snapshot.instances().get(leaving.id()).deadlines().mitigateUntil() > until);
            ok(stage.call("DeletePort", "InstanceId", stage.running.id(), "FrontendPort", "80", "FrontendProtocol", "tcp"));
            recorder.await(snapshot -> snapshot.instances().get(stage.running.id()).rules().isEmpty());
            breakwater("AdvanceClock", Map.of("Duration", "45d"));
            ok(stage.call("ReleaseInstance", "InstanceId", leaving.id()));
            recorder.await(snapshot -> !snapshot.instances().containsKey(leaving.id()));
        }
    }

    @Test
    void anAutomaticReleaseDuringAnAdvanceReachesSubscribers() throws InterruptedException {
        create(stage.running, 80);
        Recorder recorder = new Recorder();
        try (Subscription _ = publisher().subscribe("recorder", recorder)) {
            recorder.await(snapshot -> snapshot.instances().size() == 1);
            breakwater("AdvanceClock", Map.of("Duration", "60d"));
            recorder.await(snapshot -> snapshot.instances().isEmpty());
        }
    }

    @Test
    void whateverManyWritersDoRevisionsGoUpAndTheChangesLeadToWhatIsStored() throws InterruptedException, ExecutionException {
        Recorder recorder = new Recorder();
        List<DdosInstance> instances = List.of(stage.running, stage.premium,
                stage.pro(DdosFixture.ACCOUNT, Duration.ofDays(-1), Duration.ofDays(9)));
        // Whoever closes a subscription does not wait for what it is being told.
        List<Long> revisions = new CopyOnWriteArrayList<>();
        try (Subscription _ = publisher().subscribe("recorder", recorder);
                Subscription _ = publisher().subscribe("order", snapshot -> revisions.add(snapshot.revision()))) {
            try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
                List<Future<?>> work = new ArrayList<>();
                for (int writer = 0; writer < 4; writer++) {
                    Random random = new Random(writer);
                    work.add(writers.submit(() -> {
                        for (int step = 0; step < 25; step++) {
                            DdosInstance instance = instances.get(random.nextInt(instances.size()));
                            int port = 1 + random.nextInt(4);
                            switch (random.nextInt(3)) {
                                case 0 -> stage.call("DeletePort", "InstanceId", instance.id(), "FrontendPort", String.valueOf(port),
                                        "FrontendProtocol", "tcp");
                                case 1 -> stage.call("ModifyPort", "InstanceId", instance.id(), "FrontendPort", String.valueOf(port),
                                        "FrontendProtocol", "tcp", "BackendPort", String.valueOf(1 + random.nextInt(9)), "RealServers.1", "192.0.2.1");
                                default -> stage.call("CreatePort", "InstanceId", instance.id(), "FrontendPort", String.valueOf(port),
                                        "FrontendProtocol", "tcp", "RealServers.1", "192.0.2.2");
                            }
                        }
                    }));
                }
                for (Future<?> each : work) {
                    each.get();
                }
            }
            ProtectionSnapshot stored = freshlyRead();
            ProtectionSnapshot heard = recorder.await(snapshot -> snapshot.revision() == stored.revision());
            assertThat(heard.instances()).isEqualTo(stored.instances());
        }
        assertThat(revisions).isSorted();
    }

    /** The state as one who knows nothing reads it. */
    private ProtectionSnapshot freshlyRead() {
        ProtectionRevision revision = new ProtectionRevision();
        try (Publisher newcomer = new Publisher(stage.control.store(), stage.control.control().clock(), revision,
                new ProtectionReader(stage.ddos.instances, new Mitigations(revision), ProtectionSettings.DEVELOPMENT), false)) {
            return newcomer.publish();
        }
    }

    Publisher publisher() {
        return stage.control.control().publisher();
    }

    void create(DdosInstance instance, int port) {
        ok(stage.call("CreatePort", "InstanceId", instance.id(), "FrontendPort", String.valueOf(port), "FrontendProtocol", "tcp",
                "RealServers.1", "192.0.2.1"));
    }

    private void breakwater(String action, Map<String, String> parameters) {
        ok(stage.control.call("breakwater", action, parameters));
    }

    static ApiCaller.Answer ok(ApiCaller.Answer answer) {
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
        return answer;
    }
}
