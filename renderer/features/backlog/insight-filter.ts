import type { JourneyStep } from '../../../shared/domain/tags.ts';
import type { Insight } from '../../../shared/domain/theme.ts';

export interface InsightFilter {
  readonly tema: string | null;
  readonly step: JourneyStep | null;
}

export const noFilter: InsightFilter = { tema: null, step: null };

export function filterInsights(
  insights: readonly Insight[],
  { tema, step }: InsightFilter,
): readonly Insight[] {
  if (tema === null && step === null) return insights;
  return insights.filter(
    ({ tags }) => (tema === null || tags.tema === tema) && (step === null || tags.step === step),
  );
}

export interface Choice<V> {
  readonly value: V;
  readonly count: number;
}

/** The values of one tag among some insights, most used first. */
export function choicesOf<F extends 'tema' | 'step'>(
  insights: readonly Insight[],
  field: F,
): Choice<NonNullable<Insight['tags'][F]>>[] {
  type Value = NonNullable<Insight['tags'][F]>;
  const counts = new Map<Value, number>();
  for (const { tags } of insights) {
    const value = tags[field];
    if (value !== null) counts.set(value as Value, (counts.get(value as Value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** What a theme of these would be about: the tema and step most of them have. */
export function commonPlace(insights: readonly Insight[]): InsightFilter {
  const tema = choicesOf(insights, 'tema')[0]?.value ?? null;
  const ofTema = insights.filter(({ tags }) => tags.tema === tema);
  return { tema, step: choicesOf(ofTema, 'step')[0]?.value ?? null };
}
