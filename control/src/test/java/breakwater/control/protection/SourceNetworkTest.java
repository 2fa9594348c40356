package breakwater.control.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One network has one text, whatever way it is written, and nothing that two readers would read differently is one (row 39). */
class SourceNetworkTest {

    static Stream<String> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(SourceNetworkTest.class.getResourceAsStream("source-networks.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isReadAsTheTableSays(String row) {
        String sent = row.substring(0, row.indexOf('\t'));
        String wanted = row.substring(row.indexOf('\t') + 1);
        if (wanted.equals("-")) {
            assertThat(SourceNetwork.valid(sent)).isFalse();
            assertThatThrownBy(() -> SourceNetwork.parse(sent)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(sent.isBlank() ? "\0" : sent);
        } else {
            assertThat(SourceNetwork.parse(sent).text()).isEqualTo(wanted);
        }
    }

    @Test
    void itsTextIsReadAsItselfAndNoBitBehindThePrefixIsSet() throws IOException {
        Random random = new Random(39);
        for (int i = 0; i < 20_000; i++) {
            byte[] address = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(address);
            boolean v4 = address.length == 4;
            int bits = v4 ? 8 + random.nextInt(25) : 32 + random.nextInt(97);
            if (address[0] == 0 || address[0] == -1) {
                address[0] = 1;
            }
            SourceNetwork network = SourceNetwork.parse(InetAddress.getByAddress(address).getHostAddress() + "/" + bits);
            assertThat(SourceNetwork.parse(network.text())).isEqualTo(network);
            assertThat(network.prefixBits()).isEqualTo(bits);
            byte[] first = network.first().getAddress();
            for (int bit = 0; bit < address.length * 8; bit++) {
                int mask = 0x80 >> bit % 8;
                assertThat(first[bit / 8] & mask).isEqualTo(bit < bits ? address[bit / 8] & mask : 0);
            }
        }
    }
}
