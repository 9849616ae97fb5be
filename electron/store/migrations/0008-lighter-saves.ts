import type { Migration } from '../migrate.ts';

/** Less for a save to write: what nothing is answered from is not kept, and what only some rows need is kept of those. */
export const lighterSaves: Migration = {
  version: 8,
  sql: `
-- Lines are written in the order of time, and found by it.
DROP INDEX audit_at;
-- Words are taken only out of what the service has.
DROP INDEX observation_worded;
CREATE INDEX observation_worded ON observation(waiting_since) WHERE text <> '' AND document IS NOT NULL;

-- Without the length of each text: nothing is ranked by it. Pages of the index have room on one of the file's.
DROP TABLE observation_search;
CREATE VIRTUAL TABLE observation_search USING fts5(
  text, workaround, content = 'observation', content_rowid = 'n', columnsize = 0,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co So'", prefix = '2 3'
);
INSERT INTO observation_search(observation_search, rank) VALUES ('secure-delete', 1);
INSERT INTO observation_search(observation_search, rank) VALUES ('pgsz', 1850);
INSERT INTO observation_search(observation_search) VALUES ('rebuild');
INSERT INTO insight_search(insight_search, rank) VALUES ('pgsz', 1850);
`,
};
