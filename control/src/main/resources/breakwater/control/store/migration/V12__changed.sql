-- The id of what a call changed or was to change, as its ARN ends; empty for calls that only read, which are most and so cost no entry of the index. Calls
-- recorded before this know none.
ALTER TABLE audit ADD COLUMN changed_id TEXT NOT NULL DEFAULT '';
CREATE INDEX audit_by_changed ON audit (account_id, changed_id, request_id) WHERE changed_id <> '';
