CREATE TYPE role AS ENUM ('user', 'reviewer', 'admin', 'service');

CREATE TABLE users (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  two_factor_enabled boolean NOT NULL DEFAULT false,
  username text UNIQUE,
  display_username text,
  is_administrator boolean NOT NULL DEFAULT false,
  locale text NOT NULL DEFAULT 'en',
  training_consent boolean NOT NULL DEFAULT false,
  consent_at timestamptz(3),
  disabled_at timestamptz(3),
  deletion_at timestamptz(3)
);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  token text NOT NULL UNIQUE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  ip_address text,
  user_agent text,
  workspace_id uuid
);
CREATE INDEX sessions_user_id ON sessions (user_id);

CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  password text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (provider_id, account_id)
);
CREATE INDEX accounts_user_id ON accounts (user_id);

CREATE TABLE verifications (
  id uuid PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX verifications_identifier ON verifications (identifier);
CREATE INDEX verifications_expires_at ON verifications (expires_at);

CREATE TABLE two_factors (
  id uuid PRIMARY KEY,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  verified boolean NOT NULL DEFAULT true,
  failed_verification_count integer NOT NULL DEFAULT 0,
  locked_until timestamptz(3)
);
CREATE INDEX two_factors_secret ON two_factors (secret);
CREATE INDEX two_factors_user_id ON two_factors (user_id);

CREATE TABLE passkeys (
  id uuid PRIMARY KEY,
  name text,
  public_key text NOT NULL,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  credential_id text NOT NULL,
  counter integer NOT NULL,
  device_type text NOT NULL,
  backed_up boolean NOT NULL,
  transports text,
  created_at timestamptz(3) DEFAULT now(),
  aaguid text
);
CREATE INDEX passkeys_user_id ON passkeys (user_id);
CREATE INDEX passkeys_credential_id ON passkeys (credential_id);

CREATE TABLE memberships (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role role NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX memberships_user_id ON memberships (user_id);

CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  email text NOT NULL,
  role role NOT NULL,
  token_hash text NOT NULL UNIQUE,
  invited_by_id uuid REFERENCES users (id) ON DELETE SET NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  accepted_at timestamptz(3),
  revoked_at timestamptz(3)
);
CREATE INDEX invitations_workspace_id ON invitations (workspace_id);
CREATE INDEX invitations_email ON invitations (email);

CREATE TABLE api_keys (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name text NOT NULL,
  prefix text NOT NULL,
  key_hash text NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  is_unlimited boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);
CREATE INDEX api_keys_workspace_id ON api_keys (workspace_id);
CREATE INDEX api_keys_user_id ON api_keys (user_id);

CREATE TABLE api_key_uses (
  api_key_id uuid NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE,
  day date NOT NULL,
  requests integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  PRIMARY KEY (api_key_id, day)
);

ALTER TABLE images ADD COLUMN shown_key text;

-- Nothing of an owner goes by accident: the erasure of a person removes predictions and images first.
ALTER TABLE predictions ADD COLUMN owner_id uuid REFERENCES users (id);
ALTER TABLE predictions ADD COLUMN api_key_id uuid REFERENCES api_keys (id) ON DELETE SET NULL;
CREATE INDEX predictions_owner_id ON predictions (owner_id, id);

CREATE TABLE audit_events (
  sequence bigint PRIMARY KEY,
  occurred_at timestamptz(3) NOT NULL,
  action text NOT NULL,
  outcome text NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  workspace_id uuid,
  target_kind text,
  target_id text,
  source text,
  request_id text,
  before jsonb,
  after jsonb,
  count integer NOT NULL DEFAULT 1,
  previous_hash text NOT NULL,
  hash text NOT NULL
);
CREATE INDEX audit_events_occurred_at ON audit_events (occurred_at);
CREATE INDEX audit_events_actor_id ON audit_events (actor_id);
CREATE INDEX audit_events_action ON audit_events (action);
CREATE INDEX audit_events_workspace_id ON audit_events (workspace_id);
CREATE TABLE audit_keys (user_id uuid PRIMARY KEY, secret bytea NOT NULL);
CREATE TABLE audit_heads (day date PRIMARY KEY, sequence bigint NOT NULL, hash text NOT NULL);
-- The application adds to the trail and never changes it.
REVOKE UPDATE, DELETE, TRUNCATE ON audit_events, audit_heads FROM numera_app;

CREATE TABLE mail_messages (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  recipient text NOT NULL,
  locale text NOT NULL,
  subject text NOT NULL,
  html text NOT NULL,
  text text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  sent_at timestamptz(3),
  attempts integer NOT NULL DEFAULT 0,
  retry_at timestamptz(3),
  error text,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX mail_messages_created_at ON mail_messages (created_at);
CREATE INDEX mail_messages_expires_at ON mail_messages (expires_at);
-- What the sender looks at.
CREATE INDEX mail_messages_waiting ON mail_messages (retry_at) WHERE sent_at IS NULL;

CREATE TABLE setup_links (
  token_hash text PRIMARY KEY,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3)
);

-- Counters may be lost in a crash, like those in a cache.
CREATE UNLOGGED TABLE rate_limits (
  key text PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
