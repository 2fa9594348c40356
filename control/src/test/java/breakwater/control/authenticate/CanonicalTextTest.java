package breakwater.control.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.request.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The percent-encoding against the rules that the official clients write down: URLEncoder with three replacements. */
class CanonicalTextTest {
    private static final int STRINGS = Integer.getInteger("breakwater.encoder.strings", 120_000);

    private static String official(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(24);
        while (text.length() < length) {
            int kind = random.nextInt(6);
            int point = switch (kind) {
                case 0 -> random.nextInt(0x80);
                case 1 -> "-_.~*+ %&=/!'()".codePointAt(random.nextInt(15));
                case 2 -> random.nextInt(0x800);
                case 3 -> random.nextInt(0x10000);
                case 4 -> 0x10000 + random.nextInt(0x100000);
                default -> 'a' + random.nextInt(26);
            };
            if (point < 0xD800 || point > 0xDFFF) {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }

    @Test
    void theEncodingIsThatOfTheOfficialClientsForRandomText() {
        long seed = Long.getLong("breakwater.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int at = 0; at < STRINGS; at++) {
            String text = random(random);
            assertThat(new CanonicalText().encoded(text).toString()).as("seed %d", seed).isEqualTo(official(text));
        }
    }

    @Test
    void theQueryIsThatOfTheOfficialClientsOnceAndTwiceEncoded() {
        long seed = Long.getLong("breakwater.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < STRINGS / 20; round++) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int at = random.nextInt(8); at >= 0; at--) {
                parameters.put("n" + random(random), random(random));
            }
            StringBuilder query = new StringBuilder();
            new TreeMap<>(parameters).forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                    .append(official(name)).append('=').append(official(value)));
            assertThat(new CanonicalText().query(parameters).toString()).as("seed %d", seed).isEqualTo(query.toString());
            assertThat(new CanonicalText().queryEncodedTwice(parameters, "").toString()).as("seed %d", seed)
                    .isEqualTo(official(query.toString()));
        }
    }

    @Test
    void whatIsEncodedIsDecodedToTheSame() {
        long seed = Long.getLong("breakwater.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int at = 0; at < STRINGS / 10; at++) {
            String text = random(random).replace("\0", "");
            Map<String, String> parsed = Parameters.parse("a=" + new CanonicalText().encoded(text), "", Map.of()).all();
            assertThat(parsed.get("a")).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void equalTextsOfDifferentFormStayDifferent() {
        assertThat(new CanonicalText().encoded("\u00e9").toString()).isEqualTo("%C3%A9");
        assertThat(new CanonicalText().encoded("e\u0301").toString()).isEqualTo("e%CC%81");
        assertThat(new CanonicalText().encoded("\u0430").toString()).isNotEqualTo("a");
    }
}
