CREATE TYPE prediction_status AS ENUM ('pending', 'done', 'failed');
CREATE TYPE decision AS ENUM ('accept', 'review', 'reject');
CREATE TYPE model_state AS ENUM ('candidate', 'active', 'retired', 'rejected');
CREATE TYPE model_origin AS ENUM ('shipped', 'trained');
CREATE TYPE training_status AS ENUM ('pending', 'running', 'done', 'failed');

CREATE TABLE workspaces (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE recognisers (
  name text PRIMARY KEY,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE images (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  sha256 text NOT NULL,
  object_key text NOT NULL UNIQUE,
  mime text NOT NULL,
  bytes integer NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3),
  deleted_at timestamptz(3)
);
-- One living row for the same bytes in a workspace; a row on its way out no longer counts.
CREATE UNIQUE INDEX images_living_sha256 ON images (workspace_id, sha256) WHERE deleted_at IS NULL;
CREATE INDEX images_expires_at ON images (expires_at);

CREATE TABLE model_versions (
  version text PRIMARY KEY,
  recogniser text NOT NULL REFERENCES recognisers (name),
  sha256 text NOT NULL UNIQUE,
  state model_state NOT NULL DEFAULT 'candidate',
  origin model_origin NOT NULL,
  onnx_key text NOT NULL,
  card_key text NOT NULL,
  card jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE predictions (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  recogniser text NOT NULL REFERENCES recognisers (name),
  image_id uuid NOT NULL REFERENCES images (id),
  options jsonb NOT NULL,
  options_hash text NOT NULL,
  model_version text NOT NULL REFERENCES model_versions (version),
  status prediction_status NOT NULL DEFAULT 'pending',
  token_hash text,
  request_id text,
  job_id text NOT NULL,
  sweeps integer NOT NULL DEFAULT 0,
  enqueued_at timestamptz(3) NOT NULL DEFAULT now(),
  error_code text,
  error_message text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  completed_at timestamptz(3),
  expires_at timestamptz(3)
);
CREATE INDEX predictions_image_id ON predictions (image_id);
CREATE INDEX predictions_expires_at ON predictions (expires_at);
CREATE INDEX predictions_workspace_created_at ON predictions (workspace_id, created_at);
-- What the sweeper looks at: few rows, however long the table grows.
CREATE INDEX predictions_pending ON predictions (enqueued_at) WHERE status = 'pending';

CREATE TABLE readings (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  prediction_id uuid NOT NULL REFERENCES predictions (id) ON DELETE CASCADE,
  model_version text NOT NULL REFERENCES model_versions (version),
  options_hash text NOT NULL,
  is_shown boolean NOT NULL,
  text text,
  confidence double precision NOT NULL,
  decision decision NOT NULL,
  glyphs jsonb NOT NULL,
  queue_ms double precision NOT NULL,
  decode_ms double precision NOT NULL,
  infer_ms double precision NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (prediction_id, model_version, options_hash)
);
CREATE UNIQUE INDEX readings_shown ON readings (prediction_id) WHERE is_shown;

CREATE TABLE model_aliases (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  recogniser text NOT NULL REFERENCES recognisers (name),
  name text NOT NULL,
  model_version text NOT NULL REFERENCES model_versions (version),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, recogniser, name)
);

CREATE TABLE training_runs (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  recogniser text NOT NULL REFERENCES recognisers (name),
  recipe jsonb NOT NULL,
  dataset text NOT NULL,
  seed integer NOT NULL,
  epochs integer,
  image_limit integer,
  status training_status NOT NULL DEFAULT 'pending',
  progress jsonb,
  model_version text REFERENCES model_versions (version),
  error_code text,
  error_message text,
  sweeps integer NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  completed_at timestamptz(3)
);

-- The one workspace that a single installation starts with, and the first recogniser.
INSERT INTO workspaces (id, name) VALUES ('01939000-0000-7000-8000-000000000001', 'default');
INSERT INTO recognisers (name) VALUES ('digits');
