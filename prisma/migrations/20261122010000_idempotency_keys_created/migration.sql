-- What a caller's Idempotency-Key has made, for a day. The key itself is not kept.
CREATE TABLE idempotency_keys (
  digest text PRIMARY KEY,
  request_hash text NOT NULL,
  resource_id uuid NOT NULL,
  claimed_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX idempotency_keys_expires_at ON idempotency_keys (expires_at);
