import type { OperationOf } from '../../shared/domain/operation.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { enqueue, spendAcknowledged } from './operations.ts';
import { refreshTheme } from './themes.ts';

type Decided = OperationOf<'proposal.confirm' | 'proposal.place' | 'proposal.dismiss'>;

export const PROPOSALS = 'SELECT document FROM proposal WHERE decided = 0 ORDER BY count DESC, id';

/** Those nobody here has decided of, most heard first; what is new or rising before the rest. */
export function listProposals(db: ReadableDb): Proposal[] {
  const all = db.all<{ document: string }>(PROPOSALS).map(parse);
  return [
    ...all.filter(({ signal }) => signal !== null),
    ...all.filter(({ signal }) => signal === null),
  ];
}

/** One that nobody here has decided of, or undefined. */
export function findProposal(db: ReadableDb, id: string): Proposal | undefined {
  const row = db.get<{ document: string }>(
    'SELECT document FROM proposal WHERE id = ? AND decided = 0',
    id,
  );
  return row === undefined ? undefined : parse(row);
}

function parse({ document }: { document: string }): Proposal {
  return JSON.parse(document) as Proposal;
}

/** A decision takes it off the list at once; one that is confirmed stands as a theme. */
export function queueForProposal(db: WritableDb, operation: Decided): void {
  enqueue(db, operation);
  if (operation.kind === 'proposal.confirm') refreshTheme(db, operation.themeId);
  refreshProposal(db, operation.proposalId);
}

export const DECISIONS = `SELECT 1 FROM outbox WHERE body ->> 'proposalId' = ?
  AND kind IN ('proposal.confirm', 'proposal.place', 'proposal.dismiss') AND overlay = 1 AND state <> 'set_aside' LIMIT 1`;

/** Works out anew whether a proposal is to be shown. `document` undefined: as stored; null: it is gone. */
export function refreshProposal(db: WritableDb, id: string, document?: Proposal | null): void {
  if (document === null) {
    spendAcknowledged(db, id);
    db.run('DELETE FROM proposal WHERE id = ?', id);
    return;
  }
  if (document !== undefined)
    db.run(
      `INSERT INTO proposal(id, document, count, decided) VALUES (?, ?, ?, 0)
       ON CONFLICT(id) DO UPDATE SET document = excluded.document, count = excluded.count`,
      id,
      JSON.stringify(document),
      document.count,
    );
  else if (db.get('SELECT 1 FROM proposal WHERE id = ?', id) === undefined)
    // Gone already: what was decided of it is laid on nothing.
    spendAcknowledged(db, id);
  const decided = db.get(DECISIONS, id) !== undefined;
  db.run('UPDATE proposal SET decided = ? WHERE id = ?', decided ? 1 : 0, id);
}
