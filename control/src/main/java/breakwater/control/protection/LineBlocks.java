package breakwater.control.protection;

import breakwater.control.protection.MitigationSettings.Span;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    LineBlocks(ProtectionRevision revision, Mitigations mitigations, Allowances allowances) {
        this.revision = revision;
        this.mitigations = mitigations;
        this.allowances = allowances;
    }

    /** A line. */
    public enum Line {
        /** China Telecom, abroad. */
        TELECOM("telecom"),
        /** China Unicom, abroad. */
        UNICOM("unicom");

        private final String column;

        Line(String column) {
            this.column = column;
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
     * Blocks lines from now on; one that is blocked already is blocked anew. It is counted once, however many lines there are.
     *
     * @return false if the account has none left, and nothing was done
     */
    public boolean block(Transaction transaction, Instant now, String accountId, String instanceId, Set<Line> lines, Duration duration) {
        boolean taken = switch (allowances.take(transaction, now, accountId, Allowances.Kind.LINE_BLOCKED, instanceId)) {
            case TAKEN -> true;
            case EXHAUSTED, TOO_SOON -> false;
        };
        if (taken) {
            write(transaction, instanceId, lines, new Span(now.toEpochMilli(), now.plus(duration).toEpochMilli()));
        }
        return taken;
    }

    /** Lets lines through again; one that is not blocked does not matter. */
    public void unblock(Transaction transaction, Instant now, String instanceId, Set<Line> lines) {
        MitigationSettings settings = mitigations.settings(transaction, instanceId);
        if (lines.stream().anyMatch(line -> line.of(settings).holds(now.toEpochMilli()))) {
            write(transaction, instanceId, lines, Span.NONE);
        }
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
