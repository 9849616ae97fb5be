import { type RefObject, useEffect, useMemo } from 'react';
import { gateMessages } from '../../../shared/i18n/gate.ts';
import type { Finding } from '../../../shared/privacy/finding.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { useSession } from '../../state/session.ts';
import { type GateWords, gateWords } from './gate-words.ts';
import type { Fitted } from './insertion.ts';
import { judge, type Kept, keyOf, maskMarked, type Told, type Verdict } from './judge.ts';
import { knownFor, lookUp, remember, useKnownWords } from './known-words.ts';
import { type Field, rewrite } from './rewrite.ts';

export interface Gate<F extends string> {
  /** What is marked and asked about on the screen. */
  readonly verdict: Verdict<F>;
  /** Null where nothing is held. */
  readonly words: GateWords | null;
  /** Masks everything that is marked, in every field, as one step a field that can be undone. */
  replaceAll(): void;
  /** The verdict that a save goes by: certain of what this machine remembers. */
  settle(): Promise<Verdict<F>>;
  /** What is to be said of a verdict; empty where nothing is held. */
  told(verdict: Verdict<F>): string;
  /** The author has said of all that the verdict asks about that it is not a person. */
  remember(verdict: Verdict<F>): void;
}

export type Fields<F extends string> = Readonly<Record<F, RefObject<Field | null>>>;

/** What the gate says of the fields that are saved together, judged at every key. `told`: what the service found in them. */
export function useGate<F extends string>(
  texts: Readonly<Record<F, string>>,
  kept: Kept,
  fields: Fields<F>,
  told?: readonly Told[],
): Gate<F> {
  const language = useLanguage();
  const t = useTranslate(gateMessages);
  const personId = useSession().person?.id ?? '';
  const known = useKnownWords();
  const hers = known.personId === personId ? known : null;
  const nobody = hers?.nobody;
  const lookedUp = hers?.lookedUp;
  const key = JSON.stringify(texts);
  const full = useMemo(
    () => judge(JSON.parse(key) as Record<F, string>, union(kept, nobody), told),
    [key, kept, nobody, told],
  );
  // What the machine has not answered for yet is neither marked nor spoken of: it takes a moment, and would flicker.
  const verdict = useMemo(() => answered(full, lookedUp), [full, lookedUp]);
  const words = useMemo(() => gateWords(verdict, language, t), [verdict, language, t]);
  useEffect(() => void lookUp(personId, full.asked), [personId, full]);
  return {
    verdict,
    words,
    replaceAll() {
      const masked = maskMarked(texts, verdict, language);
      for (const name of Object.keys(texts) as F[]) {
        const field = fields[name].current;
        if (field !== null && verdict.marked[name].length > 0) rewrite(field, masked[name]);
      }
    },
    async settle() {
      await lookUp(personId, full.asked);
      return judge(texts, union(kept, knownFor(personId).nobody), told);
    },
    told: (of) => gateWords(of, language, t)?.text ?? '',
    remember: (of) => remember(personId, of),
  };
}

function union(kept: Kept, nobody: Kept | undefined): Kept {
  return nobody === undefined || nobody.size === 0 ? kept : new Set([...kept, ...nobody]);
}

function answered<F extends string>(full: Verdict<F>, lookedUp: Kept | undefined): Verdict<F> {
  const asked = full.asked.filter((held) => lookedUp?.has(keyOf(held)));
  if (asked.length === full.asked.length) return full;
  const open = new Set(full.asked.filter((held) => !lookedUp?.has(keyOf(held))).map(placeOf));
  const marked: Record<F, readonly Finding[]> = { ...full.marked };
  for (const field of Object.keys(marked) as F[])
    marked[field] = marked[field].filter(({ start }) => !open.has(`${field} ${start}`));
  return { ...full, asked, marked };
}

function placeOf({ field, finding }: Verdict<string>['asked'][number]): string {
  return `${field} ${finding.start}`;
}

/** Says what of typed or pasted text could not be taken. */
export function useTrimmedSaid(): (trimmed: Pick<Fitted, 'removed' | 'dropped'>) => void {
  const t = useTranslate(gateMessages);
  return ({ removed, dropped }) =>
    say(
      [
        removed > 0 ? t('removed', { count: removed }) : null,
        dropped > 0 ? t('dropped', { count: dropped }) : null,
      ]
        .filter((part) => part !== null)
        .join(' '),
    );
}
