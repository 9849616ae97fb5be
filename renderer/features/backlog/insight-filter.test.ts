import { describe, expect, test } from 'vitest';
import { noTags, type Tags } from '../../../shared/domain/tags.ts';
import type { Insight } from '../../../shared/domain/theme.ts';
import { sampleId } from '../../../tests/support/review-samples.ts';
import { choicesOf, commonPlace, filterInsights, noFilter } from './insight-filter.ts';
import { spanOf } from './use-chosen.ts';

function insight(n: number, tags: Partial<Tags>): Insight {
  return {
    id: sampleId(n),
    text: `Tekst ${n}`,
    workaround: null,
    tags: { ...noTags, ...tags },
    week: '2026-W48',
    themeId: null,
    same: false,
  };
}
const insights = [
  insight(1, { tema: 'DAG', step: 'wait' }),
  insight(2, { tema: 'SYK', step: 'apply' }),
  insight(3, { tema: 'DAG', step: 'apply' }),
  insight(4, { tema: 'DAG', step: 'wait' }),
  insight(5, {}),
];
const ids = (of: readonly Insight[]) => of.map(({ id }) => id);

describe('filtering', () => {
  test('by tema, by step, by both; without a filter everything stays as it is', () => {
    expect(ids(filterInsights(insights, { tema: 'DAG', step: null }))).toEqual(
      [1, 3, 4].map(sampleId),
    );
    expect(ids(filterInsights(insights, { tema: null, step: 'apply' }))).toEqual(
      [2, 3].map(sampleId),
    );
    expect(ids(filterInsights(insights, { tema: 'DAG', step: 'apply' }))).toEqual([sampleId(3)]);
    expect(filterInsights(insights, noFilter)).toBe(insights);
  });

  test('offers what there is, most used first, and nothing for what is not tagged', () => {
    expect(choicesOf(insights, 'tema')).toEqual([
      { value: 'DAG', count: 3 },
      { value: 'SYK', count: 1 },
    ]);
  });
});

test('a theme of some insights is about the tema most have, and the step most of those have', () => {
  expect(commonPlace(insights)).toEqual({ tema: 'DAG', step: 'wait' });
  expect(commonPlace([insight(5, {})])).toEqual({ tema: null, step: null });
  expect(commonPlace([])).toEqual({ tema: null, step: null });
});

test('a stretch goes from the box clicked before to this one, either way', () => {
  expect(spanOf(insights, sampleId(2), sampleId(4))).toEqual([2, 3, 4].map(sampleId));
  expect(spanOf(insights, sampleId(4), sampleId(2))).toEqual([2, 3, 4].map(sampleId));
  expect(spanOf(insights, null, sampleId(4))).toEqual([sampleId(4)]);
  expect(spanOf(insights, sampleId(99), sampleId(4))).toEqual([sampleId(4)]);
});
