package breakwater.control.lifecycle.ddos;

import breakwater.control.lifecycle.Due;
import breakwater.control.lifecycle.DueKind;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The service addresses that this service may give to instances. Immutable settings over durable state; used from any thread.
 *
 * <p>Every call costs a few index look-ups at any fill: fresh addresses come from a cursor per block, and only when the blocks are
 * used up do returned ones come again, the longest returned first. A returned address waits out its quarantine, since the
 * clients of its former owner may still resolve to it.
 */
public final class AddressPool {
    /** The block of the development mode: loopback, so that every address can be listened on at once. */
    public static final AddressBlock DEVELOPMENT_BLOCK = AddressBlock.parse("127.77.0.0/16");

    private final List<AddressBlock> blocks;
    private final Duration quarantine;

    /**
     * @param blocks     where addresses come from, in this order. Blocks may be added, and taken away once nothing lives in
     *                   them: an address of an instance stays its own, and is not given out again after it came back
     * @param quarantine how long a returned address waits, zero or more
     */
    public AddressPool(List<AddressBlock> blocks, Duration quarantine) {
        if (quarantine.isNegative()) {
            throw new IllegalArgumentException("the quarantine of addresses cannot be negative: " + quarantine);
        }
        this.blocks = List.copyOf(blocks);
        this.quarantine = quarantine;
    }

    /** Takes an address of this family out of the pool; empty when none is left. */
    public Optional<String> take(Transaction transaction, Instant now, AddressFamily family) {
        for (AddressBlock block : blocks) {
            if (block.family() == family) {
                Optional<String> fresh = takeFresh(transaction, block);
                if (fresh.isPresent()) {
                    return fresh;
                }
            }
        }
        Optional<String> returned = transaction.first("SELECT address FROM service_address_returned"
                        + " WHERE family = ? AND free = 1 ORDER BY reusable_at, address LIMIT 1",
                row -> row.text(), family.name());
        if (returned.isEmpty()) {
            // Quarantine that has ended counts as ended, even where the worker has not got to it.
            returned = transaction.first("SELECT address FROM service_address_returned"
                            + " WHERE free = 0 AND reusable_at <= ? AND family = ? ORDER BY reusable_at, address LIMIT 1",
                    row -> row.text(), now, family.name());
        }
        if (returned.isPresent()) {
            transaction.update("DELETE FROM service_address_returned WHERE address = ?", returned.get());
        }
        return returned;
    }

    private Optional<String> takeFresh(Transaction transaction, AddressBlock block) {
        long next = Math.max(block.firstOffset(), transaction.number(
                "SELECT next_offset FROM service_address_block WHERE block = ?", block.notation()));
        Optional<String> found = Optional.empty();
        long offset = next;
        // An address can be in use although the cursor has not passed it only where blocks overlap, after a change of settings.
        // Each such address is stepped over once, ever, since the cursor is kept.
        while (offset <= block.lastOffset() && found.isEmpty()) {
            String candidate = block.address(offset);
            offset++;
            if (!known(transaction, candidate)) {
                found = Optional.of(candidate);
            }
        }
        if (offset != next) {
            transaction.update("INSERT INTO service_address_block (block, next_offset) VALUES (?, ?)"
                    + " ON CONFLICT (block) DO UPDATE SET next_offset = excluded.next_offset", block.notation(), offset);
        }
        return found;
    }

    private static boolean known(Transaction transaction, String address) {
        return transaction.number("SELECT COUNT(*) FROM ddos_instance WHERE service_address = ? AND released_at IS NULL", address)
                + transaction.number("SELECT COUNT(*) FROM service_address_returned WHERE address = ?", address) > 0;
    }

    /** Puts an address back, into quarantine that begins at {@code now}. */
    public void giveBack(Transaction transaction, Instant now, String address, AddressFamily family) {
        transaction.update("INSERT INTO service_address_returned (address, family, reusable_at, free) VALUES (?, ?, ?, 0)"
                        + " ON CONFLICT (address) DO UPDATE SET reusable_at = excluded.reusable_at, free = 0",
                address, family.name(), now.plus(quarantine));
    }

    /** The effect {@code address-quarantine}: an address whose quarantine has ended may be given out again. */
    public DueKind quarantineEnds() {
        return new QuarantineEnds();
    }

    private final class QuarantineEnds implements DueKind {
        @Override
        public String name() {
            return "address-quarantine";
        }

        @Override
        public List<Due> next(Transaction transaction, Instant until, int limit) {
            return transaction.list("SELECT address, reusable_at FROM service_address_returned"
                            + " WHERE free = 0 AND reusable_at <= ? ORDER BY reusable_at, address LIMIT ?",
                    row -> new Due(name(), row.text(), row.instant()), until, limit);
        }

        @Override
        public void perform(Transaction transaction, Due due) {
            boolean ours = blocks.stream().anyMatch(block -> block.contains(due.subject()));
            transaction.update(ours
                    ? "UPDATE service_address_returned SET free = 1 WHERE address = ? AND free = 0"
                    : "DELETE FROM service_address_returned WHERE address = ? AND free = 0", due.subject());
        }
    }
}
