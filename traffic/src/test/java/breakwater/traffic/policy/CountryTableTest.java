package breakwater.traffic.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.traffic.meter.AddressText;
import com.maxmind.db.NoCache;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountryTableTest {
    @TempDir
    Path folder;

    private static String country(CountryTable table, InetAddress address) {
        Source source = Source.of(address);
        return AddressText.country(table.country(source.high(), source.low()));
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 28, 32})
    void everyRecordSizeIsRead(int recordBits) throws IOException {
        CountryTable table = CountryTable.open(CountryFile.write(folder.resolve("table"), recordBits,
                Map.of("10.0.0.0/8", "CN", "192.0.2.1/32", "US", "192.0.2.0/32", "DE", "2001:db8::/32", "FR", "2001:db9::1/128", "BR")));
        assertThat(country(table, InetAddress.getByName("10.255.0.1"))).isEqualTo("CN");
        assertThat(country(table, InetAddress.getByName("192.0.2.1"))).isEqualTo("US");
        assertThat(country(table, InetAddress.getByName("192.0.2.0"))).isEqualTo("DE");
        assertThat(country(table, InetAddress.getByName("192.0.2.2"))).isEqualTo("ZZ");
        assertThat(country(table, InetAddress.getByName("2001:db8:ffff::1"))).isEqualTo("FR");
        assertThat(country(table, InetAddress.getByName("2001:db9::1"))).isEqualTo("BR");
        assertThat(country(table, InetAddress.getByName("2001:db9::2"))).isEqualTo("ZZ");
    }

    /** The way down the tree is our own; here it is held to the library's. */
    @Test
    void everyLookupAnswersAsTheLibraryDoes() throws IOException {
        long seed = Long.getLong("breakwater.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, String> networks = new HashMap<>();
        for (int first = 0; first < 256; first++) {
            int second = random.nextInt(256);
            String code = "" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(25));
            networks.put(first + "." + second + ".0.0/" + random.nextInt(16, 17), code);
            networks.put("2" + Integer.toHexString(0x1000 | first).substring(1) + ":" + Integer.toHexString(second) + "::/32", code);
        }
        Path file = CountryFile.write(folder.resolve("table"), 28, networks);
        CountryTable table = CountryTable.open(file);
        try (Reader reader = new Reader(file.toFile(), NoCache.getInstance())) {
            for (int i = 0; i < 100_000; i++) {
                byte[] address = new byte[i % 2 == 0 ? 4 : 16];
                random.nextBytes(address);
                if (address.length == 16) {
                    address[0] = 0x20;
                    address[2] = 0;
                }
                InetAddress asked = InetAddress.getByAddress(address);
                Map<?, ?> record = reader.get(asked, Map.class);
                assertThat(country(table, asked)).as("seed " + seed + " " + asked)
                        .isEqualTo(record == null ? "ZZ" : record.get("country_code"));
            }
        }
    }

    @Test
    void withoutATableEveryCountryIsUnknown() throws IOException {
        assertThat(CountryTable.UNKNOWN.known()).isFalse();
        assertThat(country(CountryTable.UNKNOWN, InetAddress.getByName("8.8.8.8"))).isEqualTo("ZZ");
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("text"), "no table".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> CountryTable.open(file)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> CountryTable.open(folder.resolve("missing"))).isInstanceOf(IOException.class);
    }
}
