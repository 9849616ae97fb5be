import { expect, it } from 'vitest';
import { inNewest, old, oldStore } from '../../../tests/support/old-store.ts';
import { findEntry } from '../entries.ts';
import { expire } from '../retention.ts';

it('0006 finds what was kept long enough also where it was written before', () => {
  const day = (year: number) => `${year}-01-01T00:00:00.000Z`;
  inNewest(oldStore(5), (store) => {
    const of = (id: string) => store.read((db) => findEntry(db, id)?.text);
    expect(of(old.reviewed)).not.toBe('');
    store.write((db) => expire(db, { text: day(2090), undecided: day(2090) }, day(2091), 99));
    expect(of(old.reviewed)).toBe('');
    // What the service never had is nowhere else.
    expect(of(old.waiting)).not.toBe('');
  });
});
