-- Forwarding rules of instances, with the attributes and the health check of each. Limits that are switched off keep their value,
-- since it can be read back. Rows go with their instance's release.
CREATE TABLE forwarding_rule (
    instance_id                     TEXT    NOT NULL,
    transport                       TEXT    NOT NULL,
    frontend_port                   INTEGER NOT NULL,
    backend_port                    INTEGER NOT NULL,
    origins                         TEXT    NOT NULL,
    proxy_protocol                  TEXT    NOT NULL,
    created_at                      BIGINT  NOT NULL,
    persistence_seconds             INTEGER NOT NULL,
    prove_first                     INTEGER NOT NULL,
    empty_connections_refused       INTEGER NOT NULL,
    payload_bytes_min               INTEGER NOT NULL,
    payload_bytes_max               INTEGER NOT NULL,
    port_new_connections            BIGINT  NOT NULL,
    port_new_connections_on         INTEGER NOT NULL,
    port_connections                BIGINT  NOT NULL,
    port_connections_on             INTEGER NOT NULL,
    source_new_connections          BIGINT  NOT NULL,
    source_new_connections_on       INTEGER NOT NULL,
    source_new_connections_automatic INTEGER NOT NULL,
    source_connections              BIGINT  NOT NULL,
    source_connections_on           INTEGER NOT NULL,
    source_packets                  BIGINT  NOT NULL,
    source_bytes                    BIGINT  NOT NULL,
    repeat_offences                 TEXT    NOT NULL,
    health_kind                     TEXT,
    health_port                     INTEGER,
    health_domain                   TEXT,
    health_uri                      TEXT,
    health_timeout_seconds          INTEGER,
    health_interval_seconds         INTEGER,
    health_up                       INTEGER,
    health_down                     INTEGER,
    PRIMARY KEY (instance_id, transport, frontend_port)
);

-- The one revision of everything that the traffic plane is told. Every change of it updates this row, so revisions are committed in order.
CREATE TABLE protection_revision (
    id       INTEGER NOT NULL PRIMARY KEY,
    revision BIGINT  NOT NULL
);
INSERT INTO protection_revision (id, revision) VALUES (1, 0);

-- At which revision an instance was changed last, also one that forwards nothing any more.
CREATE TABLE protected_instance (
    instance_id TEXT   NOT NULL PRIMARY KEY,
    revision    BIGINT NOT NULL
);
CREATE INDEX protected_instance_revision ON protected_instance (revision);
