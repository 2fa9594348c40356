package breakwater.control.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Periods are calendar months counted in UTC+8. */
class PeriodTest {

    @ParameterizedTest(name = "{0} and {1} months is {2}")
    @CsvSource({
        // The usual, and the end of the month.
        "2026-01-15T10:00:00Z, 1, 2026-02-15T10:00:00Z",
        "2026-01-31T10:00:00Z, 1, 2026-02-28T10:00:00Z",
        "2024-01-31T10:00:00Z, 1, 2024-02-29T10:00:00Z",
        "2024-01-30T10:00:00Z, 1, 2024-02-29T10:00:00Z",
        "2024-01-29T10:00:00Z, 1, 2024-02-29T10:00:00Z",
        "2026-03-31T10:00:00Z, 1, 2026-04-30T10:00:00Z",
        // Several months are counted at once: the 31st comes back.
        "2026-01-31T10:00:00Z, 2, 2026-03-31T10:00:00Z",
        "2026-01-31T10:00:00Z, 3, 2026-04-30T10:00:00Z",
        // Leap day, and years that are and are not leap years.
        "2024-02-29T10:00:00Z, 12, 2025-02-28T10:00:00Z",
        "2024-02-29T10:00:00Z, 48, 2028-02-29T10:00:00Z",
        "2000-01-31T10:00:00Z, 1, 2000-02-29T10:00:00Z",
        "2100-01-31T10:00:00Z, 1, 2100-02-28T10:00:00Z",
        "2025-12-31T10:00:00Z, 2, 2026-02-28T10:00:00Z",
        // The day is that of UTC+8: 16:00 in UTC is the next day there.
        "2026-01-30T15:59:59.999Z, 1, 2026-02-28T15:59:59.999Z",
        "2026-01-30T16:00:00Z, 1, 2026-02-27T16:00:00Z",
        "2026-01-31T15:59:59.999Z, 1, 2026-02-28T15:59:59.999Z",
        "2026-01-31T16:00:00Z, 1, 2026-02-28T16:00:00Z",
        "2026-02-28T15:59:59Z, 1, 2026-03-28T15:59:59Z",
        "2026-02-28T16:00:00Z, 1, 2026-03-31T16:00:00Z",
        "2025-12-31T15:59:59Z, 1, 2026-01-31T15:59:59Z",
        "2025-12-31T16:00:00Z, 1, 2026-01-31T16:00:00Z",
        // The longest, and a time before 1970.
        "2026-02-28T10:00:00Z, 120, 2036-02-28T10:00:00Z",
        "1969-12-31T20:00:00Z, 1, 1970-01-31T20:00:00Z"})
    void aPeriodEndsOnTheSameDayOfTheMonthOrItsLast(Instant anchor, int months, Instant end) {
        assertThat(new Period(months).from(anchor)).isEqualTo(end);
    }

    @Test
    void everyDayOfFourYearsAndEveryLengthKeepsDayAndTimeWhereItCan() {
        for (LocalDate day = LocalDate.of(2024, 1, 1); day.isBefore(LocalDate.of(2028, 1, 1)); day = day.plusDays(1)) {
            LocalDateTime anchor = day.atTime(23, 59, 59);
            for (int months = 1; months <= 36; months++) {
                YearMonth target = YearMonth.from(day).plusMonths(months);
                LocalDateTime expected = target.atDay(Math.min(day.getDayOfMonth(), target.lengthOfMonth())).atTime(23, 59, 59);
                assertThat(new Period(months).from(anchor.toInstant(Period.ZONE)))
                        .as("%s and %d months", anchor, months).isEqualTo(expected.toInstant(Period.ZONE));
            }
        }
    }

    @Test
    void onlyOneToAHundredAndTwentyMonthsAreAPeriod() {
        assertThat(Period.allowed(0)).isFalse();
        assertThat(Period.allowed(-1)).isFalse();
        assertThat(Period.allowed(1)).isTrue();
        assertThat(Period.allowed(120)).isTrue();
        assertThat(Period.allowed(121)).isFalse();
        assertThat(Period.allowed(1L << 32 | 1)).isFalse();
        assertThatThrownBy(() -> new Period(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Period(Integer.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }
}
