-- The traffic plane is told of an instance from its first rule until its release. That it was released is told by the row's being marked; the row is
-- deleted afterwards, and whoever knows less than the revision up to which rows were deleted reads everything anew.
ALTER TABLE protected_instance ADD COLUMN released INTEGER NOT NULL DEFAULT 0;
UPDATE protected_instance SET released = 1 WHERE NOT EXISTS
    (SELECT 1 FROM ddos_instance WHERE ddos_instance.id = protected_instance.instance_id AND ddos_instance.released_at IS NULL);
CREATE INDEX protected_instance_released ON protected_instance (released, instance_id);
ALTER TABLE protection_revision ADD COLUMN pruned BIGINT NOT NULL DEFAULT 0;
