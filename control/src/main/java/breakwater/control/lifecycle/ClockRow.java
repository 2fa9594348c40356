package breakwater.control.lifecycle;

import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The stored state of a movable clock. Immutable; all times in milliseconds since 1970 UTC.
 *
 * @param version      counted up by every change, so that a reader knows the newer of two
 * @param offsetMillis how far service time is ahead of the wall clock while it runs freely
 * @param frozenAt     where it stands, when frozen
 * @param position     where an advance has got to; there exactly while {@code target} is
 * @param target       where an advance in progress leads
 * @param leastMillis  the greatest service time ever stored; it never is less
 */
record ClockRow(long version, long offsetMillis, OptionalLong frozenAt, OptionalLong position, OptionalLong target,
                long leastMillis) {

    static ClockRow read(Transaction transaction) {
        return transaction.first("SELECT version, offset_millis, frozen_at, position_millis, advance_target, least_millis "
                        + "FROM service_clock WHERE id = 1",
                row -> new ClockRow(row.number(), row.number(), optional(row.optionalInstant()), optional(row.optionalInstant()),
                        optional(row.optionalInstant()), row.number()))
                .orElseThrow(() -> new IllegalStateException("the row of the service clock is missing"));
    }

    private static OptionalLong optional(Optional<Instant> instant) {
        return instant.isPresent() ? OptionalLong.of(instant.get().toEpochMilli()) : OptionalLong.empty();
    }

    void write(Transaction transaction) {
        transaction.update("UPDATE service_clock SET version = ?, offset_millis = ?, frozen_at = ?, position_millis = ?, "
                        + "advance_target = ?, least_millis = ? WHERE id = 1",
                version, offsetMillis, boxed(frozenAt), boxed(position), boxed(target), leastMillis);
    }

    private static Long boxed(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }

    boolean advancing() {
        return target.isPresent();
    }

    /** Whether nobody ever moved or froze it, so that it equals the wall clock. */
    boolean untouched() {
        return offsetMillis == 0 && frozenAt.isEmpty() && target.isEmpty();
    }

    /** Service time when the wall clock shows this. */
    long now(long wallMillis) {
        long now;
        if (position.isPresent()) {
            now = position.getAsLong();
        } else {
            now = frozenAt.isPresent() ? frozenAt.getAsLong() : wallMillis + offsetMillis;
        }
        return Math.max(now, leastMillis);
    }

    /** An advance to {@code newTarget} has begun, or the one in progress goes on to there. */
    ClockRow towards(long newTarget, long wallMillis) {
        long from = now(wallMillis);
        return new ClockRow(version + 1, offsetMillis, frozenAt, OptionalLong.of(from), OptionalLong.of(newTarget), from);
    }

    /** The advance in progress has got this far. */
    ClockRow at(long reached) {
        return new ClockRow(version + 1, offsetMillis, frozenAt, OptionalLong.of(reached), target, Math.max(leastMillis, reached));
    }

    /** The advance in progress is over: the clock stands, or runs on, from its target. */
    ClockRow arrived(long wallMillis) {
        long reached = target.orElseThrow();
        return new ClockRow(version + 1, reached - wallMillis, frozenAt.isPresent() ? OptionalLong.of(reached) : frozenAt,
                OptionalLong.empty(), OptionalLong.empty(), Math.max(leastMillis, reached));
    }

    /** It stands from now on; after the advance in progress, if there is one. */
    ClockRow frozen(long wallMillis) {
        long now = now(wallMillis);
        return frozenAt.isPresent() ? this
                : new ClockRow(version + 1, offsetMillis, OptionalLong.of(now), position, target, Math.max(leastMillis, now));
    }

    /** It runs again from where it stands. */
    ClockRow resumed(long wallMillis) {
        if (frozenAt.isEmpty()) {
            return this;
        }
        long now = now(wallMillis);
        return new ClockRow(version + 1, now - wallMillis, OptionalLong.empty(), position, target, Math.max(leastMillis, now));
    }
}
