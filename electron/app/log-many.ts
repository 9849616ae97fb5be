import { LyttError } from '../../shared/domain/errors.ts';
import type { Id } from '../../shared/domain/ids.ts';
import type { Tags } from '../../shared/domain/tags.ts';
import type { ReadableDb } from '../store/database.ts';
import { findObservation, isWithdrawn, logObservation } from '../store/observations.ts';
import { indexAllWords } from '../store/unindexed.ts';
import { refuseForbidden } from './access.ts';
import { asFault } from './accounts/held-store.ts';
import { unitOf } from './context.ts';
import { passStrictGate } from './gate.ts';
import { newLog } from './logging.ts';
import { type CommandContext, type CommandWriter, writerOf } from './open-for-command.ts';

/** One observation to take in; already parsed, and through the gate. `heardAt` null: now. */
export interface ManyItem {
  /** The observation's id, made from the row it comes from: the same row has the same id whenever it is taken in. */
  readonly observationId: Id;
  readonly text: string;
  readonly workaround: string | null;
  readonly tags: Tags;
  readonly heardAt: string | null;
}

/** Most entries in one transaction: few enough that the app beside it never waits long for its turn to save. */
const AT_ONCE = 500;

/**
 * Logs many observations as `observation.log` does, in transactions of up to 500. One whose id the store already holds is left
 * as it is and counted as `known`. A fault stops between two transactions: what was logged before it stays, and the same call
 * again goes on from there. Throws the catalogue error with `params.logged`, the number that are in.
 */
export function logMany(
  context: CommandContext,
  items: readonly ManyItem[],
): { logged: number; known: number } {
  const writer = writerOf(context);
  let logged = 0;
  let known = 0;
  try {
    refuseForbidden(writer.person.roles, 'observation.log');
    const unit = unitOf(writer.person);
    for (let from = 0; from < items.length; from += AT_ONCE) {
      const part = items.slice(from, from + AT_ONCE);
      const fresh = logPart(writer, unit, part);
      logged += fresh;
      known += part.length - fresh;
    }
    return { logged, known };
  } catch (error) {
    const { code, field, params } = asFault(error);
    throw new LyttError(code, { field, params: { ...params, logged }, cause: error });
  }
}

/** Here already, or withdrawn by its author since. */
function isKnown(db: ReadableDb, id: string): boolean {
  return findObservation(db, id) !== undefined || isWithdrawn(db, id);
}

/** How many of them were new. */
function logPart(writer: CommandWriter, unit: string, items: readonly ManyItem[]): number {
  const { store, newId, now } = writer;
  // The same gate as anyone's save, whoever has asked it before.
  for (const { text, workaround } of items) passStrictGate({ text, workaround });
  return store.write((db) => {
    let fresh = 0;
    for (const { observationId, text, workaround, tags, heardAt } of items) {
      if (isKnown(db, observationId)) continue;
      const base = { id: newId(), unit, madeAt: now() };
      const words = { text, workaround, tags, acknowledged: [] };
      logObservation(db, { ...newLog(base, writer, words, heardAt), observationId });
      fresh += 1;
    }
    indexAllWords(db);
    return fresh;
  });
}
