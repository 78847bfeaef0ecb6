-- What was asked for without a session, answered before anyone looked whether there is such an account, and is done then.
CREATE TABLE account_requests (
  id uuid PRIMARY KEY,
  path text NOT NULL,
  content jsonb NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  due_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX account_requests_due_at ON account_requests (due_at);

-- Browsers and networks that people signed in from, as digests.
CREATE TABLE known_devices (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  digest text NOT NULL,
  seen_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, digest)
);

-- The address of an identity elsewhere, where its provider told it.
ALTER TABLE accounts ADD COLUMN email text;
