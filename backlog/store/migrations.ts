export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/**
 * In order, each run once in a transaction of its own; never changed after release. Instants that a client gave are text
 * (canonical ISO 8601): they are shown, they never order anything. Times the service gave are timestamptz, and always
 * passed in: no statement asks the database what time it is.
 */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'rooms of the service',
    sql: `
CREATE TABLE server (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  server_id uuid NOT NULL,
  -- Raised by hand after a restore from backup: cursors of before then start over.
  epoch integer NOT NULL DEFAULT 1 CHECK (epoch > 0)
);

CREATE TABLE unit (
  number text PRIMARY KEY CHECK (number ~ '^[0-9]{4}$'),
  name text NOT NULL,
  parent text,
  review_limit_hours double precision NOT NULL CHECK (review_limit_hours > 0)
);
CREATE INDEX unit_parent ON unit (parent);

-- Who has worked where; never deleted, so that what waits on a machine goes out under the unit where it was heard.
CREATE TABLE membership (
  sub text NOT NULL,
  unit text NOT NULL REFERENCES unit,
  since timestamptz NOT NULL,
  PRIMARY KEY (sub, unit)
);

-- What has been applied. Its own table: it outlives whatever the operations did. Holds no content.
CREATE TABLE operation (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  sub text NOT NULL,
  received_at timestamptz NOT NULL
);

CREATE TABLE observation (
  id uuid PRIMARY KEY,
  author text NOT NULL,
  unit text NOT NULL REFERENCES unit,
  heard_at text NOT NULL,
  same_as uuid,
  received_at timestamptz NOT NULL,
  withdrawn boolean NOT NULL DEFAULT false,
  escalation smallint NOT NULL DEFAULT 0 CHECK (escalation BETWEEN 0 AND 2),
  -- Since when it waits for a reviewer; null while it waits for nobody.
  waiting_since timestamptz
);
-- What may still escalate.
CREATE INDEX observation_waiting ON observation (waiting_since) WHERE waiting_since IS NOT NULL AND escalation < 2;

CREATE TABLE revision (
  id uuid PRIMARY KEY,
  observation_id uuid NOT NULL REFERENCES observation,
  ordinal integer NOT NULL,
  based_on uuid,
  text text NOT NULL,
  workaround text,
  tags jsonb NOT NULL,
  answer text,
  acknowledged text[] NOT NULL,
  made_at text NOT NULL,
  received_at timestamptz NOT NULL,
  UNIQUE (observation_id, ordinal)
);

CREATE TABLE review (
  id uuid PRIMARY KEY,
  observation_id uuid NOT NULL REFERENCES observation,
  ordinal integer NOT NULL,
  revision_id uuid NOT NULL,
  reviewer text NOT NULL,
  decision jsonb NOT NULL,
  made_at text NOT NULL,
  received_at timestamptz NOT NULL,
  UNIQUE (observation_id, ordinal)
);

CREATE TABLE theme (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  tema text NOT NULL,
  step text,
  status text NOT NULL,
  owner text,
  release_date text,
  workaround text,
  created_at timestamptz NOT NULL
);

CREATE TABLE theme_change (
  id uuid PRIMARY KEY,
  theme_id uuid NOT NULL REFERENCES theme,
  ordinal integer NOT NULL,
  patch jsonb NOT NULL,
  reason text,
  made_by text NOT NULL,
  made_at text NOT NULL,
  received_at timestamptz NOT NULL,
  UNIQUE (theme_id, ordinal)
);

CREATE TABLE insight (
  id uuid PRIMARY KEY,
  observation_id uuid NOT NULL UNIQUE REFERENCES observation,
  text text NOT NULL,
  workaround text,
  tags jsonb NOT NULL,
  week text NOT NULL,
  theme_id uuid REFERENCES theme,
  created_at timestamptz NOT NULL
);
CREATE INDEX insight_theme ON insight (theme_id, week) WHERE theme_id IS NOT NULL;

CREATE TABLE reply (
  id uuid PRIMARY KEY,
  sub text NOT NULL,
  observation_id uuid NOT NULL REFERENCES observation,
  theme_id uuid NOT NULL REFERENCES theme,
  theme_name text NOT NULL,
  status text NOT NULL,
  owner text,
  release_date text,
  reason text,
  made_at timestamptz NOT NULL,
  read_at text
);
CREATE INDEX reply_observation ON reply (observation_id);

-- The last sequence number given out in a scope. Its row is locked until the transaction that took a number ends.
CREATE TABLE scope_head (
  scope text PRIMARY KEY,
  last bigint NOT NULL
);

-- Each thing stands in a scope once, at its latest number.
CREATE TABLE feed (
  scope text NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  entity_id uuid NOT NULL,
  deleted boolean NOT NULL,
  PRIMARY KEY (scope, kind, entity_id)
);
CREATE UNIQUE INDEX feed_order ON feed (scope, seq) INCLUDE (kind, entity_id, deleted);
`,
  },
];
