import { type RefObject, useState } from 'react';
import { similarMessages } from '../../../shared/i18n/similar.ts';
import type { SimilarMatch } from '../../../shared/view/similar.ts';
import { useTranslate } from '../../state/i18n.ts';
import { say } from '../../state/notices.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { excerpt } from '../../ui/excerpt.ts';
import { Said } from '../../ui/said.tsx';
import { moveAmongChoices } from '../similar/choice-keys.ts';
import { KnownCard } from '../similar/known-card.tsx';
import { SimilarList } from '../similar/similar-list.tsx';
import { knownAmong, useSimilar } from '../similar/use-similar.ts';
import { useLogStore } from './log-store.ts';
import { logSame } from './same.ts';
import '../similar/similar.css';

const FIELD = 'log-text';

/** Beside the field: what to tell the citizen where it is known, and what was heard before that means the same. */
export function LogSide({ place }: { readonly place: RefObject<HTMLDivElement | null> }) {
  const t = useTranslate(similarMessages);
  const text = useLogStore((state) => state.text);
  const tags = useLogStore((state) => state.tags);
  const matches = useSimilar(text, tags);
  const known = knownAmong(matches);
  const [error, setError] = useState<unknown>(null);
  const field = () => document.getElementById(FIELD);

  const same = async (match: SimilarMatch) => {
    setError(null);
    try {
      const takeBack = await logSame(match);
      say(t('saved', { text: excerpt(match.text) }), takeBack);
    } catch (fault) {
      setError(fault);
    } finally {
      field()?.focus();
    }
  };
  const told =
    known === undefined
      ? matches.length === 0
        ? ''
        : t('found', { count: matches.length })
      : `${t('foundKnown', { text: known.theme?.workaround ?? '' })} ${t('found', { count: matches.length })}`;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move among the buttons inside, which are what one presses.
    <div className="log__side" ref={place} onKeyDown={(event) => moveAmongChoices(event, field())}>
      {known !== undefined && <KnownCard match={known} onSame={(match) => void same(match)} />}
      <SimilarList
        matches={matches}
        onSame={(match) => void same(match)}
        empty={t(text.trim() === '' ? 'waits' : 'none')}
      />
      <ErrorNote error={error} />
      <Said text={told} delayMs={1500} />
    </div>
  );
}
