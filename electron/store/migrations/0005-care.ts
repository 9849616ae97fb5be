import type { Migration } from '../migrate.ts';

/** What is kept of the care for a file: what was deleted when its time was up, and what came back after it was damaged. */
export const care: Migration = {
  version: 5,
  sql: `
-- What was deleted because its time was up: of what kind, how many, when. Never any text, never an id.
CREATE TABLE receipt (
  n INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_acknowledged ON outbox(acknowledged_at) WHERE state = 'acknowledged';

-- Own entries that were there at once when a damaged file was restored; until its owner has read of it.
CREATE TABLE came_back (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`,
};
