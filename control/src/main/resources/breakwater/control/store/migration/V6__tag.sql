-- Tags of any resource. region is empty for resources that have none.
CREATE TABLE tag (
    account_id    TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    region        TEXT NOT NULL,
    resource_id   TEXT NOT NULL,
    tag_key       TEXT NOT NULL,
    tag_value     TEXT NOT NULL,
    PRIMARY KEY (account_id, resource_type, resource_id, tag_key)
);
-- Resources by tag, and the keys in use.
CREATE INDEX tag_by_key ON tag (account_id, resource_type, tag_key, tag_value, resource_id);
CREATE INDEX tag_keys ON tag (account_id, resource_type, region, tag_key);
