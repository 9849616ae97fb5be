import type { Output, ParsedInput } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Entry, StoppedWords } from '../../shared/view/entry.ts';
import type { ReadableDb } from '../store/database.ts';
import { findEntry, listEntries } from '../store/entries.ts';
import { findObservation } from '../store/observations.ts';
import type { OutboxRow } from '../store/operations.ts';
import { rankEntries } from '../store/ranked.ts';
import { wordsOf } from '../store/search.ts';
import type { PersonContext } from './context.ts';
import { takeInAll } from './fresh-words.ts';

export function listMine(
  { store }: Pick<PersonContext, 'store'>,
  input: ParsedInput<'observation.list'>,
): Output<'observation.list'> {
  const { order, ...asked } = input;
  const searches = wordsOf(asked.query).length > 0;
  if (searches) takeInAll(store);
  return store.read((db) =>
    order === 'best' && searches
      ? rankEntries(db, asked)
      : { ...listEntries(db, asked), rankedOf: null },
  );
}

export function getMine(
  { store }: PersonContext,
  { observationId }: ParsedInput<'observation.get'>,
): Output<'observation.get'> {
  return store.read((db) => {
    const { observation, refused } = ownObservation(db, observationId);
    return { entry: ownEntry(db, observationId), observation, stopped: refused.flatMap(stoppedIn) };
  });
}

/** What the service's gate found in words it refused: its offsets, read in the text that was sent. */
export function stoppedIn({ operation, findings }: OutboxRow): StoppedWords[] {
  const texts = new Map<string, unknown>(Object.entries(operation));
  return findings.flatMap(({ field, kind, severity, start, end }) => {
    const text = texts.get(field);
    const words = typeof text === 'string' ? text.slice(start, end) : '';
    return words === '' ? [] : [{ field, kind, severity, words }];
  });
}

/** @throws LyttError `observation.unknown` */
export function ownEntry(db: ReadableDb, id: string): Entry {
  const entry = findEntry(db, id);
  if (entry === undefined) throw new LyttError('observation.unknown');
  return entry;
}

/** @throws LyttError `observation.unknown`, `observation.notYours` */
export function ownObservation(
  db: ReadableDb,
  id: string,
): NonNullable<ReturnType<typeof findObservation>> {
  const found = findObservation(db, id);
  if (found === undefined) throw new LyttError('observation.unknown');
  if (!found.mine) throw new LyttError('observation.notYours');
  return found;
}
