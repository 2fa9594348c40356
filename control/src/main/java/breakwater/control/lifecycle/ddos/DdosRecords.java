package breakwater.control.lifecycle.ddos;

import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What was done to instances, written in the transaction that does it. Stateless; used from any thread. */
public final class DdosRecords {

    /** Adds a record. */
    public void record(Transaction transaction, Instant now, DdosInstance instance, DdosRecord.Kind kind, long oldValue,
                       long newValue) {
        long sequence = 1 + transaction.number("SELECT MAX(sequence) FROM ddos_record WHERE account_id = ?", instance.accountId());
        transaction.update("INSERT INTO ddos_record (account_id, sequence, recorded_at, region, kind, instance_id,"
                        + " service_address, old_value, new_value) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                instance.accountId(), sequence, now, instance.region().id(), kind.name(), instance.id(),
                instance.serviceAddress(), oldValue, newValue);
    }

    /**
     * Records of some kinds, newest first.
     *
     * @param kinds   which, at least one
     * @param region  in this region only; empty for both
     * @param address of the instance that had this service address only
     * @param from    at or after this
     * @param until   at or before this
     */
    public DdosRecordPage page(Transaction transaction, String accountId, List<DdosRecord.Kind> kinds, Optional<DdosRegion> region,
                               Optional<String> address, Instant from, Instant until, long offset, int limit) {
        StringBuilder where = new StringBuilder(" FROM ddos_record WHERE account_id = ? AND kind IN ("
                + String.join(", ", Collections.nCopies(kinds.size(), "?")) + ") AND recorded_at >= ? AND recorded_at <= ?");
        List<Object> arguments = new ArrayList<>(List.of(accountId));
        kinds.forEach(kind -> arguments.add(kind.name()));
        arguments.add(from);
        arguments.add(until);
        if (region.isPresent()) {
            where.append(" AND region = ?");
            arguments.add(region.get().id());
        }
        if (address.isPresent()) {
            where.append(" AND service_address = ?");
            arguments.add(AddressBlock.canonical(address.get()).orElse(address.get()));
        }
        long total = transaction.number("SELECT COUNT(*)" + where, arguments.toArray());
        arguments.add(limit);
        arguments.add(offset);
        return new DdosRecordPage(total, transaction.list("SELECT sequence, recorded_at, kind, instance_id,"
                        + " service_address, old_value, new_value" + where
                        + " ORDER BY recorded_at DESC, sequence DESC LIMIT ? OFFSET ?",
                row -> new DdosRecord(row.number(), row.instant(), DdosRecord.Kind.valueOf(row.text()), row.text(),
                        row.text(), row.number(), row.number()), arguments.toArray()));
    }
}
