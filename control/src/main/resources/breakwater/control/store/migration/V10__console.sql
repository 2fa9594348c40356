-- Console passwords, and sessions of users and of accounts themselves beside those of roles. Times are milliseconds since 1970 UTC.

-- user_id is empty for the account's own password. The hash is sealed (SecretSealer) under password_id, which is new with every password.
CREATE TABLE console_password (
    account_id  TEXT NOT NULL REFERENCES account (account_id),
    user_id     TEXT NOT NULL,
    password_id TEXT NOT NULL,
    sealed_hash TEXT NOT NULL,
    created     BIGINT NOT NULL,
    PRIMARY KEY (account_id, user_id)
);
CREATE UNIQUE INDEX console_password_id ON console_password (password_id);
CREATE INDEX account_name ON account (name);

-- A session of a role has role_id, role_name and session_name. One of a user has user_id; one of the account itself none of these; both have
-- begun_with, the access key or console password that began them. None is a reference: when what it names goes, the session ends but
-- stays known.
CREATE TABLE temporary_session (
    access_key_id TEXT NOT NULL PRIMARY KEY,
    account_id    TEXT NOT NULL,
    role_id       TEXT,
    role_name     TEXT,
    session_name  TEXT,
    user_id       TEXT,
    begun_with    TEXT,
    sealed_secret TEXT NOT NULL,
    sealed_token  TEXT NOT NULL,
    policy        TEXT,
    expires       BIGINT NOT NULL
);
INSERT INTO temporary_session (access_key_id, account_id, role_id, role_name, session_name, sealed_secret, sealed_token, policy, expires)
    SELECT access_key_id, account_id, role_id, role_name, session_name, sealed_secret, sealed_token, policy, expires FROM session;
DROP TABLE session;
ALTER TABLE temporary_session RENAME TO session;
CREATE INDEX session_expires ON session (expires);
