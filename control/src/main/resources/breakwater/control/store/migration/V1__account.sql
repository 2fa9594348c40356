-- Accounts and what they own of identity, sessions, and the nonces of changes. Times are milliseconds since 1970 UTC.
-- Secrets are sealed (AES-GCM, base64); see SecretSealer.

CREATE TABLE account (
    account_id TEXT NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    alias      TEXT,
    created    BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_alias ON account (alias);

CREATE TABLE ram_user (
    user_id      TEXT NOT NULL PRIMARY KEY,
    account_id   TEXT NOT NULL REFERENCES account (account_id),
    name         TEXT NOT NULL,
    display_name TEXT NOT NULL,
    email        TEXT NOT NULL,
    mobile_phone TEXT NOT NULL,
    comments     TEXT NOT NULL,
    created      BIGINT NOT NULL,
    updated      BIGINT NOT NULL
);
CREATE UNIQUE INDEX ram_user_name ON ram_user (account_id, name);

-- user_id is null for a key of the account itself.
CREATE TABLE access_key (
    access_key_id TEXT NOT NULL PRIMARY KEY,
    account_id    TEXT NOT NULL REFERENCES account (account_id),
    user_id       TEXT REFERENCES ram_user (user_id),
    sealed_secret TEXT NOT NULL,
    active        INTEGER NOT NULL,
    created       BIGINT NOT NULL
);
CREATE INDEX access_key_owner ON access_key (account_id, user_id);

CREATE TABLE ram_group (
    group_id   TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (account_id),
    name       TEXT NOT NULL,
    comments   TEXT NOT NULL,
    created    BIGINT NOT NULL,
    updated    BIGINT NOT NULL
);
CREATE UNIQUE INDEX ram_group_name ON ram_group (account_id, name);

CREATE TABLE ram_group_member (
    account_id TEXT NOT NULL,
    group_id   TEXT NOT NULL REFERENCES ram_group (group_id),
    user_id    TEXT NOT NULL REFERENCES ram_user (user_id),
    joined     BIGINT NOT NULL,
    PRIMARY KEY (account_id, group_id, user_id)
);
CREATE INDEX ram_group_member_user ON ram_group_member (account_id, user_id);

CREATE TABLE ram_role (
    role_id             TEXT NOT NULL PRIMARY KEY,
    account_id          TEXT NOT NULL REFERENCES account (account_id),
    name                TEXT NOT NULL,
    description         TEXT NOT NULL,
    trust_policy        TEXT NOT NULL,
    session_seconds_max BIGINT NOT NULL,
    created             BIGINT NOT NULL,
    updated             BIGINT NOT NULL
);
CREATE UNIQUE INDEX ram_role_name ON ram_role (account_id, name);

CREATE TABLE ram_policy (
    policy_id       TEXT NOT NULL PRIMARY KEY,
    account_id      TEXT NOT NULL REFERENCES account (account_id),
    name            TEXT NOT NULL,
    description     TEXT NOT NULL,
    default_version INTEGER NOT NULL,
    newest_version  INTEGER NOT NULL,
    created         BIGINT NOT NULL,
    updated         BIGINT NOT NULL
);
CREATE UNIQUE INDEX ram_policy_name ON ram_policy (account_id, name);

CREATE TABLE ram_policy_version (
    policy_id TEXT NOT NULL REFERENCES ram_policy (policy_id),
    version   INTEGER NOT NULL,
    document  TEXT NOT NULL,
    created   BIGINT NOT NULL,
    PRIMARY KEY (policy_id, version)
);

-- principal_kind is user, group or role; policy_type is System or Custom. A policy keeps its name for life.
CREATE TABLE ram_attachment (
    account_id     TEXT NOT NULL,
    principal_kind TEXT NOT NULL,
    principal_id   TEXT NOT NULL,
    policy_type    TEXT NOT NULL,
    policy_name    TEXT NOT NULL,
    attached       BIGINT NOT NULL,
    PRIMARY KEY (account_id, principal_kind, principal_id, policy_type, policy_name)
);
CREATE INDEX ram_attachment_policy ON ram_attachment (account_id, policy_type, policy_name);

-- Temporary keys of AssumeRole. role_id is not a reference: when the role goes, its sessions end but stay known.
CREATE TABLE session (
    access_key_id TEXT NOT NULL PRIMARY KEY,
    account_id    TEXT NOT NULL,
    role_id       TEXT NOT NULL,
    role_name     TEXT NOT NULL,
    session_name  TEXT NOT NULL,
    sealed_secret TEXT NOT NULL,
    sealed_token  TEXT NOT NULL,
    policy        TEXT,
    expires       BIGINT NOT NULL
);
CREATE INDEX session_expires ON session (expires);

CREATE TABLE nonce (
    access_key_id TEXT NOT NULL,
    nonce         TEXT NOT NULL,
    expires       BIGINT NOT NULL,
    PRIMARY KEY (access_key_id, nonce)
) WITHOUT ROWID;
CREATE INDEX nonce_expires ON nonce (expires);
