import { expect, it } from 'vitest';
import { inNewest, migrated, oldStore } from '../../../tests/support/old-store.ts';
import { listReceipts } from '../receipts.ts';

it('0005 has nothing to tell of what was deleted, or came back, before', () => {
  const file = oldStore(4);
  migrated(file, 5, (store) => {
    expect(store.read((db) => db.all('SELECT * FROM came_back'))).toEqual([]);
    expect(
      store.read((db) =>
        db.get("SELECT count(*) AS kept FROM outbox WHERE state = 'acknowledged'"),
      ),
    ).toEqual({ kept: 1 });
  });
  inNewest(file, (store) => expect(store.read(listReceipts)).toEqual([]));
});
