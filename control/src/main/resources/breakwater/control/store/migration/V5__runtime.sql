-- The running of the service itself: its clock, its worker, the audit, reported leaks.

-- One row. Service time is: position_millis while an advance is under way (advance_target is set), else frozen_at when
-- that is set, else wall clock + offset_millis; and never less than least_millis, the greatest time ever stored here.
CREATE TABLE service_clock (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL,
    offset_millis BIGINT NOT NULL,
    frozen_at BIGINT,
    position_millis BIGINT,
    advance_target BIGINT,
    least_millis BIGINT NOT NULL
);
INSERT INTO service_clock (id, version, offset_millis, frozen_at, position_millis, advance_target, least_millis)
VALUES (1, 0, 0, NULL, NULL, NULL, 0);

-- One row. Every transaction that plays effects counts its token up, so two that play at once conflict and one starts
-- over; holder and wall_at let idle processes stay out of the way of the one that is at work.
CREATE TABLE worker_lease (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    token BIGINT NOT NULL,
    holder TEXT NOT NULL,
    wall_at BIGINT NOT NULL
);
INSERT INTO worker_lease (id, token, holder, wall_at) VALUES (1, 0, '', 0);

-- One row per call. Request ids start with the wall clock, so their order is the order of time: pruning needs no other
-- index. account_id is empty when no caller was established. WITHOUT ROWID keeps the rows in the key's own tree on SQLite: a third
-- less to write for each call; PostgreSQL's store takes the words out.
CREATE TABLE audit (
    request_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL,
    caller TEXT NOT NULL,
    access_key_id TEXT NOT NULL,
    product TEXT NOT NULL,
    action TEXT NOT NULL,
    resource TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER NOT NULL,
    source_address TEXT NOT NULL,
    at BIGINT NOT NULL,
    wall_at BIGINT NOT NULL,
    duration_micros BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX audit_by_account ON audit (account_id, request_id);

-- Instances whose release was refused because they had not expired. expires_at is what it was at the last telling: once the instance
-- has another one, somebody has come back for it.
CREATE TABLE leak (
    account_id TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    told_first BIGINT NOT NULL,
    told_last BIGINT NOT NULL,
    times BIGINT NOT NULL,
    caller TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, instance_id)
);
