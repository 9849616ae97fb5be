import type { ParsedInput } from '../../shared/api.ts';
import { type ErrorCode, LyttError } from '../../shared/domain/errors.ts';
import {
  currentTags,
  type Fate,
  fateOf,
  latestRevision,
  type Observation,
} from '../../shared/domain/observation.ts';
import type { OperationOf } from '../../shared/domain/operation.ts';
import type { Tags } from '../../shared/domain/tags.ts';
import type { Entry } from '../../shared/view/entry.ts';
import type { WritableDb } from '../store/database.ts';
import { mendObservation } from '../store/observations.ts';
import { type OutboxRow, overlayOf, removeOperation } from '../store/operations.ts';
import { type Begin, type PersonContext, perform } from './context.ts';
import { spendDraft } from './drafts.ts';
import { passGate } from './gate.ts';
import { ownEntry, ownObservation } from './mine.ts';

type Input = ParsedInput<'observation.revise'>;
type OwnObservation = ReturnType<typeof ownObservation>;
type Words = Pick<Input, 'text' | 'workaround' | 'tags' | 'acknowledged'>;

/**
 * New words of the author's: an answer to a question, or another wording of what nobody has decided yet. What the service
 * refused is replaced by them. Goes out under the unit where it was heard. Errors: `observation.unknown`,
 * `observation.notYours`, `observation.withdrawn`, `observation.decided`; `text.empty` for an answer that says nothing.
 */
export function reviseEntry(context: PersonContext, input: Input): Entry {
  const { observationId, text, workaround, tags, answer } = input;
  const acknowledged = passGate({ text, workaround, answer }, input.acknowledged);
  return perform(context, ['observations', 'inbox', 'sync'], (db, begin) => {
    const own = ownObservation(db, observationId);
    const settled = settledFault(own);
    if (settled !== null) throw new LyttError(settled);
    const words = { text, workaround, tags, acknowledged: keptKinds(own, input, acknowledged) };
    if (own.refused.length > 0 || answer !== null || differs(own.observation, input))
      queueWords(context, db, begin, own, words, answer);
    else if (fateOfAccepted(own).kind === 'returned')
      throw new LyttError('text.empty', { field: 'answer' });
    spendDraft(db, observationId);
    return ownEntry(db, observationId);
  });
}

/** Also what the service alone has found: its gate may be newer than this machine's, and waits for the author's word. */
function keptKinds({ refused }: OwnObservation, input: Input, found: string[]): string[] {
  const told = new Set(refused.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
  return [...new Set([...found, ...input.acknowledged.filter((kind) => told.has(kind))])];
}

/** Where it stands with what the service has taken in or may still take; refused words don't count. */
function fateOfAccepted({ observation, refused }: OwnObservation): Fate {
  const refusedIds = new Set<string>();
  for (const { operation } of refused)
    if ('revisionId' in operation) refusedIds.add(operation.revisionId);
  const revisions = observation.revisions.filter(({ id }) => !refusedIds.has(id));
  return revisions.length === 0
    ? { kind: 'in_review', answered: false }
    : fateOf({ ...observation, revisions });
}

/** Why its author can't word it otherwise any more, or null. */
export function settledFault(own: OwnObservation): ErrorCode | null {
  const { kind } = fateOfAccepted(own);
  if (kind === 'withdrawn') return 'observation.withdrawn';
  return kind === 'in_review' || kind === 'returned' ? null : 'observation.decided';
}

function differs(observation: Observation, { text, workaround, tags }: Input): boolean {
  const latest = latestRevision(observation);
  return (
    text !== latest.text ||
    workaround !== latest.workaround ||
    !sameTags(tags, currentTags(observation))
  );
}

function sameTags(a: Tags, b: Tags): boolean {
  return (Object.keys(a) as (keyof Tags)[]).every((name) => a[name] === b[name]);
}

function queueWords(
  { newId, now }: PersonContext,
  db: WritableDb,
  begin: Begin,
  { observation, refused, basis }: OwnObservation,
  words: Words,
  answer: string | null,
): void {
  const { id, unit } = observation;
  const log = refused.find(({ kind }) => kind === 'observation.log')?.operation;
  const anew = basis === null && log?.kind === 'observation.log';
  for (const row of overlayOf(db, id))
    if (isOverhauled(row, anew)) removeOperation(db, row, now(), 'operation.replaced');
  mendObservation(
    db,
    refused,
    anew
      ? logAgain(log, begin, newId(), words)
      : {
          ...begin(unit),
          kind: 'observation.revise',
          observationId: id,
          revisionId: newId(),
          basedOn: (basis ?? latestRevision(observation)).id,
          ...words,
          answer,
        },
  );
}

/**
 * Beside the refused words: a refused withdrawal, since writing on is not withdrawing, and, where the entry itself was refused
 * and is made anew, what waits to be laid on it.
 */
function isOverhauled({ kind, state }: OutboxRow, anew: boolean): boolean {
  if (kind === 'observation.withdraw') return anew || state === 'set_aside';
  return anew && state === 'waiting' && kind === 'observation.revise';
}

/** The same entry under the same id, so that it stays where it is in Mine. In her own words it is no longer a +1. */
function logAgain(
  { observationId, unit, heardAt }: OperationOf<'observation.log'>,
  begin: Begin,
  revisionId: string,
  words: Words,
): OperationOf<'observation.log'> {
  const base = begin(unit);
  const about = { observationId, revisionId, heardAt, sameAs: null };
  return { ...base, kind: 'observation.log', ...about, ...words };
}
