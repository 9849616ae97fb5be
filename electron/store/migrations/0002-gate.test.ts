import { expect, it } from 'vitest';
import { inNewest, migrated, old, oldStore } from '../../../tests/support/old-store.ts';
import { findObservation } from '../observations.ts';
import { operationById } from '../operations.ts';

it('0002 keeps what is set aside, and has room for where the service stopped it', () => {
  const file = oldStore(1);
  migrated(file, 2, (store) => {
    expect(
      store.read((db) => db.all('SELECT entity_id, state, code, findings FROM outbox ORDER BY n')),
    ).toEqual([
      { entity_id: old.reviewed, state: 'acknowledged', code: null, findings: null },
      { entity_id: old.waiting, state: 'waiting', code: null, findings: null },
      { entity_id: old.refused, state: 'set_aside', code: 'text.identifies', findings: null },
    ]);
    expect(store.read((db) => db.all('SELECT * FROM not_a_person'))).toEqual([]);
  });
  inNewest(file, (store) => {
    const row = store.read((db) =>
      operationById(
        db,
        db.get<{ id: string }>("SELECT id FROM outbox WHERE state = 'set_aside'")?.id ?? '',
      ),
    );
    expect(row?.findings).toEqual([]);
  });
});

it('0002 gives every revision of a document the kinds its author kept: none, before they were asked about', () => {
  const file = oldStore(1);
  migrated(file, 2, (store) => {
    const document = store.read((db) =>
      db.get<{ document: string }>('SELECT document FROM observation WHERE id = ?', old.reviewed),
    );
    expect(JSON.parse(document?.document ?? '').revisions).toMatchObject([
      { text: 'Venter på svar', acknowledged: [] },
      { text: 'Venter fortsatt', acknowledged: [] },
    ]);
  });
  inNewest(file, (store) => {
    const revisions = store.read((db) => findObservation(db, old.reviewed))?.observation.revisions;
    expect(revisions?.map(({ acknowledged }) => acknowledged)).toEqual([[], []]);
  });
});
