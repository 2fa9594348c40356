package breakwater.traffic.policy;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.address.IpText;
import breakwater.model.reading.Ending;
import breakwater.traffic.meter.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Traffic in, verdict out: a file of cases for each check. What a row may say:
 * <pre>
 * case: a sentence
 * set name=value ...                      puts a changed snapshot in force; names are those of Instances
 * at 1500                                 moves all clocks to that many milliseconds after the start
 * connect 192.0.2.1 *3 = NONE*2 ENDING    TCP connections, or UDP sessions with "session"
 * close 192.0.2.1 *2                      connections that carried something; "closeEmpty" for those that did not
 * read 192.0.2.1 100 = NONE               a read of a source's first connection
 * datagram 192.0.2.1:53 100 *3 = NONE*3   datagrams with a source port
 * pause 192.0.2.1 = 250                   for how many milliseconds the source is not read
 * tick                                    the plane's tick
 * </pre>
 */
class VerdictRowsTest {
    private static final List<String> CHECKS = List.of("blackhole", "lists", "reflection", "region", "payload", "source-connections",
            "source-rates", "port", "plan", "empty", "repeat-offences", "deadlines-and-scenes");
    private static final Map<String, String> COUNTRIES = Map.of("192.0.2.0/24", "CN", "198.51.100.0/24", "US", "203.0.113.0/24", "DE",
            "2001:db8:1::/48", "CN", "2001:db8:2::/48", "US");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicContainer> everyCheckJudgesAsItsRowsSay() throws IOException {
        CountryTable countries = CountryTable.open(CountryFile.write(folder.resolve("countries.mmdb"), 24, COUNTRIES));
        List<DynamicContainer> containers = new ArrayList<>();
        for (String check : CHECKS) {
            List<DynamicTest> tests = new ArrayList<>();
            cases(check).forEach((sentence, rows) -> tests.add(DynamicTest.dynamicTest(sentence, () -> new Play(countries).play(rows))));
            assertThat(tests).as(check).isNotEmpty();
            containers.add(DynamicContainer.dynamicContainer(check, tests));
        }
        return containers.stream();
    }

    private static Map<String, List<String>> cases(String check) throws IOException {
        Map<String, List<String>> cases = new HashMap<>();
        List<String> current = new ArrayList<>();
        try (InputStream rows = VerdictRowsTest.class.getResourceAsStream(check + ".rows")) {
            assertThat(rows).as(check + ".rows").isNotNull();
            for (String line : new String(rows.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (line.startsWith("case: ")) {
                    current = new ArrayList<>();
                    assertThat(cases.put(line.substring("case: ".length()), current)).as("twice: " + line).isNull();
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    current.add(line.strip());
                }
            }
        }
        return cases;
    }

    private static final class Play {
        private final HandClock clock = new HandClock();
        private final Instances instances = new Instances();
        private final Guards guards;
        private final Map<String, Source> readers = new HashMap<>();

        Play(CountryTable countries) {
            guards = new Guards(PolicySettings.USUAL.withSourcePlaces(1_024), clock, clock, new Meters(clock, 1), countries);
            guards.apply(instances.snapshot());
            guards.tick();
        }

        void play(List<String> rows) {
            for (String row : rows) {
                String[] sides = row.split(" = ");
                String[] words = sides[0].strip().split(" +");
                switch (words[0]) {
                    case "set" -> {
                        for (int i = 1; i < words.length; i++) {
                            String[] setting = words[i].split("=", 2);
                            instances.set(setting[0], setting[1]);
                        }
                        guards.apply(instances.snapshot());
                    }
                    case "at" -> clock.advanceMillis(HandClock.START + Long.parseLong(words[1]) - clock.millis());
                    case "tick" -> guards.tick();
                    case "pause" -> assertThat(guards.rule(Instances.TCP).readPauseNanos(reader(words[1])) / 1_000_000).as(row)
                            .isEqualTo(Long.parseLong(sides[1].strip()));
                    default -> {
                        List<Ending> verdicts = new ArrayList<>();
                        for (int i = times(words); i > 0; i--) {
                            verdicts.add(verdict(words));
                        }
                        assertThat(verdicts).as(row).isEqualTo(sides.length == 1 ? List.of() : endings(sides[1].strip()));
                    }
                }
            }
        }

        private Ending verdict(String[] words) {
            return switch (words[0]) {
                case "connect" -> guards.rule(Instances.TCP).admitConnection(source(words[1]));
                case "session" -> guards.rule(Instances.UDP).admitConnection(source(words[1]));
                case "close", "closeEmpty" -> {
                    guards.rule(Instances.TCP).connectionClosed(source(words[1]), words[0].equals("close"));
                    yield Ending.CLIENT_CLOSED;
                }
                case "read" -> guards.rule(Instances.TCP).received(reader(words[1]), Integer.parseInt(words[2]));
                case "datagram" -> {
                    int colon = words[1].lastIndexOf(':');
                    yield guards.rule(Instances.UDP).datagram(source(words[1].substring(0, colon)),
                            Integer.parseInt(words[1].substring(colon + 1)), Integer.parseInt(words[2]));
                }
                default -> throw new IllegalArgumentException("no such row: " + String.join(" ", words));
            };
        }

        private Source reader(String address) {
            return readers.computeIfAbsent(address, Play::source);
        }

        private static Source source(String address) {
            return Source.of(IpText.address(address).orElseThrow());
        }

        private static int times(String[] words) {
            String last = words[words.length - 1];
            return last.startsWith("*") ? Integer.parseInt(last.substring(1)) : 1;
        }

        private static List<Ending> endings(String text) {
            List<Ending> endings = new ArrayList<>();
            for (String word : text.split(" +")) {
                String[] parts = word.split("\\*");
                for (int i = parts.length == 1 ? 1 : Integer.parseInt(parts[1]); i > 0; i--) {
                    endings.add(Ending.valueOf(parts[0]));
                }
            }
            return endings;
        }
    }
}
