import type { Migration } from '../migrate.ts';

/** What the gate remembers: where the service stopped words, and what a person said is nobody. */
export const gate: Migration = {
  version: 2,
  sql: `
-- JSON: where the service's gate stopped the operation that is set aside. Offsets and kinds, never words.
ALTER TABLE outbox ADD COLUMN findings TEXT;

-- Revisions of before that have no kinds that were kept.
UPDATE observation SET document = json_set(document, '$.revisions', (
  SELECT json_group_array(json_set(value, '$.acknowledged', json('[]')))
  FROM (SELECT value FROM json_each(observation.document, '$.revisions') ORDER BY key)
)) WHERE document IS NOT NULL;

-- Words of which she said that they are not a person: keyed hashes, so that nothing in here can be read.
CREATE TABLE not_a_person (
  hash TEXT PRIMARY KEY,
  said_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX not_a_person_said ON not_a_person(said_at);
`,
};
