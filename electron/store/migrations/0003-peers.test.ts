import { expect, it } from 'vitest';
import { migrated, old, oldStore } from '../../../tests/support/old-store.ts';

it('0003 takes nothing of before for something that is to go out again', () => {
  migrated(oldStore(2), 3, (store) => {
    expect(
      store.read((db) => db.all('SELECT entity_id, state, again FROM outbox ORDER BY n')),
    ).toEqual([
      { entity_id: old.reviewed, state: 'acknowledged', again: 0 },
      { entity_id: old.waiting, state: 'waiting', again: 0 },
      { entity_id: old.refused, state: 'set_aside', again: 0 },
    ]);
    expect(store.read((db) => db.all('SELECT * FROM unread_change'))).toEqual([]);
  });
});
