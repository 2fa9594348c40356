package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.instance;
import static breakwater.traffic.PlaneFixture.tcp;
import static breakwater.traffic.PlaneFixture.workMillis;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.ServiceTime;
import breakwater.traffic.forward.tcp.RelaySettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A restarted plane has all its rules back in under two seconds. */
@ExtendWith(LeakWatch.class)
class ManyRulesTest {
    private static final int INSTANCES = 200;
    private static final int RULES = 50;
    private static final long RESTORE_MILLIS_MAX = 2_000;
    private static final long CHANGE_MILLIS_MAX = 100;

    @Test
    void tenThousandRulesListenWithinTwoSeconds() throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(PlaneFixture.settings(RelaySettings.USUAL, Integer.MAX_VALUE));
                TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            Map<String, ProtectedInstance> instances = new HashMap<>();
            InetAddress last = PlaneFixture.address();
            for (int i = 0; i < INSTANCES; i++) {
                ForwardingRule[] rules = new ForwardingRule[RULES];
                for (int port = 0; port < RULES; port++) {
                    rules[port] = tcp(1_000 + port, origin.address());
                }
                last = PlaneFixture.address();
                instances.put("i" + i, instance("i" + i, last, rules));
            }
            assertThat(workMillis(() -> fixture.plane.apply(new ProtectionSnapshot(1, ServiceTime.WALL, instances))))
                    .isLessThan(RESTORE_MILLIS_MAX);
            assertThat(fixture.plane.read().rules()).noneMatch(rule -> rule.fault().isPresent());
            try (Socket client = connect(new InetSocketAddress(last, 1_000 + RULES - 1))) {
                TestOrigin.write(client.getOutputStream(), "x");
                assertThat(TestOrigin.read(client.getInputStream(), 1)).isEqualTo("x");
            }
            Map<String, ProtectedInstance> next = new HashMap<>(instances);
            next.put("i0", instance("i0", instances.get("i0").serviceAddress(), tcp(1_000, origin.address())));
            assertThat(workMillis(() -> fixture.plane.apply(new ProtectionSnapshot(2, ServiceTime.WALL, next)))).isLessThan(CHANGE_MILLIS_MAX);
        }
    }
}
