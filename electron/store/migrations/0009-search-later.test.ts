import { expect, it } from 'vitest';
import { inNewest, old, oldStore } from '../../../tests/support/old-store.ts';
import { findEntry, listEntries } from '../entries.ts';
import { expire } from '../retention.ts';
import { hasUnindexed } from '../unindexed.ts';

const later = '2090-01-01T00:00:00.000Z';

it('0009 finds what was found before at once, and takes words that go out of the index at once', () => {
  inNewest(oldStore(8), (store) => {
    const found = (query: string) =>
      store.read((db) =>
        listEntries(db, { query, limit: 9, offset: 0 }).entries.map(({ id }) => id),
      );
    expect(store.read(hasUnindexed)).toBe(false);
    expect(found('venter')).toContain(old.reviewed);
    expect(found('sendt')).toEqual([old.waiting]);
    store.write((db) => expire(db, { text: later, undecided: later }, later, 99));
    expect(store.read((db) => findEntry(db, old.reviewed)?.text)).toBe('');
    expect(found('venter')).not.toContain(old.reviewed);
    store.write((db) =>
      db.run("INSERT INTO observation_search(observation_search) VALUES ('integrity-check')"),
    );
  });
});
