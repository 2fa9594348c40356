package breakwater.control.lifecycle.esa;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.lifecycle.Period;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReleaseScheduleTest {

    static List<String[]> rows(String file) throws IOException {
        try (InputStream in = ReleaseScheduleTest.class.getResourceAsStream(file)) {
            List<String[]> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (!line.startsWith("#")) {
                    rows.add(line.split("\t", -1));
                }
            }
            return rows;
        }
    }

    static Stream<String[]> cases() throws IOException {
        return rows("release-schedule.tsv").stream();
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource("cases")
    void aReleaseTakesPlaceAtTheEndOfTheCycleThatRuns(String bought, String asked, String then, String why) {
        assertThat(ReleaseSchedule.cycleEnd(Instant.parse(bought), Instant.parse(asked))).as(why).isEqualTo(Instant.parse(then));
    }

    @Test
    void theNextMidnightIsAlwaysAhead() {
        assertThat(ReleaseSchedule.nextMidnight(Instant.parse("2026-03-25T15:59:59.999Z"))).isEqualTo("2026-03-25T16:00:00Z");
        assertThat(ReleaseSchedule.nextMidnight(Instant.parse("2026-03-25T16:00:00Z"))).isEqualTo("2026-03-26T16:00:00Z");
        assertThat(ReleaseSchedule.nextMidnight(Instant.parse("2024-02-28T16:00:00Z"))).isEqualTo("2024-02-29T16:00:00Z");
    }

    @Test
    void everyCycleEndIsTheNearestOneAheadAndAMidnight() {
        Random random = new Random(20261101);
        for (int i = 0; i < 20_000; i++) {
            Instant bought = Instant.ofEpochSecond(random.nextLong(1_700_000_000L, 1_900_000_000L));
            Instant now = bought.plusSeconds(random.nextLong(200_000_000L));
            Instant end = ReleaseSchedule.cycleEnd(bought, now);
            assertThat(end).isAfter(now);
            assertThat(end.atOffset(Period.ZONE).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
            // The end before it, as the cycle that ran a millisecond before this one's begin saw it, is not ahead.
            long days = ReleaseSchedule.daysOfCycle(bought, end, end);
            assertThat(end.minus(Duration.ofDays(days))).as("%s %s", bought, now).isBeforeOrEqualTo(now);
            assertThat(days).isBetween(28L, 31L);
        }
    }

    @Test
    void daysOfACycleCountFromItsFirstDay() {
        Instant bought = Instant.parse("2026-01-31T04:00:00Z");
        Instant end = Instant.parse("2026-02-27T16:00:00Z");
        assertThat(ReleaseSchedule.daysOfCycle(bought, end, Instant.parse("2026-01-31T05:00:00Z"))).isEqualTo(1);
        assertThat(ReleaseSchedule.daysOfCycle(bought, end, Instant.parse("2026-01-31T16:00:00Z"))).isEqualTo(1);
        assertThat(ReleaseSchedule.daysOfCycle(bought, end, Instant.parse("2026-01-31T16:00:00.001Z"))).isEqualTo(2);
        assertThat(ReleaseSchedule.daysOfCycle(bought, end, end)).isEqualTo(28);
        assertThat(ReleaseSchedule.daysOfCycle(bought, end, end.plusSeconds(86_400))).isEqualTo(28);
    }

    static Stream<String[]> names() throws IOException {
        return rows("site-names.tsv").stream();
    }

    @ParameterizedTest(name = "{3}: {0}")
    @MethodSource("names")
    void aSiteNameIsARegisteredNameOrBelowOne(String text, String registered, String subdomain, String why) {
        if (registered.equals("-")) {
            assertThat(SiteName.parse(text)).as(why).isEmpty();
        } else {
            assertThat(SiteName.parse(text)).as(why).hasValueSatisfying(name -> {
                assertThat(name.registered()).isEqualTo(registered);
                assertThat(name.subdomain()).isEqualTo(Boolean.parseBoolean(subdomain));
            });
        }
    }

    @Test
    void aNameOf253CharactersIsTheLongest() {
        String label = "a".repeat(61) + ".";
        String longest = label.repeat(4) + "a".repeat(253 - 4 * 62);
        assertThat(SiteName.parse(longest)).isPresent();
        assertThat(SiteName.parse(longest + "a")).isEmpty();
    }

    @Test
    void aFilingCoversTheDomainAndWhatIsBelowIt() {
        IcpFilings filings = new IcpFilings(Set.of("Filed.Example"));
        assertThat(filings.covers(SiteName.parse("filed.example").orElseThrow())).isTrue();
        assertThat(filings.covers(SiteName.parse("www.filed.example").orElseThrow())).isTrue();
        assertThat(filings.covers(SiteName.parse("unfiled.example").orElseThrow())).isFalse();
        assertThat(filings.covers(SiteName.parse("notfiled.example").orElseThrow())).isFalse();
        assertThat(new IcpFilings(Set.of("*")).covers(SiteName.parse("unfiled.example").orElseThrow())).isTrue();
    }
}
