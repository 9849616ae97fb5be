import type { Output, ParsedInput } from '../../shared/api.ts';
import { assertNever } from '../../shared/domain/assert-never.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import {
  currentTags,
  fateOf,
  latestRevision,
  type SameAs,
} from '../../shared/domain/observation.ts';
import type { OperationOf } from '../../shared/domain/operation.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { countCharacters } from '../../shared/domain/text.ts';
import { findIdentifiers } from '../../shared/privacy/gate.ts';
import type { Entry } from '../../shared/view/entry.ts';
import type { SimilarMatch } from '../../shared/view/similar.ts';
import { SIMILAR_FROM } from '../../shared/view/similar.ts';
import type { ReadableDb } from '../store/database.ts';
import { findInsight } from '../store/insights.ts';
import { findObservation, logObservation } from '../store/observations.ts';
import { similarMatch } from '../store/similar.ts';
import { findTheme } from '../store/themes.ts';
import { type PersonContext, perform, unitOf } from './context.ts';
import { type LoggedWords, newLog } from './logging.ts';
import { ownEntry } from './mine.ts';

/** Matches looked at for each one shown: several of one theme tell no more than one. */
const LOOKED_AT = 3;

/**
 * +1: the words of what it points at, its tags, this moment. Saved as any entry; taken back by withdrawing it.
 * Errors: `target.unknown`.
 */
export function logSame(
  context: PersonContext,
  { target, channel }: ParsedInput<'observation.same'>,
): Entry {
  const unit = unitOf(context.person);
  return perform(context, ['observations', 'sync'], (db, begin) => {
    const pointed = pointedAt(db, target);
    const tags = channel === null ? pointed.words.tags : { ...pointed.words.tags, channel };
    const base = newLog(begin(unit), context, { ...pointed.words, tags }, null);
    const operation: OperationOf<'observation.log'> = { ...base, sameAs: pointed.target };
    logObservation(db, operation);
    return ownEntry(db, operation.observationId);
  });
}

/** What it points at in the end, and the words it takes over. Whoever may see it may say that she heard the same. */
function pointedAt(
  db: ReadableDb,
  target: SameAs,
): { readonly target: SameAs; readonly words: LoggedWords } {
  switch (target.kind) {
    case 'observation': {
      const observation = findObservation(db, target.id)?.observation;
      if (observation === undefined) throw new LyttError('target.unknown');
      // One that points at another says what that one says.
      if (observation.sameAs !== null && observation.follows)
        return pointedAt(db, observation.sameAs);
      const fate = fateOf(observation).kind;
      if (fate === 'withdrawn' || fate === 'declined') throw new LyttError('target.unknown');
      const { text, workaround, acknowledged } = latestRevision(observation);
      return { target, words: { text, workaround, tags: currentTags(observation), acknowledged } };
    }
    case 'insight': {
      const insight = findInsight(db, target.id);
      if (insight === undefined) throw new LyttError('target.unknown');
      const { text, workaround, tags } = insight;
      return { target, words: { text, workaround, tags, acknowledged: kept(text, workaround) } };
    }
    case 'theme': {
      const theme = findTheme(db, target.id);
      if (theme === undefined) throw new LyttError('target.unknown');
      if (theme.mergedInto !== null) return pointedAt(db, { ...target, id: theme.mergedInto });
      const { name: text, tema, step } = theme;
      const tags = { ...noTags, tema, step };
      return { target, words: { text, workaround: null, tags, acknowledged: kept(text, null) } };
    }
    default:
      return assertNever(target.kind);
  }
}

/** What their author kept and others have looked at since, and what only a newer gate would ask about: said already. */
function kept(...texts: readonly (string | null)[]): string[] {
  const kinds = texts.flatMap((text) => (text === null ? [] : findIdentifiers(text)));
  return [...new Set(kinds.map(({ kind }) => kind))];
}

/** Asked while she types; nothing of it leaves the machine. */
export async function findSimilar(
  { person, store, similar }: PersonContext,
  { text, tags, limit, not }: ParsedInput<'similar.find'>,
): Promise<Output<'similar.find'>> {
  if (countCharacters(text) < SIMILAR_FROM) return { matches: [], complete: true };
  const { targets, complete } = await similar.find(person.id, text, tags, limit * LOOKED_AT);
  const found = store.read((db) =>
    targets.filter(({ id }) => id !== not).map((target) => similarMatch(db, target)),
  );
  const matches = varied(found.filter((match) => match !== undefined)).slice(0, limit);
  return { matches, complete };
}

/** Each words once, and a theme by its name only where nothing that lies in it was found. */
function varied(matches: readonly SimilarMatch[]): SimilarMatch[] {
  const said = new Set<string>();
  const within = new Set<string>();
  for (const { target, theme } of matches)
    if (target.kind !== 'theme' && theme !== null) within.add(theme.id);
  return matches.filter(({ target, text }) => {
    if (target.kind === 'theme') return !within.has(target.id);
    const again = said.has(text);
    said.add(text);
    return !again;
  });
}
