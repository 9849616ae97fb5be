import { type RefObject, useMemo } from 'react';
import { gateMessages } from '../../../shared/i18n/gate.ts';
import { useLanguage, useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { type GateWords, gateWords } from './gate-words.ts';
import type { Fitted } from './insertion.ts';
import { judge, type Kept, maskMarked, type Verdict } from './judge.ts';
import { rewrite } from './rewrite.ts';

export interface Gate<F extends string> {
  readonly verdict: Verdict<F>;
  /** Null where nothing is held. */
  readonly words: GateWords | null;
  /** Masks everything that is marked, in every field, as one step a field that can be undone. */
  replaceAll(): void;
}

/** What the gate says of the fields that are saved together, judged at every key. */
export function useGate<F extends string>(
  texts: Readonly<Record<F, string>>,
  kept: Kept,
  fields: Readonly<Record<F, RefObject<HTMLTextAreaElement | null>>>,
): Gate<F> {
  const language = useLanguage();
  const t = useTranslate(gateMessages);
  const key = JSON.stringify(texts);
  const verdict = useMemo(() => judge(JSON.parse(key) as Record<F, string>, kept), [key, kept]);
  const words = useMemo(() => gateWords(verdict, language, t), [verdict, language, t]);
  return {
    verdict,
    words,
    replaceAll() {
      const masked = maskMarked(texts, verdict, language);
      for (const name of Object.keys(texts) as F[]) {
        const field = fields[name].current;
        if (field !== null) rewrite(field, masked[name]);
      }
    },
  };
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
