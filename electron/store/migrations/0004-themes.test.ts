import { expect, it } from 'vitest';
import { Observation } from '../../../shared/domain/observation.ts';
import { Insight, Reply, Theme } from '../../../shared/domain/theme.ts';
import { insertInto, migrated, old, oldStore } from '../../../tests/support/old-store.ts';
import type { ReadableDb } from '../database.ts';

function documentOf(db: ReadableDb, table: string, column = 'document'): unknown {
  const row = db.get<{ json: string }>(
    `SELECT ${column} AS json FROM ${table} WHERE ${column} IS NOT NULL`,
  );
  return JSON.parse(row?.json ?? 'null');
}

it('0004 makes of every document what is read today, and loses nothing of it', () => {
  migrated(oldStore(3), 4, (store) =>
    store.read((db) => {
      const [observation, insight, reply] = [
        documentOf(db, 'observation'),
        documentOf(db, 'insight'),
        documentOf(db, 'reply'),
      ];
      expect(Observation.parse(observation)).toEqual(observation);
      expect(observation).toMatchObject({ id: old.reviewed, sameAs: null, follows: false });
      expect(Insight.parse(insight)).toEqual(insight);
      expect(insight).toMatchObject({ id: old.insight, themeId: old.theme, same: false });
      expect(Reply.parse(reply)).toEqual(reply);
      expect(reply).toMatchObject({ id: old.reply, event: 'status', helped: null });
      for (const column of ['document', 'view']) {
        const theme = documentOf(db, 'theme', column);
        expect(Theme.parse(theme)).toEqual(theme);
        expect(theme).toMatchObject({
          name: 'Lang ventetid',
          evidence: { total: 7 },
          mergedInto: null,
        });
      }
    }),
  );
});

it('0004 keeps entries and themes that only wait here, which have no document', () => {
  const file = oldStore(3);
  insertInto(file, 3, (db) => db.run('UPDATE theme SET document = NULL'));
  migrated(file, 4, (store) =>
    store.read((db) => {
      expect(
        db.all('SELECT id, document FROM observation WHERE document IS NULL ORDER BY n'),
      ).toEqual([
        { id: old.waiting, document: null },
        { id: old.refused, document: null },
      ]);
      expect(db.all('SELECT document, listed, evidence FROM theme')).toEqual([
        { document: null, listed: 1, evidence: 7 },
      ]);
    }),
  );
});

it('0004 is told of what is written from then on, and of nothing of before', () => {
  const file = oldStore(3);
  migrated(file, 4, (store) => {
    const changes = () => store.read((db) => db.all('SELECT kind, id FROM similar_change'));
    expect(changes()).toEqual([]);
    store.write((db) =>
      db.run("UPDATE observation SET text = 'Andre ord' WHERE id = ?", old.waiting),
    );
    expect(changes()).toEqual([{ kind: 'observation', id: old.waiting }]);
  });
});
