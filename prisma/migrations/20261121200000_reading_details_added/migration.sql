-- Alternatives, the unconstrained text, separators, reason and mode: shown with a reading, never searched for. Readings from before have none.
ALTER TABLE readings ADD COLUMN details jsonb;
