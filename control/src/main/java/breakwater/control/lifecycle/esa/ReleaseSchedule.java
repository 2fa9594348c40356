package breakwater.control.lifecycle.esa;

import breakwater.control.lifecycle.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * When a security instance's billing cycles end and when a release that is asked for takes place. Pure functions.
 *
 * <p>A cycle is a month, day-aligned in UTC+8: it begins at 00:00 of the day of purchase and ends at 00:00 of the same day a
 * month later; where that month is shorter, of its last day. Every end is counted from the day of purchase, never from the end
 * before it, so an instance bought on 31 January has cycles that end on 28 February, 31 March, 30 April.
 */
public final class ReleaseSchedule {
    private ReleaseSchedule() {
    }

    /**
     * The end of the cycle that runs at {@code now}, always a midnight in UTC+8 and always after {@code now}. At the very
     * instant at which a cycle ends, the next one runs.
     *
     * @param boughtAt when the instance was bought; at or before {@code now}
     */
    public static Instant cycleEnd(Instant boughtAt, Instant now) {
        LocalDate bought = boughtAt.atOffset(Period.ZONE).toLocalDate();
        LocalDate today = now.atOffset(Period.ZONE).toLocalDate();
        long cycles = Math.max(1, ChronoUnit.MONTHS.between(bought, today));
        LocalDate end = bought.plusMonths(cycles);
        // MONTHS.between counts to the day of the month: between 31 January and 28 February it is 0 although a cycle has
        // ended, and between 5 March and 5 April it is 1 although that cycle ended this morning. So step until it lies ahead.
        while (!midnight(end).isAfter(now)) {
            cycles++;
            end = bought.plusMonths(cycles);
        }
        return midnight(end);
    }

    /**
     * How many days of a cycle have begun at {@code at}, the day of purchase among them.
     *
     * @param cycleEnd an end that {@link #cycleEnd} gave for the same purchase
     * @param at       from the cycle's begin on; later than its end counts as its end
     */
    public static long daysOfCycle(Instant boughtAt, Instant cycleEnd, Instant at) {
        LocalDate bought = boughtAt.atOffset(Period.ZONE).toLocalDate();
        LocalDate end = cycleEnd.atOffset(Period.ZONE).toLocalDate();
        long cycles = Math.max(1, ChronoUnit.MONTHS.between(bought, end));
        if (bought.plusMonths(cycles).isBefore(end)) {
            cycles++;
        }
        LocalDate begin = bought.plusMonths(cycles - 1);
        Instant until = at.isBefore(cycleEnd) ? at : cycleEnd;
        LocalDate last = until.minusMillis(1).atOffset(Period.ZONE).toLocalDate();
        return Math.max(0, ChronoUnit.DAYS.between(begin, last) + 1);
    }

    /** The first midnight in UTC+8 after {@code now}: a whole day later when {@code now} is one. */
    public static Instant nextMidnight(Instant now) {
        return midnight(now.atOffset(Period.ZONE).toLocalDate().plusDays(1));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(Period.ZONE);
    }
}
