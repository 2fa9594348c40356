-- What the traffic planes reported, as history. Times are service time in milliseconds since 1970 UTC unless a name says wall.
-- Everything here is written by breakwater.control.publish; its HistoryLimits say how long and how much of it is kept.

-- Traffic by instance, layer and time. layer: 1 a second of a rule, 2 a minute of a rule, 3 a minute of the whole instance, 4 an hour of
-- a rule, 5 an hour of the whole instance (transport ALL, port 0). A count lies in the rows of one layer only, or in a layer of rules and
-- its twin of whole instances: what is rolled up leaves the layer below. Rows that are summed must therefore be of 1 and 2 and 4, or
-- of 1 and 3 and 5. Peaks of seconds are kept only from layer 2 on; in layer 1 the row is its own peak.
CREATE TABLE traffic_history (
    instance_id              TEXT    NOT NULL,
    layer                    INTEGER NOT NULL,
    at                       BIGINT  NOT NULL,
    transport                TEXT    NOT NULL,
    port                     INTEGER NOT NULL,
    covered_millis           BIGINT  NOT NULL,
    in_bytes                 BIGINT  NOT NULL,
    in_packets               BIGINT  NOT NULL,
    out_bytes                BIGINT  NOT NULL,
    out_packets              BIGINT  NOT NULL,
    attack_bytes             BIGINT  NOT NULL,
    attack_packets           BIGINT  NOT NULL,
    new_connections          BIGINT  NOT NULL,
    bandwidth_refused_bytes  BIGINT  NOT NULL,
    bandwidth_refused_packets BIGINT NOT NULL,
    opening_refused_bytes    BIGINT  NOT NULL,
    opening_refused_packets  BIGINT  NOT NULL,
    open_refused_bytes       BIGINT  NOT NULL,
    open_refused_packets     BIGINT  NOT NULL,
    peak_connections         BIGINT  NOT NULL,
    peak_active              BIGINT  NOT NULL,
    peak_idle                BIGINT  NOT NULL,
    peak_attack_bits         BIGINT  NOT NULL,
    peak_attack_packets      BIGINT  NOT NULL,
    peak_new_connections     BIGINT  NOT NULL,
    PRIMARY KEY (instance_id, layer, at, transport, port)
) WITHOUT ROWID;
CREATE INDEX traffic_history_age ON traffic_history (layer, at, instance_id);

-- Packets by country; layer 2 a minute, 4 an hour.
CREATE TABLE traffic_country (
    instance_id TEXT    NOT NULL,
    layer       INTEGER NOT NULL,
    at          BIGINT  NOT NULL,
    country     TEXT    NOT NULL,
    packets     BIGINT  NOT NULL,
    PRIMARY KEY (instance_id, layer, at, country)
) WITHOUT ROWID;
CREATE INDEX traffic_country_age ON traffic_country (layer, at, instance_id);

-- The busiest sources; layer 2 a minute, 4 an hour.
CREATE TABLE traffic_source (
    instance_id     TEXT    NOT NULL,
    layer           INTEGER NOT NULL,
    at              BIGINT  NOT NULL,
    transport       TEXT    NOT NULL,
    port            INTEGER NOT NULL,
    address         TEXT    NOT NULL,
    country         TEXT    NOT NULL,
    packets         BIGINT  NOT NULL,
    bytes           BIGINT  NOT NULL,
    new_connections BIGINT  NOT NULL,
    refused         BIGINT  NOT NULL,
    PRIMARY KEY (instance_id, layer, at, transport, port, address)
) WITHOUT ROWID;
CREATE INDEX traffic_source_age ON traffic_source (layer, at, instance_id);

-- Attacks. ended_at is 0 while one goes on. transport is empty and port 0 for a blackhole. vectors, countries and sources are lines of
-- tab-separated values.
CREATE TABLE attack_event (
    instance_id          TEXT    NOT NULL,
    event_id             TEXT    NOT NULL,
    account_id           TEXT    NOT NULL,
    region               TEXT    NOT NULL,
    service_address      TEXT    NOT NULL,
    kind                 TEXT    NOT NULL,
    transport            TEXT    NOT NULL,
    port                 INTEGER NOT NULL,
    started_at           BIGINT  NOT NULL,
    ended_at             BIGINT  NOT NULL,
    told_at              BIGINT  NOT NULL,
    peak_bits            BIGINT  NOT NULL,
    peak_packets         BIGINT  NOT NULL,
    peak_new_connections BIGINT  NOT NULL,
    vectors              TEXT    NOT NULL,
    countries            TEXT    NOT NULL,
    sources              TEXT    NOT NULL,
    PRIMARY KEY (instance_id, event_id)
);
CREATE INDEX attack_event_listing ON attack_event (account_id, started_at, event_id);
CREATE INDEX attack_event_of_instance ON attack_event (instance_id, started_at, event_id);
CREATE INDEX attack_event_age ON attack_event (started_at, event_id);
CREATE INDEX attack_event_open ON attack_event (told_at, event_id) WHERE ended_at = 0;

-- Instances that have rows above, so that they can be found once the instance is released.
CREATE TABLE traffic_instance (
    instance_id TEXT NOT NULL PRIMARY KEY
);

-- The traffic planes that were heard, one row a start of the process. Readings up to sequence are counted above: that row is
-- written in their transaction.
CREATE TABLE traffic_edge (
    edge_id          TEXT   NOT NULL PRIMARY KEY,
    sequence         BIGINT NOT NULL,
    taken_at         BIGINT NOT NULL,
    wall_at          BIGINT NOT NULL,
    applied_revision BIGINT NOT NULL
);

-- Rules that do not listen on a plane, and why.
CREATE TABLE rule_fault (
    instance_id TEXT    NOT NULL,
    transport   TEXT    NOT NULL,
    port        INTEGER NOT NULL,
    edge_id     TEXT    NOT NULL,
    fault       TEXT    NOT NULL,
    since       BIGINT  NOT NULL,
    PRIMARY KEY (instance_id, transport, port, edge_id)
);
CREATE INDEX rule_fault_of_edge ON rule_fault (edge_id);

-- Whether an origin of a rule is in use, as the last plane that checked it said.
CREATE TABLE origin_state (
    instance_id TEXT    NOT NULL,
    transport   TEXT    NOT NULL,
    port        INTEGER NOT NULL,
    address     TEXT    NOT NULL,
    normal      INTEGER NOT NULL,
    since       BIGINT  NOT NULL,
    PRIMARY KEY (instance_id, transport, port, address)
);

-- What was worth a warning in a call that succeeded, such as traffic that was still live when an instance was released.
ALTER TABLE audit ADD COLUMN warning TEXT NOT NULL DEFAULT '';
