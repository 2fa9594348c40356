package breakwater.control.lifecycle.ddos;

import breakwater.control.lifecycle.Due;
import breakwater.control.lifecycle.DueKind;
import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagScope;
import breakwater.control.tag.Tags;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All changes of instances of Anti-DDoS Pro and Premium, and finding one; {@link DdosListings} finds many. Immutable settings over
 * durable state; used from any thread. Who may do it, and who pays, is decided before.
 */
public final class DdosInstances {
    /** The columns of one instance, in the order {@link #read} takes them. */
    static final String COLUMNS = "id, account_id, product_type, plan, service_partner, port_limit, domain_limit,"
            + " base_bandwidth_gbps, elastic_bandwidth_gbps, clean_bandwidth_mbps, queries_per_second, connection_limit,"
            + " new_connections_per_second, address_family, enhanced_functions, burst_clean_bandwidth, remark, created_at,"
            + " expires_at, released_at, service_address, renewal_mode, renewal_period_months, next_renewal_at";

    /** Ids that {@link #ofAnyAccount(Transaction, List)} takes at once. */
    public static final int IDS_MAX = 256;

    private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_RANDOM_LENGTH = 11;

    private final Lifespan lifespan;
    private final AddressPool addresses;
    private final Tags tags;
    private final InstanceChanges changes;
    private final DdosRecords records = new DdosRecords();
    private final SecureRandom random = new SecureRandom();

    public DdosInstances(Lifespan lifespan, AddressPool addresses, Tags tags) {
        this(lifespan, addresses, tags, InstanceChanges.IGNORED);
    }

    /** @param changes hears of renewals, respecifications and releases, whoever causes them */
    public DdosInstances(Lifespan lifespan, AddressPool addresses, Tags tags, InstanceChanges changes) {
        this.lifespan = lifespan;
        this.addresses = addresses;
        this.tags = tags;
        this.changes = changes;
    }

    /** The policy on expiry that holds for every instance. */
    public Lifespan lifespan() {
        return lifespan;
    }

    /** An id for a new instance: the region's prefix and 11 random lower-case letters or digits, 56 bits, never guessed. */
    public String newId(DdosRegion region) {
        StringBuilder id = new StringBuilder(region.idPrefix());
        for (int i = 0; i < ID_RANDOM_LENGTH; i++) {
            id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
        }
        return id.toString();
    }

    /** Makes a paid instance exist, with a service address, from {@code now} on. */
    public CreateOutcome create(Transaction transaction, Instant now, NewDdosInstance wanted) {
        DdosSpecification bought = wanted.specification();
        Optional<String> address = addresses.take(transaction, now, bought.addressFamily());
        if (address.isEmpty()) {
            return new CreateOutcome.AddressesExhausted(bought.addressFamily());
        }
        DdosInstance made = new DdosInstance(wanted.id(), wanted.accountId(), bought, "", now, wanted.expiresAt(),
                Optional.empty(), address.get(), wanted.renewal());
        transaction.update("INSERT INTO ddos_instance (region, " + COLUMNS + ") VALUES"
                        + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                made.region().id(), made.id(), made.accountId(), bought.offering().productType(), bought.plan().number(),
                bought.servicePartner(), bought.portLimit(), bought.domainLimit(), bought.baseBandwidthGbps(),
                bought.elasticBandwidthGbps(), bought.cleanBandwidthMbps(), bought.queriesPerSecond(),
                bought.connectionLimit(), bought.newConnectionsPerSecond(), bought.addressFamily().name(),
                bought.enhancedFunctions(), bought.burstCleanBandwidth().name(), made.remark(), made.createdAt(),
                made.expiresAt(), null, made.serviceAddress(), made.renewal().mode().name(),
                made.renewal().periodMonths(), made.renewal().nextAt().orElse(null));
        count(transaction, made, bought.plan(), 1);
        return new CreateOutcome.Created(made);
    }

    /**
     * The instance of this id, released ones included: ask its phase.
     *
     * @param region where it is looked for; empty for both. One of another region or account is not found
     */
    public Optional<DdosInstance> find(Transaction transaction, String accountId, Optional<DdosRegion> region, String id) {
        return transaction.first("SELECT " + COLUMNS + " FROM ddos_instance WHERE id = ? AND account_id = ?",
                        DdosInstances::read, id, accountId)
                .filter(found -> region.isEmpty() || found.region() == region.get());
    }

    /** As {@link #find}, but only one that is not released at {@code now}. */
    public Optional<DdosInstance> findLive(Transaction transaction, Instant now, String accountId,
                                           Optional<DdosRegion> region, String id) {
        return find(transaction, accountId, region, id)
                .filter(found -> found.phase(lifespan, now) != DdosPhase.RELEASED);
    }

    /** As {@link #findLive}, but the one that has this service address, in any literal form. */
    public Optional<DdosInstance> findLiveOfAddress(Transaction transaction, Instant now, String accountId, String address) {
        return transaction.first("SELECT " + COLUMNS + " FROM ddos_instance WHERE service_address = ? AND released_at IS NULL"
                        + " AND account_id = ?", DdosInstances::read, AddressBlock.canonical(address).orElse(address), accountId)
                .filter(found -> found.phase(lifespan, now) != DdosPhase.RELEASED);
    }

    /**
     * Moves the end of the paid period; an automatic renewal is planned anew from it. Mitigation and forwarding follow from
     * it at once.
     *
     * @return false if there is no such instance, or it was released
     */
    public boolean renewed(Transaction transaction, String accountId, String id, Instant newExpiresAt) {
        boolean done = transaction.update("UPDATE ddos_instance SET expires_at = ?, next_renewal_at = CASE WHEN renewal_mode = ?"
                        + " THEN ? ELSE NULL END WHERE id = ? AND account_id = ? AND released_at IS NULL",
                newExpiresAt, Renewal.Mode.AUTOMATIC.name(), lifespan.renewAt(newExpiresAt), id, accountId) == 1;
        if (done) {
            changes.changed(transaction, id);
        }
        return done;
    }

    /**
     * Replaces the limits of an instance; its offering and address family stay. Another burstable attack bandwidth goes into the
     * instance's records.
     *
     * @param instance as it was found in this transaction
     * @return false as {@link #renewed}
     */
    public boolean respecified(Transaction transaction, Instant now, DdosInstance instance, DdosSpecification changed) {
        boolean done = transaction.update("UPDATE ddos_instance SET plan = ?, service_partner = ?, port_limit = ?,"
                        + " domain_limit = ?, base_bandwidth_gbps = ?, elastic_bandwidth_gbps = ?, clean_bandwidth_mbps = ?,"
                        + " queries_per_second = ?, connection_limit = ?, new_connections_per_second = ?,"
                        + " enhanced_functions = ?, burst_clean_bandwidth = ?"
                        + " WHERE id = ? AND account_id = ? AND released_at IS NULL",
                changed.plan().number(), changed.servicePartner(), changed.portLimit(), changed.domainLimit(),
                changed.baseBandwidthGbps(), changed.elasticBandwidthGbps(), changed.cleanBandwidthMbps(),
                changed.queriesPerSecond(), changed.connectionLimit(), changed.newConnectionsPerSecond(),
                changed.enhancedFunctions(), changed.burstCleanBandwidth().name(), instance.id(), instance.accountId()) == 1;
        if (done && instance.specification().plan() != changed.plan()) {
            count(transaction, instance, instance.specification().plan(), -1);
            count(transaction, instance, changed.plan(), 1);
        }
        if (done) {
            changes.changed(transaction, instance.id());
        }
        int before = instance.specification().elasticBandwidthGbps();
        if (done && before != changed.elasticBandwidthGbps()) {
            records.record(transaction, now, instance, DdosRecord.Kind.ELASTIC_BANDWIDTH_SET, before,
                    changed.elasticBandwidthGbps());
        }
        return done;
    }

    /** How many ports of an instance are forwarded: no specification may have fewer. */
    public int portsInUse(Transaction transaction, String id) {
        return changes.portsInUse(transaction, id);
    }

    /** Replaces the owner's note. @return false as {@link #renewed} */
    public boolean remarked(Transaction transaction, String accountId, String id, String remark) {
        return transaction.update("UPDATE ddos_instance SET remark = ? WHERE id = ? AND account_id = ? AND released_at IS NULL",
                remark, id, accountId) == 1;
    }

    /** Changes what an instance does about its expiry. @return false as {@link #renewed} */
    public boolean renewalChanged(Transaction transaction, String accountId, String id, Renewal renewal) {
        return transaction.update("UPDATE ddos_instance SET renewal_mode = ?, renewal_period_months = ?, next_renewal_at = ?"
                        + " WHERE id = ? AND account_id = ? AND released_at IS NULL",
                renewal.mode().name(), renewal.periodMonths(), renewal.nextAt().orElse(null), id, accountId) == 1;
    }

    /**
     * The earliest automatic renewals planned at or before {@code until}; the subject is the instance's id. For billing, which
     * charges it and then calls {@link #renewed}, or {@link #renewalChanged} to try later or no more.
     */
    public List<Due> nextRenewals(Transaction transaction, String kind, Instant until, int limit) {
        return transaction.list("SELECT id, next_renewal_at FROM ddos_instance WHERE released_at IS NULL"
                        + " AND next_renewal_at IS NOT NULL AND next_renewal_at <= ? ORDER BY next_renewal_at, id LIMIT ?",
                row -> new Due(kind, row.text(), row.instant()), until, limit);
    }

    /** The instance of an id of whatever account: for effects of time, never for a call. */
    public Optional<DdosInstance> ofAnyAccount(Transaction transaction, String id) {
        return transaction.first("SELECT " + COLUMNS + " FROM ddos_instance WHERE id = ?", DdosInstances::read, id);
    }

    /**
     * The instances of these ids, of whatever account, that were not released; in no particular order. For what is told to the
     * traffic plane, never for a call.
     *
     * @param ids at most {@value #IDS_MAX}
     */
    public List<DdosInstance> ofAnyAccount(Transaction transaction, List<String> ids) {
        return ids.isEmpty() ? List.of() : transaction.list("SELECT " + COLUMNS + " FROM ddos_instance WHERE id IN ("
                + String.join(", ", Collections.nCopies(ids.size(), "?")) + ") AND released_at IS NULL", DdosInstances::read, ids.toArray());
    }

    /** Releases an expired instance for its owner. */
    public ReleaseOutcome release(Transaction transaction, Instant now, String accountId, Optional<DdosRegion> region,
                                  String id) {
        Optional<DdosInstance> found = findLive(transaction, now, accountId, region, id);
        if (found.isEmpty()) {
            return new ReleaseOutcome.NotFound();
        }
        return switch (found.get().phase(lifespan, now)) {
            case NORMAL -> new ReleaseOutcome.NotExpired(found.get());
            case EXPIRED_FORWARDING, EXPIRED_STOPPED -> end(transaction, now, found.get())
                    ? new ReleaseOutcome.Released(found.get()) : new ReleaseOutcome.NotFound();
            case RELEASED -> new ReleaseOutcome.NotFound();
        };
    }

    /**
     * Ends an instance at {@code now} whatever its phase, as when its purchase is refunded in full.
     *
     * @return false if it was released before
     */
    public boolean end(Transaction transaction, Instant now, DdosInstance instance) {
        if (transaction.update("UPDATE ddos_instance SET released_at = ?, next_renewal_at = NULL"
                + " WHERE id = ? AND released_at IS NULL", now, instance.id()) == 0) {
            return false;
        }
        changes.released(transaction, instance.id());
        addresses.giveBack(transaction, now, instance.serviceAddress(), instance.specification().addressFamily());
        tags.removeAll(transaction, instance.accountId(), TagScope.ResourceType.DDOS_INSTANCE, instance.id());
        count(transaction, instance, instance.specification().plan(), -1);
        return true;
    }

    /** The effect {@code automatic-release}: an instance expired for longer than the policy allows is released. */
    public DueKind automaticRelease() {
        return new AutomaticRelease();
    }

    private static void count(Transaction transaction, DdosInstance instance, DdosPlan plan, int change) {
        transaction.update("INSERT INTO ddos_instance_count (account_id, region, plan, live) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (account_id, region, plan) DO UPDATE SET live = ddos_instance_count.live + excluded.live",
                instance.accountId(), instance.region().id(), plan.number(), change);
    }

    static DdosInstance read(Row row) {
        String id = row.text();
        String accountId = row.text();
        return new DdosInstance(id, accountId, readSpecification(row), row.text(), row.instant(), row.instant(),
                row.optionalInstant(), row.text(),
                new Renewal(Renewal.Mode.valueOf(row.text()), row.integer(), row.optionalInstant()));
    }

    private static DdosSpecification readSpecification(Row row) {
        String productType = row.text();
        int plan = row.integer();
        return new DdosSpecification(
                DdosOffering.of(productType).orElseThrow(() -> new IllegalStateException("unknown product type in the store")),
                DdosPlan.of(plan).orElseThrow(() -> new IllegalStateException("unknown plan in the store")),
                row.text(), row.integer(), row.integer(), row.integer(), row.integer(), row.integer(), row.integer(),
                row.integer(), row.integer(), AddressFamily.valueOf(row.text()), row.flag(),
                DdosSpecification.BurstCleanBandwidth.valueOf(row.text()));
    }

    private final class AutomaticRelease implements DueKind {
        @Override
        public String name() {
            return "automatic-release";
        }

        @Override
        public List<Due> next(Transaction transaction, Instant until, int limit) {
            if (lifespan.automaticReleaseAfterExpiry().isEmpty()) {
                return List.of();
            }
            return transaction.list("SELECT id, expires_at FROM ddos_instance WHERE released_at IS NULL AND expires_at <= ?"
                            + " ORDER BY expires_at, id LIMIT ?",
                    row -> new Due(name(), row.text(), lifespan.releaseAt(row.instant()).orElseThrow()),
                    lifespan.releasedIfExpiredBy(until), limit);
        }

        @Override
        public void perform(Transaction transaction, Due due) {
            ofAnyAccount(transaction, due.subject())
                    .filter(found -> found.phase(lifespan, due.at()) == DdosPhase.RELEASED)
                    .ifPresent(found -> end(transaction, due.at(), found));
        }
    }
}
