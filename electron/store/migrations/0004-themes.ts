import type { Migration } from '../migrate.ts';

/** +1, merging, proposals, overviews; and what the index of similar texts is kept by. */
export const themes: Migration = {
  version: 4,
  sql: `
-- same: a +1 (its words are another's). follows: it shares the review of what it points at. same_kind, same_id: what that is.
ALTER TABLE observation ADD COLUMN same_kind TEXT;
ALTER TABLE observation ADD COLUMN same_id TEXT;
ALTER TABLE observation ADD COLUMN follows INTEGER NOT NULL DEFAULT 0;
ALTER TABLE observation ADD COLUMN merged INTEGER NOT NULL DEFAULT 0;
UPDATE observation SET document = json_set(document, '$.sameAs', NULL, '$.follows', json('false'))
WHERE document IS NOT NULL;

CREATE INDEX observation_same ON observation(same_id) WHERE same_id IS NOT NULL;
-- By its beginning, which tells nearly all apart.
CREATE INDEX insight_text ON insight(substr(text, 1, 60));

ALTER TABLE insight ADD COLUMN same INTEGER NOT NULL DEFAULT 0;
UPDATE insight SET document = json_set(document, '$.same', json('false'));

ALTER TABLE reply ADD COLUMN helped TEXT;
ALTER TABLE reply ADD COLUMN asks INTEGER NOT NULL DEFAULT 0;
UPDATE reply SET document = json_set(document, '$.same', json('false'), '$.event', 'status', '$.fromName', NULL, '$.helped', NULL);
CREATE INDEX reply_asks ON reply(made_at, id) WHERE asks = 1;

-- listed: it is not merged into another.
ALTER TABLE theme ADD COLUMN listed INTEGER NOT NULL DEFAULT 1;
UPDATE theme SET
  view = json_set(view, '$.mergedInto', NULL, '$.terms', json('[]'), '$.quotes', json('[]'), '$.spread', NULL,
    '$.signal', NULL, '$.verdict', NULL, '$.chart', json('[]'), '$.answers', NULL, '$.due', NULL),
  document = CASE WHEN document IS NULL THEN NULL ELSE
    json_set(document, '$.mergedInto', NULL, '$.terms', json('[]'), '$.quotes', json('[]'), '$.spread', NULL,
    '$.signal', NULL, '$.verdict', NULL, '$.chart', json('[]'), '$.answers', NULL, '$.due', NULL) END;
DROP INDEX theme_evidence;
CREATE INDEX theme_evidence ON theme(evidence DESC, words, id) WHERE listed = 1;

CREATE TABLE proposal (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  count INTEGER NOT NULL,
  -- 1 while a decision of it waits here.
  decided INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_proposal ON outbox(body ->> 'proposalId')
  WHERE kind IN ('proposal.confirm', 'proposal.place', 'proposal.dismiss');

CREATE TABLE overview (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  unit TEXT
) STRICT;

-- What the index of similar texts has not taken in yet. Whoever writes, in whichever process, it is noted in the same transaction.
CREATE TABLE similar_change (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  id TEXT NOT NULL
) STRICT;
CREATE TRIGGER similar_observation_in AFTER INSERT ON observation BEGIN
  INSERT INTO similar_change(kind, id) VALUES ('observation', new.id);
END;
CREATE TRIGGER similar_observation_out AFTER DELETE ON observation BEGIN
  INSERT INTO similar_change(kind, id) VALUES ('observation', old.id);
END;
CREATE TRIGGER similar_observation_again AFTER UPDATE ON observation
WHEN old.text IS NOT new.text OR old.tags IS NOT new.tags OR old.fate IS NOT new.fate OR old.same_id IS NOT new.same_id
  OR old.set_aside_code IS NOT new.set_aside_code BEGIN
  INSERT INTO similar_change(kind, id) VALUES ('observation', new.id);
END;
CREATE TRIGGER similar_insight_in AFTER INSERT ON insight BEGIN
  INSERT INTO similar_change(kind, id) VALUES ('insight', new.id);
END;
CREATE TRIGGER similar_insight_out AFTER DELETE ON insight BEGIN
  INSERT INTO similar_change(kind, id) VALUES ('insight', old.id);
END;
CREATE TRIGGER similar_insight_again AFTER UPDATE OF document ON insight WHEN old.document IS NOT new.document BEGIN
  INSERT INTO similar_change(kind, id) VALUES ('insight', new.id);
END;
CREATE TRIGGER similar_theme_in AFTER INSERT ON theme BEGIN
  INSERT INTO similar_change(kind, id) VALUES ('theme', new.id);
END;
CREATE TRIGGER similar_theme_out AFTER DELETE ON theme BEGIN
  INSERT INTO similar_change(kind, id) VALUES ('theme', old.id);
END;
CREATE TRIGGER similar_theme_again AFTER UPDATE ON theme
WHEN old.view ->> 'name' IS NOT new.view ->> 'name' OR old.view -> 'quotes' IS NOT new.view -> 'quotes'
  OR old.view -> 'terms' IS NOT new.view -> 'terms' OR old.listed IS NOT new.listed BEGIN
  INSERT INTO similar_change(kind, id) VALUES ('theme', new.id);
END;
`,
};
