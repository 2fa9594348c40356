-- Instances of Anti-DDoS Pro and Premium. Times are service time in milliseconds since 1970 UTC. A released row stays: its
-- status can still be asked for. No column says what an instance is doing now: that follows from expires_at and released_at.
CREATE TABLE ddos_instance (
    id                         TEXT    NOT NULL PRIMARY KEY,
    account_id                 TEXT    NOT NULL,
    region                     TEXT    NOT NULL,
    product_type               TEXT    NOT NULL,
    plan                       INTEGER NOT NULL,
    service_partner            TEXT    NOT NULL,
    port_limit                 INTEGER NOT NULL,
    domain_limit               INTEGER NOT NULL,
    base_bandwidth_gbps        INTEGER NOT NULL,
    elastic_bandwidth_gbps     INTEGER NOT NULL,
    clean_bandwidth_mbps       INTEGER NOT NULL,
    queries_per_second         INTEGER NOT NULL,
    connection_limit           INTEGER NOT NULL,
    new_connections_per_second INTEGER NOT NULL,
    address_family             TEXT    NOT NULL,
    enhanced_functions         INTEGER NOT NULL,
    burst_clean_bandwidth      TEXT    NOT NULL,
    remark                     TEXT    NOT NULL,
    created_at                 BIGINT  NOT NULL,
    expires_at                 BIGINT  NOT NULL,
    released_at                BIGINT,
    service_address            TEXT    NOT NULL,
    renewal_mode               TEXT    NOT NULL,
    renewal_period_months      INTEGER NOT NULL,
    next_renewal_at            BIGINT
);

-- Listings, newest first, of one region and of both.
CREATE INDEX ddos_instance_region_listing ON ddos_instance (account_id, region, created_at, id) WHERE released_at IS NULL;
CREATE INDEX ddos_instance_listing ON ddos_instance (account_id, created_at, id) WHERE released_at IS NULL;
-- Filters on the time of expiry: Status, Enabled, ExpireStartTime, ExpireEndTime.
-- It holds what most listings also ask for, and released_at, so that counting reads the index alone.
CREATE INDEX ddos_instance_expiry ON ddos_instance (account_id, expires_at, region, plan, id, released_at) WHERE released_at IS NULL;
-- What falls due.
CREATE INDEX ddos_instance_release_due ON ddos_instance (expires_at, id) WHERE released_at IS NULL;
CREATE INDEX ddos_instance_renewal_due ON ddos_instance (next_renewal_at, id)
    WHERE released_at IS NULL AND next_renewal_at IS NOT NULL;
-- No address serves two instances at once; also the filter by address.
CREATE UNIQUE INDEX ddos_instance_address ON ddos_instance (service_address) WHERE released_at IS NULL;

-- Rows of ddos_instance with released_at IS NULL, so that a listing's total does not count a million rows.
CREATE TABLE ddos_instance_count (
    account_id TEXT    NOT NULL,
    region     TEXT    NOT NULL,
    plan       INTEGER NOT NULL,
    live       BIGINT  NOT NULL,
    PRIMARY KEY (account_id, region, plan)
);

-- How far each configured block of service addresses has been handed out: offset of the next address never used.
CREATE TABLE service_address_block (
    block       TEXT   NOT NULL PRIMARY KEY,
    next_offset BIGINT NOT NULL
);

-- Addresses that came back. In quarantine until reusable_at; free once the worker has marked them so.
CREATE TABLE service_address_returned (
    address     TEXT    NOT NULL PRIMARY KEY,
    family      TEXT    NOT NULL,
    reusable_at BIGINT  NOT NULL,
    free        INTEGER NOT NULL
);
CREATE INDEX service_address_free ON service_address_returned (family, reusable_at, address) WHERE free = 1;
CREATE INDEX service_address_quarantined ON service_address_returned (reusable_at, address) WHERE free = 0;

-- What was done to an instance, for the logs that its owner can read. sequence counts within an account.
CREATE TABLE ddos_record (
    account_id      TEXT   NOT NULL,
    sequence        BIGINT NOT NULL,
    recorded_at     BIGINT NOT NULL,
    region          TEXT   NOT NULL,
    kind            TEXT   NOT NULL,
    instance_id     TEXT   NOT NULL,
    service_address TEXT   NOT NULL,
    old_value       BIGINT NOT NULL,
    new_value       BIGINT NOT NULL,
    PRIMARY KEY (account_id, sequence)
);
CREATE INDEX ddos_record_listing ON ddos_record (account_id, kind, recorded_at, sequence);
