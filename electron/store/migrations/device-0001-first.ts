import type { Migration } from '../migrate.ts';

export const deviceFirst: Migration = {
  version: 1,
  sql: `
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  unit TEXT,
  unit_name TEXT,
  signed_in INTEGER NOT NULL,
  last_active_at TEXT NOT NULL
) STRICT;

CREATE TABLE credentials (
  person_id TEXT PRIMARY KEY,
  access_token TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  refresh_token TEXT
) STRICT;

CREATE TABLE settings (
  person_id TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT;
`,
};
