package breakwater.control.protection;

import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What an account may do only so often. Stateless; used from any thread. Two uses at once cannot both be the last one: they are
 * counted in the transaction that does it.
 */
public final class Allowances {
    /** Where days and months begin at 00:00. */
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    /** Uses older than this can count nowhere any more. */
    private static final Duration KEPT = Duration.ofDays(32);

    /** What is counted. The names are stored; do not rename. */
    public enum Kind {
        /** A blackhole is ended before its time: 5 a day, at least 10 minutes apart (facts, section 2). */
        BLACKHOLE_LIFTED(5, Duration.ofMinutes(10)) {
            @Override
            LocalDate start(LocalDate today) {
                return today;
            }
        },
        /** A line is blocked: 10 a calendar month. The documents name the 10 but no span (ruling, after the vendor's sibling product). */
        LINE_BLOCKED(10, Duration.ZERO) {
            @Override
            LocalDate start(LocalDate today) {
                return today.withDayOfMonth(1);
            }
        };

        private final int most;
        private final Duration apart;

        Kind(int most, Duration apart) {
            this.most = most;
            this.apart = apart;
        }

        /** How many uses there are in one span. */
        public int most() {
            return most;
        }

        /** How long after a use the next one may be. */
        public Duration apart() {
            return apart;
        }

        /** The first day of the span that a day lies in. */
        abstract LocalDate start(LocalDate today);
    }

    /** Whether another use is allowed. */
    public enum Use {
        /** It is, and it was counted. */
        TAKEN,
        /** All of this span are used. */
        EXHAUSTED,
        /** The last use was too short a time ago. */
        TOO_SOON
    }

    /** Uses that an account has left in the span that runs now; not below 0. */
    public int left(Transaction transaction, Instant now, String accountId, Kind kind) {
        Instant start = kind.start(LocalDate.ofInstant(now, ZONE)).atStartOfDay().toInstant(ZONE);
        long used = transaction.number("SELECT COUNT(*) FROM allowance_use WHERE account_id = ? AND kind = ? AND used_at >= ?",
                accountId, kind.name(), start);
        return (int) Math.max(0, kind.most() - used);
    }

    /** Takes one use of the instance's account, if there is one. */
    Use take(Transaction transaction, Instant now, Kind kind, DdosInstance instance) {
        String accountId = instance.accountId();
        if (left(transaction, now, accountId, kind) == 0) {
            return Use.EXHAUSTED;
        }
        Optional<Instant> last = transaction.first("SELECT MAX(used_at) FROM allowance_use WHERE account_id = ? AND kind = ?",
                row -> row.optionalInstant(), accountId, kind.name()).flatMap(found -> found);
        if (last.isPresent() && now.isBefore(last.get().plus(kind.apart()))) {
            return Use.TOO_SOON;
        }
        transaction.update("DELETE FROM allowance_use WHERE account_id = ? AND kind = ? AND used_at < ?", accountId, kind.name(),
                now.minus(KEPT));
        long number = 1 + transaction.number("SELECT MAX(number) FROM allowance_use WHERE account_id = ? AND kind = ?", accountId,
                kind.name());
        transaction.update("INSERT INTO allowance_use (account_id, kind, number, used_at, instance_id) VALUES (?, ?, ?, ?, ?)",
                accountId, kind.name(), number, now, instance.id());
        return Use.TAKEN;
    }
}
