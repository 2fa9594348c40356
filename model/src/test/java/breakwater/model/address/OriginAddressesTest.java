package breakwater.model.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Row 38 of the threats as a table: every form in which a forbidden address can be written. */
class OriginAddressesTest {
    private static final List<IpNetwork> OWN = Stream.of("203.0.113.0/24", "127.77.0.0/16", "2001:db8:77::/48").map(IpNetwork::parse).toList();
    private static final OriginAddresses PRODUCTION = new OriginAddresses(false, OWN);
    private static final OriginAddresses DEVELOPMENT = new OriginAddresses(true, OWN);

    static Stream<String[]> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(OriginAddressesTest.class.getResourceAsStream("origins.txt"))) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new)).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isJudgedAsTheTableSays(String literal, String production, String development) {
        assertThat(verdict(PRODUCTION, literal)).isEqualTo(production);
        assertThat(verdict(DEVELOPMENT, literal)).isEqualTo(development);
    }

    @Test
    void whatIsForbiddenAsIpv4IsForbiddenInEveryWrapping() {
        Random random = new Random(38);
        for (int round = 0; round < 20_000; round++) {
            byte[] four = new byte[4];
            random.nextBytes(four);
            if (round % 2 == 0) {
                four[0] = (byte) List.of(0, 127, 169, 224, 240, 203).get(random.nextInt(6)).intValue();
                four[1] = four[0] == (byte) 169 ? (byte) 254 : four[0] == (byte) 203 ? 0 : four[1];
                four[2] = four[0] == (byte) 203 ? 113 : four[2];
            }
            InetAddress plain = IpText.address(IpText.text(four)).orElseThrow();
            boolean forbidden = PRODUCTION.refusal(plain).isPresent();
            String hex = "%02x%02x:%02x%02x".formatted(four[0], four[1], four[2], four[3]);
            for (String wrapped : List.of("::ffff:" + hex, "64:ff9b::" + hex, "2002:" + hex + "::5", "2001:db8::5efe:" + hex)) {
                assertThat(PRODUCTION.refusal(IpText.address(wrapped).orElseThrow()).isPresent()).as(wrapped).isEqualTo(forbidden);
            }
        }
    }

    @Test
    void textIsCanonicalAndReadsBack() {
        Random random = new Random(5952);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = random.nextInt(3) == 0 ? bytes[at] : 0;
            }
            String text = IpText.text(bytes);
            InetAddress read = IpText.address(text).orElseThrow();
            assertThat(IpText.text(read)).isEqualTo(read.getAddress().length == bytes.length ? text : IpText.text(read));
            assertThat(IpText.address(IpText.text(read))).contains(read);
        }
        assertThat(IpText.text(IpText.address("2001:DB8:0:0:1:0:0:1").orElseThrow())).isEqualTo("2001:db8::1:0:0:1");
        assertThat(IpText.text(IpText.address("1:0:2:3:4:5:6:7").orElseThrow())).isEqualTo("1:0:2:3:4:5:6:7");
    }

    @Test
    void aNetworkContainsWhatItsLeadingBitsSay() {
        assertThat(IpNetwork.parse("10.1.128.0/17").contains(IpText.address("10.1.200.1").orElseThrow())).isTrue();
        assertThat(IpNetwork.parse("10.1.128.0/17").contains(IpText.address("10.1.100.1").orElseThrow())).isFalse();
        assertThat(IpNetwork.parse("0.0.0.0/0").contains(IpText.address("255.1.2.3").orElseThrow())).isTrue();
        assertThat(IpNetwork.parse("0.0.0.0/0").contains(IpText.address("::1").orElseThrow())).isFalse();
        for (String bad : List.of("10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/08", "10.0.0.0/-1", "name/8", "::/129", "/8", "")) {
            assertThat(parses(bad)).as(bad).isFalse();
        }
    }

    private static boolean parses(String notation) {
        try {
            IpNetwork.parse(notation);
            return true;
        } catch (IllegalArgumentException expected) {
            return false;
        }
    }

    private static String verdict(OriginAddresses rule, String literal) {
        Optional<InetAddress> address = IpText.address(literal);
        return address.isEmpty() ? "no-address" : rule.refusal(address.get()).map(Enum::name).orElse("ok");
    }
}
