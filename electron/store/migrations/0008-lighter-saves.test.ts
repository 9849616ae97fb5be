import { expect, it } from 'vitest';
import { inNewest, old, oldStore } from '../../../tests/support/old-store.ts';
import { findEntry, listEntries } from '../entries.ts';
import { expire } from '../retention.ts';

const day = (year: number) => `${year}-01-01T00:00:00.000Z`;

it('0008 finds what was found before, and no word that has gone', () => {
  inNewest(oldStore(7), (store) => {
    const found = (query: string) =>
      store.read((db) =>
        listEntries(db, { query, limit: 9, offset: 0 }).entries.map(({ id }) => id),
      );
    const before = found('venter');
    expect(before).toContain(old.reviewed);
    store.write((db) => expire(db, { text: day(2090), undecided: day(2090) }, day(2091), 99));
    expect(found('venter')).toEqual(before.filter((id) => id !== old.reviewed));
    store.write((db) =>
      db.run("INSERT INTO observation_search(observation_search) VALUES ('integrity-check')"),
    );
  });
});

it('0008 finds the words and the lines whose time is up also where they were written before', () => {
  inNewest(oldStore(7), (store) => {
    store.write((db) =>
      db.run("INSERT INTO audit(at, action, entity_id) VALUES (?, 'x', 'y')", day(2020)),
    );
    const lines = () =>
      store.read((db) => db.get<{ n: number }>('SELECT count(*) AS n FROM audit')?.n ?? 0);
    const before = lines();
    const gone = store.write((db) =>
      expire(db, { text: day(2021), undecided: day(2021) }, day(2026), 99),
    );
    expect(gone).toMatchObject({ words: 0, lines: 1, all: true });
    expect(lines()).toBe(before - 1);
    expect(store.read((db) => findEntry(db, old.reviewed)?.text)).not.toBe('');
    store.write((db) => expire(db, { text: day(2090), undecided: day(2090) }, day(2091), 99));
    expect(store.read((db) => findEntry(db, old.reviewed)?.text)).toBe('');
  });
});
