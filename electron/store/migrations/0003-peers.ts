import type { Migration } from '../migrate.ts';

/** What it takes to get on with a service that is another one, was set back, or is newer than this app. */
export const peers: Migration = {
  version: 3,
  sql: `
-- 1: taken in once, by a service that has been replaced or set back since; it goes out once more. One that is 'acknowledged'
-- with a code is parked: what it is about is not there now, and it goes when that comes.
ALTER TABLE outbox ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_again ON outbox(entity_id) WHERE again = 1;

-- Changes of the feed that this version can't read, as they came: for the version that can.
CREATE TABLE unread_change (
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, id, scope)
) STRICT, WITHOUT ROWID;
`,
};
