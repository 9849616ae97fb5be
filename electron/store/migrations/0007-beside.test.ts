import { expect, it } from 'vitest';
import { inNewest, old, oldStore } from '../../../tests/support/old-store.ts';
import { findEntry } from '../entries.ts';
import { refreshObservation } from '../observations.ts';

it('0007 counts no version beside another in what was here before, until it is worked out anew', () => {
  inNewest(oldStore(6), (store) => {
    const beside = () => store.read((db) => findEntry(db, old.reviewed)?.beside);
    expect(beside()).toBe(0);
    store.write((db) => refreshObservation(db, old.reviewed));
    expect(beside()).toBe(0);
  });
});
