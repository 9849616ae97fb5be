import type { Quote } from '../../../shared/domain/evidence.ts';
import type { Insight, Theme } from '../../../shared/domain/theme.ts';

/**
 * What was said in words of its own, each wording once: the typical first, then what lies here of the rest. A +1 says nothing
 * new; where a theme has nothing else, its words stand in.
 */
export function voicesOf(theme: Pick<Theme, 'quotes'>, insights: readonly Insight[]): Quote[] {
  const own = insights.filter(({ same }) => !same);
  const words = [...theme.quotes, ...own];
  const seen = new Set<string>();
  return (words.length === 0 ? insights : words).flatMap(({ id, text }) => {
    if (text === '' || seen.has(text)) return [];
    seen.add(text);
    return [{ id, text }];
  });
}
