-- Where the networks lie that answer beside the first one in the mode accurate, in the order in which the card names them.
ALTER TABLE model_versions ADD COLUMN member_keys jsonb NOT NULL DEFAULT '[]';
-- The same network alone and with members beside it are two versions.
ALTER TABLE model_versions DROP CONSTRAINT model_versions_sha256_key;
