-- Money. Every amount is an integer of the smallest unit of the account's currency (fen, cent, yen).

CREATE TABLE billing_account (
    account_id         TEXT   NOT NULL PRIMARY KEY,
    currency           TEXT   NOT NULL,
    balance_minor      BIGINT NOT NULL,
    credit_limit_minor BIGINT NOT NULL,
    -- The number of the last ledger entry, so that entries of an account are numbered without gaps.
    ledger_number      BIGINT NOT NULL,
    CHECK (credit_limit_minor >= 0),
    CHECK (balance_minor >= -credit_limit_minor)
);

CREATE TABLE orders (
    order_id         BIGINT NOT NULL PRIMARY KEY,
    account_id       TEXT   NOT NULL,
    type             TEXT   NOT NULL,
    product_code     TEXT   NOT NULL,
    product_type     TEXT   NOT NULL,
    region           TEXT   NOT NULL,
    instance_id      TEXT   NOT NULL,
    -- What the account pays; negative where it gets money back.
    amount_minor     BIGINT NOT NULL,
    currency         TEXT   NOT NULL,
    status           TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    paid_at          BIGINT,
    client_token     TEXT,
    request_digest   TEXT,
    related_order_id BIGINT,
    -- The time the order pays for; null where it pays for no time.
    usage_start      BIGINT,
    usage_end        BIGINT,
    UNIQUE (account_id, client_token)
);

CREATE INDEX orders_by_time ON orders (account_id, created_at, order_id);
CREATE INDEX orders_by_instance ON orders (account_id, instance_id, created_at, order_id);

-- Bills of usage that could not be paid: what makes an account owe.
CREATE INDEX orders_owed ON orders (account_id, created_at, order_id) WHERE status = 'UNPAID' AND type = 'USAGE';

CREATE TABLE order_line (
    order_id     BIGINT  NOT NULL,
    position     INTEGER NOT NULL,
    code         TEXT    NOT NULL,
    value        TEXT    NOT NULL,
    amount_minor BIGINT  NOT NULL,
    PRIMARY KEY (order_id, position)
);

-- The ledger: every change of a balance, with the balance after it. Rows are never changed.
CREATE TABLE account_transaction (
    account_id          TEXT   NOT NULL,
    number              BIGINT NOT NULL,
    at                  BIGINT NOT NULL,
    type                TEXT   NOT NULL,
    amount_minor        BIGINT NOT NULL,
    balance_after_minor BIGINT NOT NULL,
    order_id            BIGINT,
    remark              TEXT   NOT NULL,
    PRIMARY KEY (account_id, number)
);
