-- What an instance does beyond its rules: source lists, one row of settings, scene policies, and how often blackholes and line blocks were
-- switched. Times are service time in milliseconds since 1970 UTC.

-- Sources that are always refused or let through. list: BLACK, WHITE; origin: MANUAL, AUTOMATIC. A source may stand in several; source is
-- canonical text, with /bits unless it is one address. expires_at 9223372036854775807 is never.
CREATE TABLE source_listing (
    instance_id TEXT   NOT NULL,
    list        TEXT   NOT NULL,
    origin      TEXT   NOT NULL,
    source      TEXT   NOT NULL,
    added_at    BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    PRIMARY KEY (instance_id, list, origin, source)
);
-- What can be thrown away.
CREATE INDEX source_listing_expiry ON source_listing (expires_at);

-- At most one row per instance; without one everything is at its default. Sets are texts with commas, in order.
CREATE TABLE mitigation (
    instance_id           TEXT    NOT NULL PRIMARY KEY,
    automatic_on          INTEGER NOT NULL DEFAULT 1,
    automatic_mode        TEXT    NOT NULL DEFAULT 'NORMAL',
    region_block_on       INTEGER NOT NULL DEFAULT 0,
    region_countries      TEXT    NOT NULL DEFAULT '',
    region_divisions      TEXT    NOT NULL DEFAULT '',
    reflection_ports      TEXT    NOT NULL DEFAULT '',
    blackhole_since       BIGINT  NOT NULL DEFAULT 0,
    blackhole_until       BIGINT  NOT NULL DEFAULT 0,
    blackhole_lifted      BIGINT  NOT NULL DEFAULT 0,
    telecom_blocked_since BIGINT  NOT NULL DEFAULT 0,
    telecom_blocked_until BIGINT  NOT NULL DEFAULT 0,
    unicom_blocked_since  BIGINT  NOT NULL DEFAULT 0,
    unicom_blocked_until  BIGINT  NOT NULL DEFAULT 0
);

-- Uses of what an account may do only so often. kind: BLACKHOLE_LIFTED, LINE_BLOCKED; number counts within
-- both. Kept for a month and a day.
CREATE TABLE allowance_use (
    account_id  TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    number      BIGINT NOT NULL,
    used_at     BIGINT NOT NULL,
    instance_id TEXT   NOT NULL,
    PRIMARY KEY (account_id, kind, number)
);

CREATE TABLE scene_policy (
    id         TEXT    NOT NULL PRIMARY KEY,
    account_id TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    scene      TEXT    NOT NULL,
    starts_at  BIGINT  NOT NULL,
    ends_at    BIGINT  NOT NULL,
    enabled    INTEGER NOT NULL,
    created_at BIGINT  NOT NULL
);
CREATE INDEX scene_policy_listing ON scene_policy (account_id, created_at, id);

CREATE TABLE scene_object (
    policy_id   TEXT   NOT NULL,
    instance_id TEXT   NOT NULL,
    attached_at BIGINT NOT NULL,
    PRIMARY KEY (policy_id, instance_id)
);
CREATE INDEX scene_object_instance ON scene_object (instance_id, policy_id);
