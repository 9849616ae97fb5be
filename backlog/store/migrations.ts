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
  {
    version: 2,
    name: 'what tells a database that was set back, and how far back the feed reaches',
    sql: `
-- Made every few minutes, never removed: a cursor names the newest, so that a database set back to before it is told by its absence.
CREATE TABLE checkpoint (
  id uuid PRIMARY KEY,
  made_at timestamptz NOT NULL
);
CREATE INDEX checkpoint_made ON checkpoint (made_at DESC, id DESC);

-- Tombstones up to this number have been removed: a reader who has not come so far starts over.
ALTER TABLE scope_head ADD low bigint NOT NULL DEFAULT 0;

-- When the upkeep first saw that it was deleted; null before that, and while it is not.
ALTER TABLE feed ADD deleted_at timestamptz;
CREATE INDEX feed_tombstone ON feed (deleted_at) WHERE deleted;
`,
  },
  {
    version: 3,
    name: 'life of themes',
    sql: `
-- A +1 points at an observation, an insight or a theme (same_kind, same_as). goes_with: the observation beside which its insight
-- lies, because it points at it or was merged with it. follows: it shares that one's review.
ALTER TABLE observation ADD COLUMN same_kind text CHECK (same_kind IN ('observation', 'insight', 'theme'));
ALTER TABLE observation ADD COLUMN goes_with uuid REFERENCES observation;
ALTER TABLE observation ADD COLUMN follows boolean NOT NULL DEFAULT false;
CREATE INDEX observation_goes_with ON observation (goes_with) WHERE goes_with IS NOT NULL;
CREATE INDEX observation_unit ON observation (unit, received_at);

ALTER TABLE theme ADD COLUMN merged_into uuid REFERENCES theme;
ALTER TABLE theme ADD COLUMN terms text[] NOT NULL DEFAULT '{}';
-- What the jobs work out of its insights; null until they have.
ALTER TABLE theme ADD COLUMN spread jsonb;
ALTER TABLE theme ADD COLUMN signal jsonb;
ALTER TABLE theme ADD COLUMN verdict jsonb;
ALTER TABLE theme ADD COLUMN chart jsonb NOT NULL DEFAULT '[]';
ALTER TABLE theme ADD COLUMN due_kind text;
ALTER TABLE theme ADD COLUMN due_date text;
ALTER TABLE theme ADD COLUMN overdue boolean NOT NULL DEFAULT false;
-- The release its contributors have been asked about.
ALTER TABLE theme ADD COLUMN asked_release text;
CREATE INDEX theme_merged_into ON theme (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX theme_due ON theme (due_date) WHERE due_date IS NOT NULL AND NOT overdue;

ALTER TABLE theme_change ADD COLUMN event jsonb;

-- Typical of a theme, best first. Words are read from the insight: what is withdrawn is quoted nowhere.
CREATE TABLE theme_quote (
  theme_id uuid NOT NULL REFERENCES theme,
  rank integer NOT NULL,
  insight_id uuid NOT NULL REFERENCES insight ON DELETE CASCADE,
  PRIMARY KEY (theme_id, rank)
);
CREATE INDEX theme_quote_insight ON theme_quote (insight_id);

-- What a merge took along, so that it can come back.
CREATE TABLE theme_moved (
  theme_id uuid NOT NULL REFERENCES theme,
  insight_id uuid NOT NULL REFERENCES insight ON DELETE CASCADE,
  PRIMARY KEY (theme_id, insight_id)
);
CREATE INDEX theme_moved_insight ON theme_moved (insight_id);

ALTER TABLE reply ADD COLUMN event text NOT NULL DEFAULT 'status';
ALTER TABLE reply ADD COLUMN from_name text;
ALTER TABLE reply ADD COLUMN helped text CHECK (helped IN ('yes', 'no', 'unsure'));
CREATE INDEX reply_answers ON reply (theme_id) WHERE helped IS NOT NULL;

CREATE TABLE proposal (
  id uuid PRIMARY KEY,
  theme_id uuid REFERENCES theme,
  tema text,
  step text,
  terms text[] NOT NULL,
  signal jsonb,
  created_at timestamptz NOT NULL
);
-- rank: how typical, from 1; null where it is not to be quoted.
CREATE TABLE proposal_insight (
  insight_id uuid PRIMARY KEY REFERENCES insight ON DELETE CASCADE,
  proposal_id uuid NOT NULL REFERENCES proposal ON DELETE CASCADE,
  rank integer
);
CREATE INDEX proposal_insight_proposal ON proposal_insight (proposal_id);
-- Dismissed together: not proposed again as they are.
CREATE TABLE dismissal (
  proposal_id uuid NOT NULL,
  insight_id uuid NOT NULL REFERENCES insight ON DELETE CASCADE,
  theme_id uuid,
  PRIMARY KEY (proposal_id, insight_id)
);
CREATE INDEX dismissal_insight ON dismissal (insight_id);

-- How many citizens were in touch, as counted elsewhere: what a rate is measured against.
CREATE TABLE contacts (
  week text NOT NULL,
  tema text NOT NULL,
  channel text NOT NULL,
  contacts integer NOT NULL CHECK (contacts >= 0),
  PRIMARY KEY (week, tema, channel)
);

-- unit null: all units.
CREATE TABLE overview (
  id uuid PRIMARY KEY,
  unit text UNIQUE REFERENCES unit,
  document jsonb NOT NULL
);

-- Documents have more in them: everybody follows the feed anew.
UPDATE server SET epoch = epoch + 1;
`,
  },
  {
    version: 4,
    name: 'how long words are kept',
    sql: `
-- What still has words, for whoever looks for those whose time is up.
CREATE INDEX revision_worded ON revision (observation_id, received_at) WHERE text <> '';
CREATE INDEX insight_worded ON insight (observation_id, created_at) WHERE text <> '';

-- What a run deleted: of what kind, how many, after how many days. Neither text nor id of anything.
CREATE TABLE retention_receipt (
  run uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  days integer NOT NULL,
  removed integer NOT NULL,
  PRIMARY KEY (run, kind)
);
CREATE INDEX retention_receipt_at ON retention_receipt (at DESC);

-- Where the database lies (which cluster, which timeline): elsewhere it has been restored. Null: not known yet.
ALTER TABLE server ADD COLUMN place jsonb;
`,
  },
  {
    version: 5,
    name: 'figures',
    sql: `
-- The role it was logged in; null of before it was kept. Counted, never shown of anyone.
ALTER TABLE observation ADD COLUMN role text;
-- The last week behind the first verdict that a release helped: what comes after is held to the level until then.
ALTER TABLE theme ADD COLUMN judged_week text;
CREATE INDEX reply_event ON reply (theme_id, made_at);
`,
  },
];
