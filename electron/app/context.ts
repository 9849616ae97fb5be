import type { Topic } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { NewId, RandomBytes } from '../../shared/domain/ids.ts';
import type { Language, Person } from '../../shared/view/session.ts';
import type { SyncStatus } from '../../shared/view/sync.ts';
import type { WritableDb } from '../store/database.ts';
import type { StoreAccess } from './accounts/held-store.ts';
import type { Notify } from './ports.ts';
import type { SimilarTexts } from './similar/similar-texts.ts';

/** What a use case works with: one person, her store, her sync. */
export interface PersonContext {
  readonly person: Person;
  readonly store: StoreAccess;
  readonly newId: NewId;
  readonly randomBytes: RandomBytes;
  /** The present instant. */
  readonly now: () => string;
  readonly language: () => Language;
  readonly changed: Notify;
  /** These operations were queued. */
  readonly queued: (operationIds: readonly string[]) => void;
  /** Certain that the service has not seen the operation. */
  readonly neverLeft: (operationId: string) => boolean;
  readonly similar: Pick<SimilarTexts, 'find'>;
  readonly tryNow: () => Promise<void>;
  readonly syncState: () => Pick<SyncStatus, 'state' | 'nextTryAt'>;
  /** Why the service can't take an operation just yet: a code, or null. */
  readonly heldBy: (operationId: string) => string | null;
}

/** What every operation begins with. */
export interface OperationBase<Unit extends string | null> {
  readonly id: string;
  readonly unit: Unit;
  readonly madeAt: string;
}
export type Begin = <Unit extends string | null>(unit: Unit) => OperationBase<Unit>;

/**
 * One thing a person does: one transaction, and once it is on the disk the pages are told and the queue goes out. `begin`
 * starts an operation under a unit.
 */
export function perform<T>(
  context: PersonContext,
  topics: readonly Topic[],
  work: (db: WritableDb, begin: Begin) => T,
): T {
  const made: string[] = [];
  const begin: Begin = (unit) => {
    const id = context.newId();
    made.push(id);
    return { id, unit, madeAt: context.now() };
  };
  const result = context.store.write((db) => work(db, begin));
  context.queued(made);
  context.changed(topics);
  return result;
}

/** The unit she works in now. @throws LyttError `unit.unknown` where she has none to hear anything in */
export function unitOf({ unit }: Person): string {
  if (unit === null) throw new LyttError('unit.unknown');
  return unit;
}
