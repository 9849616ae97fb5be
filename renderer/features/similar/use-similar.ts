import { useEffect, useState } from 'react';
import type { Tags } from '../../../shared/domain/tags.ts';
import { countCharacters } from '../../../shared/domain/text.ts';
import { SIMILAR_FROM, SIMILAR_LIMIT, type SimilarMatch } from '../../../shared/view/similar.ts';
import { bridge, call } from '../../bridge.ts';

/** Without a key for this long, the text is compared. */
const PAUSE_MS = 150;
/** After an answer that did not look among everything: at the start, or after many came at once. */
const AGAIN_MS = 400;
const none: readonly SimilarMatch[] = [];

/**
 * What has been heard before that means the same as `text`, a moment after the last key. An answer that comes after newer
 * words were typed is dropped; while a newer one is on its way the old list stays, so that nothing flickers.
 */
export function useSimilar(
  text: string,
  tags: Tags,
  not: string | null = null,
): readonly SimilarMatch[] {
  const [matches, setMatches] = useState(none);
  const words = text.trim();
  const asked = countCharacters(words) < SIMILAR_FROM ? null : words;
  const key = JSON.stringify([asked, tags, not]);
  useEffect(() => {
    const [wanted, withTags, without] = JSON.parse(key) as [string | null, Tags, string | null];
    if (wanted === null) {
      setMatches(none);
      return;
    }
    let over = false;
    const ask = async () => {
      const found = await call('similar.find', {
        text: wanted,
        tags: withTags,
        limit: SIMILAR_LIMIT,
        not: without,
        // It is a help, never a hindrance: without an answer there is nothing similar to show.
      }).catch(() => ({ matches: [], complete: true }));
      if (over) return;
      setMatches(found.matches);
      clearTimeout(timer);
      if (!found.complete) timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    let timer = setTimeout(() => void ask(), PAUSE_MS);
    // What came in meanwhile, from here or from the service, may be like it too.
    const unsubscribe = bridge.onChanged(({ topics }) => {
      if (topics.includes('observations') || topics.includes('themes')) void ask();
    });
    return () => {
      over = true;
      clearTimeout(timer);
      unsubscribe();
    };
  }, [key]);
  return matches;
}

/** The first match that comes with something to tell the citizen. */
export function knownAmong(matches: readonly SimilarMatch[]): SimilarMatch | undefined {
  return matches.find(({ theme }) => theme !== null && theme.workaround !== null);
}
