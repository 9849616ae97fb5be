import type { Output, ParsedInput } from '../../shared/api.ts';
import type { WritableDb } from '../store/database.ts';
import { discardRefused, queueForObservation, refreshObservation } from '../store/observations.ts';
import { overlayOf, removeOperation } from '../store/operations.ts';
import { type PersonContext, perform } from './context.ts';
import { spendDraft } from './drafts.ts';
import { ownObservation } from './mine.ts';

/**
 * Takes an entry of one's own back. What the service has never had is simply gone from this machine, and never leaves it; of
 * the rest the service is told. Withdrawing twice is withdrawing once.
 */
export function withdrawEntry(
  context: PersonContext,
  { observationId: id }: ParsedInput<'observation.withdraw'>,
): Output<'observation.withdraw'> {
  const done = perform(context, ['observations', 'inbox', 'sync'], (db, begin) => {
    const { observation } = ownObservation(db, id);
    spendDraft(db, id);
    if (observation.withdrawn) return {};
    if (discardRefused(db, id, context.now()) || discardUnsent(context, db, id)) return {};
    const operation = { ...begin(observation.unit), kind: 'observation.withdraw' as const };
    queueForObservation(db, { ...operation, observationId: id }, id);
    return {};
  });
  context.store.wordsGone();
  return done;
}

/** Logged since the start and not sent yet. False, with nothing done, where the service may have it. */
function discardUnsent({ neverLeft, now }: PersonContext, db: WritableDb, id: string): boolean {
  const rows = overlayOf(db, id);
  const logged = rows.some(({ kind }) => kind === 'observation.log');
  if (!logged || !rows.every(({ id, state }) => state === 'waiting' && neverLeft(id))) return false;
  for (const row of rows) removeOperation(db, row, now(), 'observation.discarded');
  refreshObservation(db, id, null);
  return true;
}
