import type { Migration } from '../migrate.ts';

/** Entries, outbox, replica and search of one person. */
export const first: Migration = {
  version: 1,
  sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;

-- n sorts by when it was heard, so that "newest first" is the order of the rows and of the search index.
-- listed: mine and not withdrawn. document: as the service sent it, null while it has not. The other columns: what holds here, waiting operations included.
CREATE TABLE observation (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  unit TEXT NOT NULL,
  heard_at TEXT NOT NULL,
  mine INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  document TEXT,
  text TEXT NOT NULL,
  workaround TEXT,
  tags TEXT NOT NULL,
  fate TEXT NOT NULL,
  state TEXT NOT NULL,
  answered INTEGER NOT NULL,
  waiting_since TEXT NOT NULL,
  note TEXT,
  note_id TEXT,
  note_at TEXT,
  theme_id TEXT,
  queue INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  set_aside_code TEXT,
  set_aside_field TEXT
) STRICT;
CREATE INDEX observation_listed ON observation(listed) WHERE listed = 1;
CREATE INDEX observation_queue ON observation(waiting_since, n) WHERE queue = 1;
CREATE INDEX observation_noted ON observation(fate, note_at) WHERE mine = 1 AND note IS NOT NULL;

CREATE VIRTUAL TABLE observation_search USING fts5(
  text, workaround, content = 'observation', content_rowid = 'n',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co So'", prefix = '2 3'
);
INSERT INTO observation_search(observation_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER observation_search_in AFTER INSERT ON observation BEGIN
  INSERT INTO observation_search(rowid, text, workaround) VALUES (new.n, new.text, new.workaround);
END;
CREATE TRIGGER observation_search_out AFTER DELETE ON observation BEGIN
  INSERT INTO observation_search(observation_search, rowid, text, workaround)
  VALUES ('delete', old.n, old.text, old.workaround);
END;
CREATE TRIGGER observation_search_again AFTER UPDATE OF text, workaround ON observation
WHEN old.text IS NOT new.text OR old.workaround IS NOT new.workaround BEGIN
  INSERT INTO observation_search(observation_search, rowid, text, workaround)
  VALUES ('delete', old.n, old.text, old.workaround);
  INSERT INTO observation_search(rowid, text, workaround) VALUES (new.n, new.text, new.workaround);
END;

-- overlay 1: what it does is not in the service's document yet, so it is laid on top.
CREATE TABLE outbox (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'acknowledged', 'set_aside')),
  overlay INTEGER NOT NULL DEFAULT 1,
  -- 1 while the feed is followed anew: acknowledged before, so its effect must turn up, or it goes out again.
  recheck INTEGER NOT NULL DEFAULT 0,
  code TEXT,
  field TEXT,
  made_at TEXT NOT NULL,
  acknowledged_at TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox(n) WHERE state = 'waiting';
CREATE INDEX outbox_set_aside ON outbox(n) WHERE state = 'set_aside';
CREATE INDEX outbox_entity ON outbox(entity_id);

-- Where a document came in. generation: how often the feed had been followed from the beginning.
CREATE TABLE document_scope (
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  PRIMARY KEY (kind, id, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_scope_scope ON document_scope(scope);

-- Own observations that are withdrawn, which is final. Never a word of them.
CREATE TABLE withdrawn (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- view: the theme as it holds here. words: of its name, code and owner, each with a blank before it, in lower case.
CREATE TABLE theme (
  id TEXT PRIMARY KEY,
  document TEXT,
  view TEXT NOT NULL,
  words TEXT NOT NULL,
  evidence INTEGER NOT NULL
) STRICT;
CREATE INDEX theme_evidence ON theme(evidence DESC, words, id);

-- service_theme_id: as the service has it; theme_id: with what was placed here on top.

CREATE TABLE insight (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL,
  text TEXT NOT NULL,
  workaround TEXT,
  week TEXT NOT NULL,
  service_theme_id TEXT,
  theme_id TEXT
) STRICT;
CREATE INDEX insight_theme ON insight(theme_id);
CREATE INDEX insight_moved ON insight(n) WHERE theme_id IS NOT service_theme_id;
CREATE VIRTUAL TABLE insight_search USING fts5(
  text, workaround, content = 'insight', content_rowid = 'n',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co So'", prefix = '2 3'
);
INSERT INTO insight_search(insight_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER insight_search_in AFTER INSERT ON insight BEGIN
  INSERT INTO insight_search(rowid, text, workaround) VALUES (new.n, new.text, new.workaround);
END;
CREATE TRIGGER insight_search_out AFTER DELETE ON insight BEGIN
  INSERT INTO insight_search(insight_search, rowid, text, workaround)
  VALUES ('delete', old.n, old.text, old.workaround);
END;
CREATE TRIGGER insight_search_again AFTER UPDATE OF text, workaround ON insight
WHEN old.text IS NOT new.text OR old.workaround IS NOT new.workaround BEGIN
  INSERT INTO insight_search(insight_search, rowid, text, workaround)
  VALUES ('delete', old.n, old.text, old.workaround);
  INSERT INTO insight_search(rowid, text, workaround) VALUES (new.n, new.text, new.workaround);
END;

-- Placements on top of the service's documents: the last one of an insight holds.
CREATE TABLE placement (
  insight_id TEXT NOT NULL,
  outbox_n INTEGER NOT NULL REFERENCES outbox(n) ON DELETE CASCADE,
  theme_id TEXT,
  PRIMARY KEY (insight_id, outbox_n)
) STRICT, WITHOUT ROWID;
CREATE INDEX placement_outbox ON placement(outbox_n);

CREATE TABLE reply (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  observation_id TEXT NOT NULL,
  made_at TEXT NOT NULL,
  read_at TEXT
) STRICT;
CREATE INDEX reply_made ON reply(made_at, id);
CREATE INDEX reply_unread ON reply(made_at) WHERE read_at IS NULL;

CREATE TABLE draft (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  body TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;

-- What was done when, by which operation. Never any text.
CREATE TABLE audit (
  n INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  operation_id TEXT
) STRICT;
`,
};
