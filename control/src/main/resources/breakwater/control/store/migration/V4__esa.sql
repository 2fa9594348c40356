-- Edge Security Acceleration: site plans, their sites, and the security instances that protect them.
-- Times are milliseconds since 1970 UTC. What a row is at an instant follows from its times; no column holds a phase.

CREATE TABLE esa_site_plan (
    plan_id         TEXT    NOT NULL PRIMARY KEY,
    account_id      TEXT    NOT NULL,
    plan_name       TEXT    NOT NULL,
    tier            TEXT    NOT NULL,
    coverage        TEXT    NOT NULL,
    overage_policy  TEXT    NOT NULL,
    period_months   INTEGER NOT NULL,
    renewal_mode    TEXT    NOT NULL,
    renewal_months  INTEGER NOT NULL,
    next_renewal_at BIGINT,
    created_at      BIGINT  NOT NULL,
    expires_at      BIGINT  NOT NULL,
    released_at     BIGINT
);
CREATE INDEX esa_site_plan_by_account ON esa_site_plan (account_id, created_at, plan_id);
CREATE INDEX esa_site_plan_release_due ON esa_site_plan (expires_at) WHERE released_at IS NULL;
CREATE INDEX esa_site_plan_renewal_due ON esa_site_plan (next_renewal_at) WHERE next_renewal_at IS NOT NULL;

-- A site is deleted, not marked: its name is free for its account at once.
CREATE TABLE esa_site (
    site_id           BIGINT NOT NULL PRIMARY KEY,
    account_id        TEXT   NOT NULL,
    plan_id           TEXT   NOT NULL,
    name              TEXT   NOT NULL,
    access_type       TEXT   NOT NULL,
    coverage          TEXT   NOT NULL,
    verify_code       TEXT   NOT NULL,
    name_servers      TEXT   NOT NULL,
    resource_group_id TEXT   NOT NULL,
    created_at        BIGINT NOT NULL,
    updated_at        BIGINT NOT NULL,
    verified_at       BIGINT,
    moved_at          BIGINT
);
CREATE UNIQUE INDEX esa_site_by_name ON esa_site (account_id, name);
CREATE INDEX esa_site_by_account ON esa_site (account_id, created_at, site_id);
CREATE INDEX esa_site_by_plan ON esa_site (account_id, plan_id, created_at);
CREATE INDEX esa_site_verified_name ON esa_site (name) WHERE verified_at IS NOT NULL AND moved_at IS NULL;

-- expires_at follows the site plan's; next_bill_at is the end of the oldest billing cycle that was not billed yet.
CREATE TABLE esa_security_instance (
    instance_id           TEXT    NOT NULL PRIMARY KEY,
    account_id            TEXT    NOT NULL,
    plan_id               TEXT    NOT NULL,
    domestic_protection   TEXT    NOT NULL,
    overseas_protection   TEXT    NOT NULL,
    billing_mode          TEXT    NOT NULL,
    base_gbps             INTEGER NOT NULL,
    burst_gbps_limit      INTEGER NOT NULL,
    max_burst_gbps        INTEGER NOT NULL,
    -- The greatest max_burst_gbps of the cycle that runs: what is billed at its end.
    peak_burst_gbps       INTEGER NOT NULL,
    created_at            BIGINT  NOT NULL,
    expires_at            BIGINT,
    next_bill_at          BIGINT,
    reserve_release_at    BIGINT,
    released_at           BIGINT,
    closing_bill_minor    BIGINT,
    closing_bill_currency TEXT
);
CREATE INDEX esa_security_instance_by_account ON esa_security_instance (account_id, created_at, instance_id);
CREATE INDEX esa_security_instance_by_plan ON esa_security_instance (account_id, plan_id, created_at);
CREATE INDEX esa_security_instance_release_due ON esa_security_instance (reserve_release_at) WHERE released_at IS NULL;
CREATE INDEX esa_security_instance_bill_due ON esa_security_instance (next_bill_at)
    WHERE next_bill_at IS NOT NULL AND released_at IS NULL;
