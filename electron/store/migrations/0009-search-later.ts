import type { Migration } from '../migrate.ts';

/** A save only notes that its words are to be found: indexes learn of them in a pause, or before they are next asked. */
export const searchLater: Migration = {
  version: 9,
  sql: `
-- Listed rows of observation whose words the search index does not hold yet, and which similar texts have not been told of.
CREATE TABLE unindexed (n INTEGER PRIMARY KEY) STRICT;

-- Of what is listed alone, so that a hit need not be looked up elsewhere. Beginnings of up to six letters are looked up; what
-- is longer is few words. Written in pauses, it may cost a half more.
DROP TABLE observation_search;
CREATE VIRTUAL TABLE observation_search USING fts5(
  text, workaround, content = 'observation', content_rowid = 'n', columnsize = 0,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co So'", prefix = '2 3 4 5 6'
);
INSERT INTO observation_search(observation_search, rank) VALUES ('secure-delete', 1);
INSERT INTO observation_search(observation_search, rank) VALUES ('pgsz', 1850);
INSERT INTO observation_search(rowid, text, workaround)
  SELECT n, text, workaround FROM observation WHERE listed = 1 ORDER BY n;

-- Similar texts are told of what is listed once its words are taken in.
DROP TRIGGER similar_observation_in;
CREATE TRIGGER similar_observation_in AFTER INSERT ON observation WHEN new.listed <> 1 BEGIN
  INSERT INTO similar_change(kind, id) VALUES ('observation', new.id);
END;

-- Words join it later; they are taken out of it at once, always.
DROP TRIGGER observation_search_in;
CREATE TRIGGER observation_search_in AFTER INSERT ON observation WHEN new.listed = 1 BEGIN
  INSERT INTO unindexed(n) VALUES (new.n);
END;
DROP TRIGGER observation_search_out;
CREATE TRIGGER observation_search_out AFTER DELETE ON observation WHEN old.listed = 1 BEGIN
  INSERT INTO observation_search(observation_search, rowid, text, workaround)
  SELECT 'delete', old.n, old.text, old.workaround WHERE old.n NOT IN (SELECT n FROM unindexed);
  DELETE FROM unindexed WHERE n = old.n;
END;
DROP TRIGGER observation_search_again;
CREATE TRIGGER observation_search_again AFTER UPDATE OF listed, text, workaround ON observation
WHEN (old.listed, old.text, old.workaround) IS NOT (new.listed, new.text, new.workaround) BEGIN
  INSERT INTO observation_search(observation_search, rowid, text, workaround)
  SELECT 'delete', old.n, old.text, old.workaround WHERE old.listed = 1 AND old.n NOT IN (SELECT n FROM unindexed);
  DELETE FROM unindexed WHERE n = old.n;
  INSERT INTO unindexed(n) SELECT new.n WHERE new.listed = 1;
END;
`,
};
