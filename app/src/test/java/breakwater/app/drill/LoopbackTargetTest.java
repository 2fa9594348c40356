package breakwater.app.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing but loopback can be attacked, whatever asks for it. */
class LoopbackTargetTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.77.3.4", "127.255.255.254", "::1", "::ffff:127.0.0.1"})
    void loopbackIsATarget(String address) {
        assertThat(new LoopbackTarget(new InetSocketAddress(InetAddress.ofLiteral(address), 20_000)).address().getPort()).isEqualTo(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "10.0.0.1", "0.0.0.0", "169.254.169.254", "128.0.0.1", "::", "fe80::1", "2001:db8::1",
        "::ffff:192.0.2.1", "224.0.0.1"})
    void nothingElseIs(String address) {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new LoopbackTarget(new InetSocketAddress(InetAddress.ofLiteral(address), 20_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void aNameThatWasNotLookedUpIsNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LoopbackTarget(InetSocketAddress.createUnresolved(name, 20_000)));
    }
}
