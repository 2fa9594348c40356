package breakwater.control.protection;

import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosRecord;
import breakwater.control.lifecycle.ddos.DdosRecords;
import breakwater.control.protection.MitigationSettings.Span;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Blocks of the carrier lines on which traffic from outside mainland China comes in. Stateless; used from any thread. Whose instance it is,
 * is the caller's to check before.
 *
 * <p>The country table knows no carriers: while either line is blocked, every source outside mainland China is refused.
 */
public final class LineBlocks {
    private final ProtectionRevision revision;
    private final Mitigations mitigations;
    private final Allowances allowances;
    private final DdosRecords records = new DdosRecords();

    LineBlocks(ProtectionRevision revision, Mitigations mitigations, Allowances allowances) {
        this.revision = revision;
        this.mitigations = mitigations;
        this.allowances = allowances;
    }

    /** A line. */
    public enum Line {
        /** China Telecom, abroad. */
        TELECOM("telecom", 1),
        /** China Unicom, abroad. */
        UNICOM("unicom", 2);

        private final String column;
        private final long bit;

        Line(String column, long bit) {
            this.column = column;
            this.bit = bit;
        }

        /** Since when and until when an instance blocks this line. */
        public Span of(MitigationSettings settings) {
            return switch (this) {
                case TELECOM -> settings.telecom();
                case UNICOM -> settings.unicom();
            };
        }
    }

    /**
     * Blocks lines from now on; one that is blocked already is blocked anew. It is counted once, however many lines there
     * are, and goes into the instance's records.
     *
     * @return false if the account has none left, and nothing was done
     */
    public boolean block(Transaction transaction, Instant now, DdosInstance instance, Set<Line> lines, Duration duration) {
        boolean taken = switch (allowances.take(transaction, now, Allowances.Kind.LINE_BLOCKED, instance)) {
            case TAKEN -> true;
            case EXHAUSTED, TOO_SOON -> false;
        };
        if (taken) {
            write(transaction, instance.id(), lines, new Span(now.toEpochMilli(), now.plus(duration).toEpochMilli()));
            records.record(transaction, now, instance, DdosRecord.Kind.LINES_BLOCKED, 0, number(lines));
        }
        return taken;
    }

    /** Lets lines through again; one that is not blocked does not matter. */
    public void unblock(Transaction transaction, Instant now, DdosInstance instance, Set<Line> lines) {
        MitigationSettings settings = mitigations.settings(transaction, instance.id());
        if (lines.stream().anyMatch(line -> line.of(settings).holds(now.toEpochMilli()))) {
            write(transaction, instance.id(), lines, Span.NONE);
            records.record(transaction, now, instance, DdosRecord.Kind.LINES_UNBLOCKED, number(lines), 0);
        }
    }

    /** The lines of a record's number, see {@link DdosRecord.Kind}. */
    public static Set<Line> ofNumber(long number) {
        Set<Line> lines = EnumSet.noneOf(Line.class);
        for (Line line : Line.values()) {
            if ((number & line.bit) != 0) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static long number(Set<Line> lines) {
        return lines.stream().mapToLong(line -> line.bit).sum();
    }

    private void write(Transaction transaction, String instanceId, Set<Line> lines, Span span) {
        List<String> columns = new ArrayList<>();
        List<Long> values = new ArrayList<>();
        for (Line line : lines) {
            columns.addAll(List.of(line.column + "_blocked_since", line.column + "_blocked_until"));
            values.addAll(List.of(span.since(), span.until()));
        }
        Mitigations.write(transaction, instanceId, columns, values);
        revision.changed(transaction, instanceId);
    }
}
