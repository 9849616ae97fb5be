import type { ParsedInput } from '../../shared/api.ts';
import type { OperationOf } from '../../shared/domain/operation.ts';
import type { Entry } from '../../shared/view/entry.ts';
import { logObservation } from '../store/observations.ts';
import { type OperationBase, type PersonContext, perform, unitOf } from './context.ts';
import { spendDraft } from './drafts.ts';
import { passGate } from './gate.ts';
import { ownEntry } from './mine.ts';

type Log = OperationOf<'observation.log'>;
/** What a person says of it; everything else is made here. */
export type LoggedWords = Pick<Log, 'text' | 'workaround' | 'tags' | 'acknowledged'>;

/** Saved when this returns: entry, search entry and outbox row lie on the disk, the draft is gone, all in one transaction. */
export function logEntry(context: PersonContext, input: ParsedInput<'observation.log'>): Entry {
  const { text, workaround, tags } = input;
  const acknowledged = passGate({ text, workaround }, input.acknowledged);
  const unit = unitOf(context.person);
  return perform(context, ['observations', 'sync'], (db, begin) => {
    const operation = newLog(begin(unit), context, { text, workaround, tags, acknowledged }, null);
    logObservation(db, operation);
    spendDraft(db, null);
    return ownEntry(db, operation.observationId);
  });
}

/** A new observation. `heardAt` null: as it is made. */
export function newLog(
  base: OperationBase<string>,
  { newId }: Pick<PersonContext, 'newId'>,
  words: LoggedWords,
  heardAt: string | null,
): Log {
  return {
    ...base,
    kind: 'observation.log',
    observationId: newId(),
    revisionId: newId(),
    ...words,
    heardAt: heardAt ?? base.madeAt,
    sameAs: null,
  };
}
