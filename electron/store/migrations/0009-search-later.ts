import type { Migration } from '../migrate.ts';

/** A save only notes that its words are to be found; they join the search index in a pause, or before the next search. */
export const searchLater: Migration = {
  version: 9,
  sql: `
-- Rows of observation whose words the search index does not hold yet. Words are taken out of the index at once, always.
CREATE TABLE unindexed (n INTEGER PRIMARY KEY) STRICT;

DROP TRIGGER observation_search_in;
CREATE TRIGGER observation_search_in AFTER INSERT ON observation BEGIN
  INSERT INTO unindexed(n) VALUES (new.n);
END;
DROP TRIGGER observation_search_out;
CREATE TRIGGER observation_search_out AFTER DELETE ON observation BEGIN
  INSERT INTO observation_search(observation_search, rowid, text, workaround)
  SELECT 'delete', old.n, old.text, old.workaround WHERE old.n NOT IN (SELECT n FROM unindexed);
  DELETE FROM unindexed WHERE n = old.n;
END;
DROP TRIGGER observation_search_again;
CREATE TRIGGER observation_search_again AFTER UPDATE OF text, workaround ON observation
WHEN (old.text IS NOT new.text OR old.workaround IS NOT new.workaround) AND old.n NOT IN (SELECT n FROM unindexed) BEGIN
  INSERT INTO observation_search(observation_search, rowid, text, workaround)
  VALUES ('delete', old.n, old.text, old.workaround);
  INSERT INTO unindexed(n) VALUES (new.n);
END;
`,
};
